import { IncomingMessage, ServerResponse } from 'node:http';
import { mediaType, readJson, sendJson } from './httpBody';
import { KubernetesObject, nameOf } from './KubernetesObject';
import { listObjects } from './listObjects';
import { notFoundError } from './objectErrors';
import { DeletePreconditions, ObjectStore } from './ObjectStore';
import { ResourceKind } from './ResourceKind';
import {
  ObjectFilter,
  parseFieldSelector,
  parseLabelSelector,
} from './selectors';
import { StatusError } from './StatusError';
import { inVersion, WatchRequest } from './WatchStream';
import {
  createFromRequest,
  patchFromRequest,
  updateFromRequest,
  WriteRequest,
} from './writeObjects';

/** A request for objects, with the kind resolved. */
export interface ResourceRequest {
  readonly kind: ResourceKind;
  readonly version: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: string;
  readonly query: URLSearchParams;
}

const mergePatchType = 'application/merge-patch+json';
const methodNotAllowed = (): StatusError =>
  new StatusError(
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );

/** Verb of the Kubernetes API for a request, as RBAC names it. */
export function verbOf(
  method: string,
  request: { name?: string; query: URLSearchParams },
): string {
  if (method === 'GET') {
    if (isWatch(request.query)) {
      return 'watch';
    }
    return request.name === undefined ? 'list' : 'get';
  }
  const verbs: Record<string, string> = {
    POST: 'create',
    PUT: 'update',
    PATCH: 'patch',
    DELETE: 'delete',
  };
  return verbs[method] ?? method.toLowerCase();
}

function isWatch(query: URLSearchParams): boolean {
  return ['1', 'true', 'True'].includes(query.get('watch') ?? '');
}

function filterOf({ kind, name, query }: ResourceRequest): ObjectFilter {
  const labels = query.get('labelSelector');
  const fields = query.get('fieldSelector');
  const filters = [
    ...(labels ? [parseLabelSelector(labels)] : []),
    ...(fields ? [parseFieldSelector(fields, kind)] : []),
    ...(name === undefined
      ? []
      : [(object: KubernetesObject) => nameOf(object) === name]),
  ];
  return object => filters.every(filter => filter(object));
}

function numberOf(
  query: URLSearchParams,
  parameter: string,
): number | undefined {
  const text = query.get(parameter);
  if (text === null || text === '') {
    return undefined;
  }
  if (!/^\d+$/.test(text)) {
    throw new StatusError(
      parameter === 'resourceVersion' ? 'Unknown' : 'BadRequest',
      `${parameter}: Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`,
    );
  }
  return Number(text);
}

function revisionOf(query: URLSearchParams): number | undefined {
  const revision = numberOf(query, 'resourceVersion');
  // 0 means "any", which the sandbox answers with the latest
  return revision === 0 ? undefined : revision;
}

/** The watch that a request asks for, undefined when it is no watch. @throws StatusError BadRequest */
export function readWatch(
  request: ResourceRequest,
  bookmarkIntervalMs: number,
): WatchRequest | undefined {
  const { query } = request;
  if (!isWatch(query)) {
    return undefined;
  }
  const timeoutSeconds = numberOf(query, 'timeoutSeconds') ?? 1800;
  return {
    kind: request.kind,
    version: request.version,
    namespace: request.namespace,
    filter: filterOf(request),
    revision: revisionOf(query),
    bookmarks: query.get('allowWatchBookmarks') === 'true',
    timeoutMs: Math.max(timeoutSeconds, 1) * 1000,
    bookmarkIntervalMs,
  };
}

function list(store: ObjectStore, request: ResourceRequest): unknown {
  const { query } = request;
  const exact = query.get('resourceVersionMatch') === 'Exact';
  return listObjects(store, {
    kind: request.kind,
    version: request.version,
    namespace: request.namespace,
    filter: filterOf(request),
    filtered: query.has('labelSelector') || query.has('fieldSelector'),
    limit: numberOf(query, 'limit') ?? 0,
    continue: query.get('continue') || undefined,
    exactRevision: exact ? revisionOf(query) : undefined,
  });
}

function get(
  store: ObjectStore,
  { kind, namespace, name = '' }: ResourceRequest,
): KubernetesObject {
  const object = store.get({ kind: kind.key, namespace, name });
  if (!object) {
    throw notFoundError(kind, name);
  }
  return object;
}

const writeTypes = [
  'application/json',
  'application/yaml',
  'application/vnd.kubernetes.protobuf',
];

/** Only JSON is understood; the message is the one of a real server, which knows the other two. */
function checkWriteType(incoming: IncomingMessage): void {
  const actual = mediaType(incoming);
  if (actual !== 'application/json' && actual !== '') {
    throw new StatusError(
      'UnsupportedMediaType',
      `the body of the request was in an unknown format - accepted media types include: ${writeTypes.join(', ')}`,
    );
  }
}

function checkPatchType(incoming: IncomingMessage): void {
  if (mediaType(incoming) !== mergePatchType) {
    throw new StatusError(
      'UnsupportedMediaType',
      '415: Unsupported Media Type',
      {},
    );
  }
}

async function writeRequest(
  request: ResourceRequest,
  incoming: IncomingMessage,
): Promise<WriteRequest> {
  const { kind, version, namespace, name, subresource } = request;
  return {
    kind,
    version,
    namespace,
    name,
    status: subresource === 'status',
    body: await readJson(incoming),
  };
}

async function remove(
  store: ObjectStore,
  request: ResourceRequest,
  incoming: IncomingMessage,
): Promise<unknown> {
  const { kind, namespace, name = '' } = request;
  const options = (await readJson(incoming)) as
    { preconditions?: DeletePreconditions } | undefined;
  const removed = store.delete(
    { kind: kind.key, namespace, name },
    options?.preconditions,
  );
  if (
    removed.metadata.deletionTimestamp &&
    removed.metadata.finalizers?.length
  ) {
    return inVersion(removed, kind, request.version);
  }
  const { group, plural } = kind;
  const details = {
    name,
    ...(group ? { group } : {}),
    kind: plural,
    uid: removed.metadata.uid,
  };
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details,
  };
}

type Answer = { readonly code: number; readonly body: unknown };

async function answerItem(
  store: ObjectStore,
  request: ResourceRequest,
  incoming: IncomingMessage,
): Promise<Answer> {
  const { kind, version } = request;
  const show = (object: KubernetesObject): Answer => ({
    code: 200,
    body: inVersion(object, kind, version),
  });
  switch (incoming.method) {
    case 'GET':
      return show(get(store, request));
    case 'PUT':
      checkWriteType(incoming);
      return show(
        updateFromRequest(store, {
          ...(await writeRequest(request, incoming)),
        }),
      );
    case 'PATCH':
      checkPatchType(incoming);
      return show(
        patchFromRequest(store, await writeRequest(request, incoming)),
      );
    case 'DELETE':
      if (request.subresource) {
        throw methodNotAllowed();
      }
      return { code: 200, body: await remove(store, request, incoming) };
    default:
      throw methodNotAllowed();
  }
}

async function answerCollection(
  store: ObjectStore,
  request: ResourceRequest,
  incoming: IncomingMessage,
): Promise<Answer> {
  const { kind, version, namespace } = request;
  if (incoming.method === 'GET') {
    return { code: 200, body: list(store, request) };
  }
  if (
    incoming.method !== 'POST' ||
    (kind.namespaced && namespace === undefined)
  ) {
    throw methodNotAllowed();
  }
  checkWriteType(incoming);
  const created = createFromRequest(
    store,
    await writeRequest(request, incoming),
  );
  return { code: 201, body: inVersion(created, kind, version) };
}

/** Answers a request for objects that is no watch. @throws StatusError */
export async function answerResource(
  store: ObjectStore,
  request: ResourceRequest,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer =
    request.name === undefined
      ? await answerCollection(store, request, incoming)
      : await answerItem(store, request, incoming);
  sendJson(response, answer.code, answer.body);
}
