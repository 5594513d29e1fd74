import { KubernetesObject, nameOf } from './KubernetesObject';
import { notFoundError } from './objectErrors';
import { ObjectStore } from './ObjectStore';
import { mergePatch } from './objectValues';
import { apiVersionOf, ResourceKind } from './ResourceKind';
import { StatusError } from './StatusError';

/** A write request, resolved. */
export interface WriteRequest {
  readonly kind: ResourceKind;
  readonly version: string;
  readonly namespace?: string;
  readonly name?: string;
  /** True for the `status` subresource. */
  readonly status: boolean;
  /** The parsed body. */
  readonly body: unknown;
}

function badRequest(message: string): StatusError {
  return new StatusError('BadRequest', message);
}

function asObject(body: unknown): KubernetesObject {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badRequest('the body of the request is not an object');
  }
  return body as KubernetesObject;
}

function checkType(
  object: KubernetesObject,
  { kind, version }: WriteRequest,
): void {
  const apiVersion = apiVersionOf(kind.group, version);
  if (object.kind !== kind.kind || object.apiVersion !== apiVersion) {
    throw badRequest(
      `the API version in the data (${object.apiVersion}, Kind=${object.kind}) does not match the expected API version (${apiVersion}, Kind=${kind.kind})`,
    );
  }
}

function checkNamespace(object: KubernetesObject, request: WriteRequest): void {
  const given = object.metadata.namespace;
  if (
    request.namespace !== undefined &&
    given !== undefined &&
    given !== request.namespace
  ) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
}

/** The object of a request body with the namespace of the URL. @throws StatusError BadRequest */
function readObject(request: WriteRequest): KubernetesObject {
  const object = asObject(request.body);
  checkType(object, request);
  const metadata = {
    ...asObject(object.metadata ?? {}),
  } as KubernetesObject['metadata'];
  const result: KubernetesObject = { ...object, metadata };
  checkNamespace(result, request);
  if (request.kind.namespaced && request.namespace !== undefined) {
    metadata.namespace = request.namespace;
  }
  return result;
}

/** `POST`. @throws StatusError */
export function createFromRequest(
  store: ObjectStore,
  request: WriteRequest,
): KubernetesObject {
  const object = readObject(request);
  if (object.metadata.resourceVersion) {
    throw new StatusError(
      'Unknown',
      'resourceVersion should not be set on objects to be created',
    );
  }
  // the server dates and identifies objects, whatever the client says
  delete object.metadata.uid;
  delete object.metadata.creationTimestamp;
  delete object.metadata.generation;
  if (request.kind.hasStatus) {
    delete object.status;
  }
  return store.create(object);
}

function replace(
  store: ObjectStore,
  request: WriteRequest,
  object: KubernetesObject,
): KubernetesObject {
  return request.status ? store.updateStatus(object) : store.update(object);
}

/** `PUT`. @throws StatusError */
export function updateFromRequest(
  store: ObjectStore,
  request: WriteRequest,
): KubernetesObject {
  const object = readObject(request);
  if (nameOf(object) !== request.name) {
    throw badRequest(
      `the name of the object (${nameOf(object)}) does not match the name on the URL (${request.name})`,
    );
  }
  if (request.kind.custom && !object.metadata.resourceVersion) {
    throw mustSpecifyVersion(request.kind, nameOf(object));
  }
  return replace(store, request, object);
}

function mustSpecifyVersion(kind: ResourceKind, name: string): StatusError {
  const message = 'Invalid value: 0: must be specified for an update';
  return new StatusError(
    'Invalid',
    `${kind.key} "${name}" is invalid: metadata.resourceVersion: ${message}`,
    {
      name,
      group: kind.group,
      kind: kind.plural,
      causes: [
        {
          reason: 'FieldValueInvalid',
          message,
          field: 'metadata.resourceVersion',
        },
      ],
    },
  );
}

/** `PATCH` with a JSON merge patch. @throws StatusError */
export function patchFromRequest(
  store: ObjectStore,
  request: WriteRequest,
): KubernetesObject {
  const name = request.name ?? '';
  const current = store.get({
    kind: request.kind.key,
    namespace: request.namespace,
    name,
  });
  if (!current) {
    throw notFoundError(request.kind, name);
  }
  const patched = mergePatch(
    current,
    asObject(request.body),
  ) as KubernetesObject;
  return replace(store, request, {
    ...patched,
    apiVersion: current.apiVersion,
  });
}
