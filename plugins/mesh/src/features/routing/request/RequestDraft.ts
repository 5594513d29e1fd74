import type {
  CallerOption,
  RouteRequest,
} from '@fairway/backstage-plugin-mesh-common';
import { routeRequestSchema } from '@fairway/backstage-plugin-mesh-common';
import { parseRequest } from '@fairway/mesh-core';
import type { ChosenRoute } from '../effective';

/** A request as somebody fills it in; nothing is checked yet. */
export interface RequestDraft {
  /** Id of the caller. */
  caller: string;
  method: string;
  url: string;
  /** One a line, as in `x-user-group: beta`. */
  headers: string;
  /** As sent, as in `release=beta; theme=dark`. */
  cookies: string;
  /** `host:port` whose address is called, when it is not the one of the URL. */
  connect: string;
  /** What is sent instead of the path of the URL, as in `*`. */
  target: string;
}

/** A request is longer than a question may be. */
export class RequestTooLargeError extends Error {}

const WITH_PORT = /^(\[[^\]]*\]|[^:]*):(\d+)$/;

function hostnameOf(host: string): string {
  return WITH_PORT.exec(host)?.[1] ?? host;
}

/** The first request that makes sense for a host that was chosen. */
export function draftOfChosen(chosen: ChosenRoute | undefined): RequestDraft {
  const port = chosen?.caller.hosts
    .find(({ host }) => host === chosen.host)
    ?.ports.find(({ number }) => number === chosen.port);
  const isTls = port?.protocol === 'https' || port?.protocol === 'tls';
  const scheme = isTls ? 'https' : 'http';
  const isUsual = chosen?.port === (isTls ? 443 : 80);
  const host = chosen?.host.replace(/^\*/, 'www') ?? '';
  const suffix = isUsual || !chosen ? '' : `:${chosen.port}`;
  return {
    caller: chosen?.caller.id ?? '',
    method: 'GET',
    url: chosen ? `${scheme}://${host}${suffix}/` : '',
    headers: '',
    cookies: '',
    connect: '',
    target: '',
  };
}

/** A request as the fields that make it. */
export function draftOfRequest(
  request: RouteRequest,
  caller: string,
): RequestDraft {
  const { method, scheme, host, path, headers, connect, port } = request;
  const isPath = /^\/[^#\s]*$/.test(path);
  const urlPort = Number(
    WITH_PORT.exec(host)?.[2] ?? (scheme === 'https' ? 443 : 80),
  );
  const isElsewhere = connect !== undefined || port !== urlPort;
  return {
    caller,
    method,
    url: `${scheme}://${host}${isPath ? path : '/'}`,
    headers: headers
      .filter(([name]) => name !== 'cookie')
      .map(([name, value]) => (value ? `${name}: ${value}` : `${name};`))
      .join('\n'),
    cookies: headers
      .filter(([name]) => name === 'cookie')
      .map(([, value]) => value)
      .join('; '),
    connect: isElsewhere ? `${connect ?? hostnameOf(host)}:${port}` : '',
    target: isPath ? '' : path,
  };
}

/**
 * The request that the fields make.
 *
 * @throws RequestTextError when a field has something else
 * @throws RequestTooLargeError when it is longer than a question may be
 */
export function requestOfDraft(draft: RequestDraft): RouteRequest {
  const cookies = draft.cookies.trim();
  const lines = draft.headers.split('\n').filter(line => line.trim() !== '');
  const { request } = parseRequest(`${draft.method.trim()} ${draft.url}`, [
    ...lines,
    ...(cookies ? [`cookie: ${cookies}`] : []),
  ]);
  const [, connect, port] = WITH_PORT.exec(draft.connect.trim()) ?? [];
  const all: RouteRequest = {
    ...request,
    path: draft.target.trim() || request.path,
    ...(connect ? { connect, port: Number(port) } : {}),
  };
  if (!routeRequestSchema.safeParse(all).success) {
    throw new RequestTooLargeError();
  }
  return all;
}

/** Names that a host has in the mesh: from within its namespace the first part is enough. */
function isNamed(host: string, name: string, caller: CallerOption): boolean {
  if (host === name) {
    return true;
  }
  if (host.startsWith('*')) {
    return name.endsWith(host.slice(1));
  }
  const [service, namespace, svc] = host.split('.');
  if (svc !== 'svc') {
    return false;
  }
  const { caller: who } = caller;
  const isNear = 'namespace' in who && who.namespace === namespace;
  return (
    name === `${service}.${namespace}` ||
    name === `${service}.${namespace}.svc` ||
    (isNear && name === service)
  );
}

/**
 * Who can send a request: a caller that knows the host on the port, else one that knows the host; the present one before others.
 *
 * @returns nothing when nobody knows the host
 */
export function callerOfRequest(
  callers: readonly CallerOption[],
  present: string,
  request: RouteRequest,
): string | undefined {
  const name = hostnameOf(request.host).toLowerCase();
  const knowing = callers
    .map(caller => ({
      id: caller.id,
      ports: caller.hosts
        .filter(({ host }) => isNamed(host, name, caller))
        .flatMap(({ ports }) => ports.map(({ number }) => number)),
    }))
    .filter(({ ports }) => ports.length > 0);
  const onPort = knowing.filter(({ ports }) => ports.includes(request.port));
  const best = onPort.length > 0 ? onPort : knowing;
  return (best.find(({ id }) => id === present) ?? best[0])?.id;
}
