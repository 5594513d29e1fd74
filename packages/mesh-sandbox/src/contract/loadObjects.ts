import {
  KubernetesObject,
  nameOf,
  namespaceOf,
  ObjectStore,
  ResourceKind,
} from '../kubernetes';
import { KubernetesClient } from './KubernetesClient';

/** An object that the API server did not take. */
export interface RefusedObject {
  readonly object: string;
  readonly status: number;
  readonly message: string;
}

function collectionPath(kind: ResourceKind, namespace: string): string {
  const root = kind.group === '' ? '/api' : `/apis/${kind.group}`;
  const scope = kind.namespaced ? `/namespaces/${namespace}` : '';
  return `${root}/${kind.versions[0]}${scope}/${kind.plural}`;
}

/** The object as a client sends it: without what the server gives. */
function asManifest(object: KubernetesObject): KubernetesObject {
  const { uid, resourceVersion, creationTimestamp, generation, ...metadata } =
    object.metadata;
  return { ...structuredClone(object), metadata };
}

async function createOrFind(
  client: KubernetesClient,
  path: string,
  object: KubernetesObject,
): Promise<{ status: number; body: KubernetesObject }> {
  const created = await client.request({
    method: 'POST',
    // a field that the definition does not have is an error, not dropped in silence
    path: `${path}?fieldValidation=Strict`,
    body: asManifest(object),
  });
  const { reason } = created.body as { reason?: string };
  const answer =
    reason === 'AlreadyExists'
      ? await client.request({ path: `${path}/${nameOf(object)}` })
      : created;
  return { status: answer.status, body: answer.body as KubernetesObject };
}

function refusal(
  object: KubernetesObject,
  status: number,
  body: unknown,
): RefusedObject {
  const { message = '' } = body as { message?: string };
  return {
    object: `${object.kind} ${namespaceOf(object)}/${nameOf(object)}`,
    status,
    message,
  };
}

async function loadObject(
  client: KubernetesClient,
  kind: ResourceKind,
  object: KubernetesObject,
): Promise<RefusedObject | undefined> {
  const path = collectionPath(kind, namespaceOf(object));
  const { status, body } = await createOrFind(client, path, object);
  if (status >= 300) {
    return refusal(object, status, body);
  }
  if (!kind.hasStatus || !object.status || kind.key === 'namespaces') {
    return undefined;
  }
  const updated = await client.request({
    method: 'PUT',
    path: `${path}/${nameOf(object)}/status?fieldValidation=Strict`,
    body: { ...body, status: object.status },
  });
  return updated.status >= 300
    ? refusal(object, updated.status, updated.body)
    : undefined;
}

/**
 * Loads all objects of a store into an API server, status included; what is there already keeps its spec. Returns what
 * was refused.
 */
export async function loadObjects(
  client: KubernetesClient,
  store: ObjectStore,
): Promise<RefusedObject[]> {
  const refused: RefusedObject[] = [];
  for (const kind of store.kinds.all) {
    for (const object of store.list(kind.key).items) {
      const refusedObject = await loadObject(client, kind, object);
      if (refusedObject) {
        refused.push(refusedObject);
      }
    }
  }
  return refused;
}
