import { KubernetesFaultState } from './KubernetesFaults';
import { RequestInfo } from './requestInfo';
import { StatusError } from './StatusError';

type ResourceRequest = Extract<RequestInfo, { type: 'resource' }>;

function take(fault: {
  readonly times?: number;
}): { times?: number } | undefined {
  if (fault.times === undefined) {
    return fault;
  }
  return fault.times > 1 ? { ...fault, times: fault.times - 1 } : undefined;
}

function keyOf(request: ResourceRequest): string {
  return request.group === ''
    ? request.plural
    : `${request.plural}.${request.group}`;
}

function lists(resources: readonly string[] | undefined, key: string): boolean {
  return (
    resources !== undefined &&
    (resources.includes(key) || resources.includes('*'))
  );
}

/** The 403 that the real authorizer answers. */
export function forbiddenError(
  request: ResourceRequest,
  verb: string,
): StatusError {
  const scope = request.namespace
    ? `in the namespace "${request.namespace}"`
    : 'at the cluster scope';
  const subject = request.name ? ` "${request.name}"` : '';
  return new StatusError(
    'Forbidden',
    `${keyOf(request)}${subject} is forbidden: User "sandbox" cannot ${verb} resource "${request.plural}" in API group "${request.group}" ${scope}`,
    {
      ...(request.name ? { name: request.name } : {}),
      ...(request.group ? { group: request.group } : {}),
      kind: request.plural,
    },
  );
}

function isForbidden(
  faults: KubernetesFaultState,
  request: ResourceRequest,
): boolean {
  const key = keyOf(request);
  if (lists(faults.forbid, key)) {
    return true;
  }
  if (request.namespace !== undefined) {
    return faults.forbidNamespaces?.includes(request.namespace) ?? false;
  }
  return request.name === undefined && lists(faults.forbidClusterScope, key);
}

/**
 * Answers for the faults that are in force, in the order in which a real server would meet them.
 *
 * @throws StatusError the answer
 */
export function checkFaults(
  faults: KubernetesFaultState,
  request: RequestInfo,
  verb: string,
): void {
  if (faults.unauthorized) {
    throw unauthorizedError();
  }
  if (faults.tooManyRequests) {
    const { retryAfterSeconds } = faults.tooManyRequests;
    faults.tooManyRequests = take(
      faults.tooManyRequests,
    ) as typeof faults.tooManyRequests;
    throw new StatusError(
      'TooManyRequests',
      'Too many requests, please try again later.',
      { retryAfterSeconds },
    );
  }
  if (faults.serverError) {
    const { code } = faults.serverError;
    faults.serverError = take(faults.serverError) as typeof faults.serverError;
    throw serverError(code);
  }
  if (request.type === 'resource' && isForbidden(faults, request)) {
    throw forbiddenError(request, verb);
  }
}

function serverError(code: number): StatusError {
  return code === 503
    ? new StatusError(
        'ServiceUnavailable',
        'the server is currently unable to handle the request',
      )
    : new StatusError(
        'InternalError',
        'Internal error occurred: a fault of the sandbox',
        undefined,
        code,
      );
}

/** The 401 of a request without valid credentials. */
export function unauthorizedError(): StatusError {
  return new StatusError('Unauthorized', 'Unauthorized');
}
