import { setTimeout as sleep } from 'node:timers/promises';
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

/** An object on its way into the API server. */
interface Load {
  readonly kind: ResourceKind;
  readonly object: KubernetesObject;
}

/** The server gives uids of its own: those of the store, and what they became. */
type Uids = Map<string, string>;

/** Kinds of which the older object wins where two compete, so that their order of age has to survive. */
const competing = new Set([
  'destinationrules.networking.istio.io',
  'virtualservices.networking.istio.io',
]);

/** The object as a client sends it: without what the server gives, and with the uids of the server where it names others. */
function asManifest(object: KubernetesObject, uids: Uids): KubernetesObject {
  const { uid, resourceVersion, creationTimestamp, generation, ...metadata } =
    object.metadata;
  return JSON.parse(JSON.stringify({ ...object, metadata }), (key, value) =>
    key === 'uid' ? (uids.get(value) ?? value) : value,
  );
}

/** Uids of other objects that an object names: of its owners, or of what an Event is about. */
function namedUids({ metadata, ...rest }: KubernetesObject): string[] {
  const found: string[] = [];
  JSON.stringify([metadata.ownerReferences, rest], (key, value) => {
    if (key === 'uid') {
      found.push(value);
    }
    return value;
  });
  return found;
}

const ageOf = ({ metadata }: KubernetesObject): string =>
  metadata.creationTimestamp ?? '';

/** The order in which Istio reads competing objects: by age, then by name and namespace. */
function oldestFirst(a: KubernetesObject, b: KubernetesObject): number {
  const [keyA, keyB] = [a, b].map(
    object => `${ageOf(object)} ${nameOf(object)} ${namespaceOf(object)}`,
  );
  return Number(keyA > keyB) - Number(keyA < keyB);
}

/** As the store got them: within a second that is the order of Events. Where the age decides, the oldest come first. */
function inOrder(store: ObjectStore, kind: ResourceKind): KubernetesObject[] {
  const revisionOf = ({ metadata }: KubernetesObject): number =>
    Number(metadata.resourceVersion);
  return [...store.list(kind.key).items].sort(
    competing.has(kind.key)
      ? oldestFirst
      : (a, b) => revisionOf(a) - revisionOf(b),
  );
}

/** Objects whose named objects are not among those that wait; all of them when they wait for each other. */
function readyOnes(waiting: readonly Load[]): Load[] {
  const missing = new Set(waiting.map(({ object }) => object.metadata.uid));
  const ready = waiting.filter(
    ({ object }) => !namedUids(object).some(uid => missing.has(uid)),
  );
  return ready.length > 0 ? ready : [...waiting];
}

/** Times of creation are whole seconds: what is younger must not be created in the same one. */
async function keepAge({ kind, object }: Load, before?: Load): Promise<void> {
  const isYounger =
    before?.kind === kind && ageOf(before.object) < ageOf(object);
  if (isYounger && competing.has(kind.key)) {
    await sleep(1001 - (Date.now() % 1000));
  }
}

async function createOrFind(
  client: KubernetesClient,
  path: string,
  object: KubernetesObject,
  uids: Uids,
): Promise<{ status: number; body: KubernetesObject }> {
  const created = await client.request({
    method: 'POST',
    // a field that the definition does not have is an error, not dropped in silence
    path: `${path}?fieldValidation=Strict`,
    body: asManifest(object, uids),
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
  { kind, object }: Load,
  uids: Uids,
): Promise<RefusedObject | undefined> {
  const path = collectionPath(kind, namespaceOf(object));
  const { status, body } = await createOrFind(client, path, object, uids);
  if (status >= 300) {
    return refusal(object, status, body);
  }
  uids.set(object.metadata.uid ?? '', body.metadata.uid ?? '');
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
 * Loads all objects of a store into an API server, status included; what is there already keeps its spec. References by
 * uid, such as those to an owner, go to the objects of the server. Returns what was refused.
 */
export async function loadObjects(
  client: KubernetesClient,
  store: ObjectStore,
): Promise<RefusedObject[]> {
  const refused: RefusedObject[] = [];
  const uids: Uids = new Map();
  let waiting: readonly Load[] = store.kinds.all.flatMap(kind =>
    inOrder(store, kind).map(object => ({ kind, object })),
  );
  while (waiting.length > 0) {
    const ready = new Set(readyOnes(waiting));
    let before: Load | undefined;
    for (const load of ready) {
      await keepAge(load, before);
      const refusedObject = await loadObject(client, load, uids);
      if (refusedObject) {
        refused.push(refusedObject);
      }
      before = load;
    }
    waiting = waiting.filter(load => !ready.has(load));
  }
  return refused;
}
