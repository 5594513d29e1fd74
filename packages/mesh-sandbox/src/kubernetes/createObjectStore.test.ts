import fc from 'fast-check';
import { createObjectStore } from './createObjectStore';
import { KubernetesObject, nameOf } from './KubernetesObject';
import { ObjectStore } from './ObjectStore';

const kind = 'virtualservices.networking.istio.io';
const namespaces: KubernetesObject[] = ['shop', 'payments'].map(name => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
}));

interface Write {
  readonly delete: boolean;
  readonly namespace: string;
  readonly name: string;
  readonly host: string;
}

const writes = fc.array(
  fc.record({
    delete: fc.boolean(),
    namespace: fc.constantFrom('shop', 'payments'),
    name: fc.constantFrom('a', 'b', 'c', 'd'),
    host: fc.constantFrom('one', 'two', 'three'),
  }),
  { maxLength: 60 },
);

function write(
  store: ObjectStore,
  { namespace, name, host, ...action }: Write,
): void {
  const address = { kind, namespace, name };
  if (!action.delete) {
    store.apply({
      apiVersion: 'networking.istio.io/v1beta1',
      kind: 'VirtualService',
      metadata: { name, namespace },
      spec: { hosts: [host] },
    });
  } else if (store.get(address)) {
    store.delete(address);
  }
}

function hostsOf(
  store: ObjectStore,
  revision?: number,
): Record<string, unknown> {
  return Object.fromEntries(
    store
      .list(kind, undefined, revision)
      .items.map(item => [
        `${item.metadata.namespace}/${nameOf(item)}`,
        item.spec?.hosts,
      ]),
  );
}

describe('createObjectStore', () => {
  it('shows every revision as it was', () => {
    fc.assert(
      fc.property(writes, sequence => {
        const store = createObjectStore({ objects: namespaces });
        const history = [[store.revision(), hostsOf(store)] as const];
        for (const item of sequence) {
          write(store, item);
          history.push([store.revision(), hostsOf(store)]);
        }
        for (const [revision, hosts] of history) {
          expect(hostsOf(store, revision)).toEqual(hosts);
        }
      }),
    );
  });

  it('leads from any revision to the present by its changes', () => {
    fc.assert(
      fc.property(writes, writes, (before, after) => {
        const store = createObjectStore({ objects: namespaces });
        before.forEach(item => write(store, item));
        const revision = store.revision();
        const replayed = new Map(Object.entries(hostsOf(store)));
        after.forEach(item => write(store, item));
        for (const { type, object } of store.changesSince(kind, revision)) {
          const key = `${object.metadata.namespace}/${nameOf(object)}`;
          if (type === 'DELETED') {
            replayed.delete(key);
          } else {
            replayed.set(key, object.spec?.hosts);
          }
        }
        expect(Object.fromEntries(replayed)).toEqual(hostsOf(store));
      }),
    );
  });

  it('counts up revisions and generations only for changes', () => {
    const store = createObjectStore({ objects: namespaces });
    const item = { delete: false, namespace: 'shop', name: 'a', host: 'one' };
    write(store, item);
    const revision = store.revision();
    write(store, item);
    expect(store.revision()).toBe(revision);
    write(store, { ...item, host: 'two' });
    expect(
      store.get({ kind, namespace: 'shop', name: 'a' })?.metadata,
    ).toMatchObject({
      generation: 2,
      resourceVersion: String(revision + 1),
    });
  });

  it('keeps a bounded history', () => {
    const store = createObjectStore({ objects: namespaces, historyLimit: 10 });
    for (let index = 0; index < 40; index += 1) {
      write(store, {
        delete: false,
        namespace: 'shop',
        name: 'a',
        host: `host-${index}`,
      });
    }
    expect(() => store.changesSince(kind, 3)).toThrow(
      'too old resource version',
    );
    expect(store.changesSince(kind, store.revision() - 10)).toHaveLength(10);
  });

  it('takes namespaces before what lives in them', () => {
    const inside: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', namespace: 'shop' },
    };
    expect(
      createObjectStore({ objects: [inside, ...namespaces] }).list('configmaps')
        .items,
    ).toHaveLength(1);
    expect(() => createObjectStore({ objects: [inside] })).toThrow(
      'namespaces "shop" not found',
    );
  });

  it('gives out objects that cannot be changed', () => {
    const store = createObjectStore({ objects: namespaces });
    const object = store.get({
      kind: 'namespaces',
      name: 'shop',
    }) as KubernetesObject;
    expect(() => {
      object.metadata.labels = {};
    }).toThrow(TypeError);
  });
});
