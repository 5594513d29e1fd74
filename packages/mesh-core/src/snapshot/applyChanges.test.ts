import fc from 'fast-check';
import type { KindName } from '../resources';
import {
  raw,
  snapshotOf,
  upsertOf,
  virtualService,
} from './__testUtils__/objects';
import { applyChange, applyChanges } from './applyChanges';
import { emptySnapshot } from './emptySnapshot';
import { compareObjects } from './objectOrder';
import type { MeshSnapshot, SnapshotChange } from './MeshSnapshot';

const namesOf = (list: readonly { metadata: { name: string } }[]): string[] =>
  list.map(({ metadata }) => metadata.name);

describe('applyChange', () => {
  it('starts from nothing', () => {
    const empty = emptySnapshot('sandbox');
    expect([empty.cluster, empty.revision, empty.size]).toEqual([
      'sandbox',
      0,
      0,
    ]);
    expect(empty.list('Pod')).toEqual([]);
    expect(empty.byHost('VirtualService', 'a.b.svc.cluster.local')).toEqual([]);
    expect(empty.byLabels('Pod', 'shop', { app: 'a' })).toEqual([]);
  });

  it('refuses a snapshot of another make', () => {
    const other = { cluster: 'x' } as MeshSnapshot;
    expect(() => applyChanges(other, [])).toThrow(TypeError);
  });

  it('adds, updates and deletes, and leaves the old snapshots alone', () => {
    const empty = emptySnapshot('sandbox');
    const first = applyChange(
      empty,
      upsertOf(virtualService('shop/a', { hosts: ['a'] })),
    );
    const second = applyChange(
      first,
      upsertOf(virtualService('shop/a', { hosts: ['b'] })),
    );
    const third = applyChange(second, {
      type: 'delete',
      kind: 'VirtualService',
      object: { metadata: { namespace: 'shop', name: 'a' } },
    });
    const a = 'a.shop.svc.cluster.local';
    const b = 'b.shop.svc.cluster.local';
    expect(
      [empty, first, second, third].map(snapshot => [
        snapshot.revision,
        snapshot.size,
        snapshot.byHost('VirtualService', a).length,
        snapshot.byHost('VirtualService', b).length,
      ]),
    ).toEqual([
      [0, 0, 0, 0],
      [1, 1, 1, 0],
      [2, 1, 0, 1],
      [3, 0, 0, 0],
    ]);
    expect(first.get('VirtualService', 'shop', 'a')?.spec.hosts).toEqual(['a']);
    expect(third.get('VirtualService', 'shop', 'a')).toBeUndefined();
  });

  it('takes an object with a known resourceVersion for no change', () => {
    const object = virtualService(
      'shop/a',
      { hosts: ['a'] },
      { resourceVersion: '7' },
    );
    const snapshot = snapshotOf(object);
    expect(applyChange(snapshot, upsertOf({ ...object, spec: {} }))).toBe(
      snapshot,
    );
    const without = virtualService('shop/b', {});
    const other = applyChange(snapshot, upsertOf(without));
    expect(applyChange(other, upsertOf(without))).not.toBe(other);
  });

  it('takes the deletion of an object that is not there for no change', () => {
    const snapshot = snapshotOf(virtualService('shop/a', {}));
    for (const object of [
      { metadata: { namespace: 'shop', name: 'b' } },
      { metadata: { name: 'a' } },
      {},
      null,
      'text',
    ]) {
      expect(
        applyChange(snapshot, {
          type: 'delete',
          kind: 'VirtualService',
          object,
        }),
      ).toBe(snapshot);
    }
  });

  it('keeps a malformed object with its findings and what was left out', () => {
    const snapshot = snapshotOf(
      virtualService('shop/a', { hosts: ['a'], hots: ['b'], gateways: 4 }),
    );
    const [object] = snapshot.list('VirtualService');
    const ref = snapshot.refOf(object);
    expect(
      snapshot
        .findingsOf(ref)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['spec.gateways', 'spec.hots']);
    expect(
      snapshot
        .leftOutOf(ref)
        .map(({ path, value }) => [path, value])
        .sort(),
    ).toEqual([
      ['spec.gateways', 4],
      ['spec.hots', ['b']],
    ]);
    expect(snapshot.findingsOf({ ...ref, cluster: 'other' })).toEqual([]);
    expect(snapshot.findingsOf({ ...ref, kind: 'Nothing' })).toEqual([]);
  });

  it('notes an object without a name, and changes no other', () => {
    const before = snapshotOf(virtualService('shop/a', {}));
    const after = applyChange(before, {
      type: 'upsert',
      kind: 'VirtualService',
      object: {
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        metadata: { namespace: 'shop' },
      },
    });
    expect(after.list('VirtualService')).toEqual(before.list('VirtualService'));
    expect(after.unreadable('VirtualService')).toHaveLength(1);
    expect(before.unreadable('VirtualService')).toEqual([]);
    const listed = applyChange(after, {
      type: 'replace',
      kind: 'VirtualService',
      objects: [],
    });
    expect(listed.unreadable('VirtualService')).toEqual([]);
  });

  it('keeps no more than the last 20 notes on nameless objects', () => {
    const nameless: SnapshotChange[] = Array.from({ length: 50 }, () => ({
      type: 'upsert',
      kind: 'Pod',
      object: { apiVersion: 'v1', kind: 'Pod', metadata: {} },
    }));
    const snapshot = applyChanges(emptySnapshot('sandbox'), nameless);
    expect(snapshot.unreadable('Pod')).toHaveLength(20);
    expect(snapshot.size).toBe(0);
  });

  it('completes elements of a list of core kinds', () => {
    const snapshot = applyChange(emptySnapshot('sandbox'), {
      type: 'replace',
      kind: 'Service',
      objects: [{ metadata: { namespace: 'shop', name: 'a' } }],
    });
    const [service] = snapshot.list('Service');
    expect(snapshot.refOf(service)).toEqual({
      cluster: 'sandbox',
      group: '',
      kind: 'Service',
      namespace: 'shop',
      name: 'a',
    });
  });
});

describe('replace', () => {
  const listed = (version: string, ...names: string[]) =>
    names.map(id =>
      virtualService(id, { hosts: ['x'] }, { resourceVersion: version }),
    );

  it('keeps the snapshot when nothing changed, and the identity of what did not', () => {
    const objects = listed('1', 'shop/a', 'shop/b');
    const snapshot = applyChange(emptySnapshot('sandbox'), {
      type: 'replace',
      kind: 'VirtualService',
      objects,
    });
    expect(
      applyChange(snapshot, {
        type: 'replace',
        kind: 'VirtualService',
        objects,
      }),
    ).toBe(snapshot);
    const next = applyChange(snapshot, {
      type: 'replace',
      kind: 'VirtualService',
      objects: [objects[0], ...listed('2', 'shop/b')],
    });
    expect(next.revision).toBe(snapshot.revision + 1);
    expect(next.get('VirtualService', 'shop', 'a')).toBe(
      snapshot.get('VirtualService', 'shop', 'a'),
    );
    expect(next.get('VirtualService', 'shop', 'b')).not.toBe(
      snapshot.get('VirtualService', 'shop', 'b'),
    );
  });

  it('removes what is no longer listed, in the listed namespace only', () => {
    const snapshot = snapshotOf(
      ...listed('1', 'shop/a', 'shop/b', 'payments/a'),
    );
    const next = applyChange(snapshot, {
      type: 'replace',
      kind: 'VirtualService',
      namespace: 'shop',
      objects: listed('1', 'shop/b'),
    });
    expect(
      next
        .list('VirtualService')
        .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
    ).toEqual(['payments/a', 'shop/b']);
    const all = applyChange(next, {
      type: 'replace',
      kind: 'VirtualService',
      objects: [],
    });
    expect(all.size).toBe(0);
  });
});

describe('lookups', () => {
  it('sorts by namespace and name', () => {
    const snapshot = snapshotOf(
      virtualService('shop/b', {}),
      virtualService('payments/z', {}),
      virtualService('shop/a', {}),
    );
    expect(namesOf(snapshot.list('VirtualService'))).toEqual(['z', 'a', 'b']);
    expect(namesOf(snapshot.list('VirtualService', 'shop'))).toEqual([
      'a',
      'b',
    ]);
  });

  it.each([
    ['cart.shop.svc.cluster.local', ['mirror', 'own', 'target', 'wildcard']],
    ['CART.shop.svc.cluster.local', ['mirror', 'own', 'target', 'wildcard']],
    ['cart.payments.svc.cluster.local', ['wildcard']],
    ['shop.example.com', ['outside']],
    ['*.shop.svc.cluster.local', ['mirror', 'own', 'target', 'wildcard']],
    ['*.example.com', ['outside']],
    ['nobody.example.org', []],
  ])('finds who names %s', (host, expected) => {
    const snapshot = snapshotOf(
      virtualService('shop/own', { hosts: ['cart'] }),
      virtualService('web/target', {
        hosts: ['x.example.net'],
        tcp: [
          { route: [{ destination: { host: 'cart.shop.svc.cluster.local' } }] },
        ],
      }),
      virtualService('shop/mirror', {
        http: [{ mirrors: [{ destination: { host: 'cart' } }] }],
      }),
      virtualService('web/wildcard', { hosts: ['*.svc.cluster.local'] }),
      virtualService('web/outside', { hosts: ['shop.example.com'] }),
    );
    expect(namesOf(snapshot.byHost('VirtualService', host)).sort()).toEqual(
      expected,
    );
  });

  it.each<[KindName, Record<string, unknown>]>([
    ['DestinationRule', { spec: { host: 'cart' } }],
    ['ServiceEntry', { spec: { hosts: ['cart.shop.svc.cluster.local'] } }],
    [
      'IstioGateway',
      {
        spec: {
          servers: [
            {
              hosts: ['shop/cart.shop.svc.cluster.local'],
              port: { number: 80, name: 'http', protocol: 'HTTP' },
            },
          ],
        },
      },
    ],
    [
      'Sidecar',
      { spec: { egress: [{ hosts: ['./cart.shop.svc.cluster.local'] }] } },
    ],
    ['HTTPRoute', { spec: { rules: [{ backendRefs: [{ name: 'cart' }] }] } }],
    [
      'HTTPRoute',
      {
        spec: {
          rules: [
            {
              filters: [
                {
                  type: 'RequestMirror',
                  requestMirror: { backendRef: { name: 'cart' } },
                },
              ],
            },
          ],
        },
      },
    ],
    [
      'GRPCRoute',
      { spec: { parentRefs: [{ group: '', kind: 'Service', name: 'cart' }] } },
    ],
    [
      'HTTPRoute',
      {
        spec: {
          rules: [
            {
              backendRefs: [
                { kind: 'Hostname', name: 'cart.shop.svc.cluster.local' },
              ],
            },
          ],
        },
      },
    ],
    [
      'GatewayApiGateway',
      {
        spec: {
          listeners: [
            {
              name: 'http',
              port: 80,
              protocol: 'HTTP',
              hostname: 'cart.shop.svc.cluster.local',
            },
          ],
        },
      },
    ],
    [
      'Canary',
      {
        spec: {
          targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'x' },
          service: { name: 'cart', port: 80 },
        },
      },
    ],
  ])('finds a %s by host', (kind, rest) => {
    const snapshot = snapshotOf(raw(kind, 'shop/object', rest));
    expect(
      namesOf(snapshot.byHost(kind, 'cart.shop.svc.cluster.local')),
    ).toEqual(['object']);
    expect(snapshot.byHost(kind, 'other.shop.svc.cluster.local')).toEqual([]);
  });

  it('finds a Service by its own name', () => {
    const snapshot = snapshotOf(raw('Service', 'shop/cart'));
    expect(
      snapshot.byHost('Service', 'cart.shop.svc.cluster.local'),
    ).toHaveLength(1);
  });

  it('finds by labels, in one namespace or in all', () => {
    const pod = (id: string, labels: Record<string, string>) =>
      raw('Pod', id, { metadata: { labels } });
    const snapshot = snapshotOf(
      pod('shop/a', { app: 'cart', version: 'v1' }),
      pod('shop/b', { app: 'cart', version: 'v2' }),
      pod('payments/c', { app: 'cart', version: 'v2' }),
      pod('shop/d', { app: 'search' }),
    );
    const find = (
      namespace: string | undefined,
      labels: Record<string, string>,
    ) => namesOf(snapshot.byLabels('Pod', namespace, labels));
    expect(find('shop', { app: 'cart' })).toEqual(['a', 'b']);
    expect(find(undefined, { app: 'cart', version: 'v2' })).toEqual(['c', 'b']);
    expect(find('shop', { app: 'cart', version: 'v3' })).toEqual([]);
    expect(find('shop', {})).toEqual(['a', 'b', 'd']);
  });

  it('tells kinds of the same name apart', () => {
    const snapshot = snapshotOf(
      raw('IstioGateway', 'shop/edge'),
      raw('GatewayApiGateway', 'shop/edge'),
    );
    expect(snapshot.size).toBe(2);
    const [istio] = snapshot.list('IstioGateway');
    const [standard] = snapshot.list('GatewayApiGateway');
    expect(snapshot.refOf(istio).group).toBe('networking.istio.io');
    expect(snapshot.refOf(standard).group).toBe('gateway.networking.k8s.io');
  });

  it('keeps objects without a namespace', () => {
    const snapshot = snapshotOf(raw('Namespace', 'shop'));
    expect(snapshot.get('Namespace', undefined, 'shop')).toBeDefined();
    expect(snapshot.get('Namespace', 'ignored', 'shop')).toBeDefined();
    expect(snapshot.list('Namespace')).toHaveLength(1);
    expect('namespace' in snapshot.refOf(snapshot.list('Namespace')[0])).toBe(
      false,
    );
  });
});

describe('any sequence of changes', () => {
  const kinds: KindName[] = ['VirtualService', 'Pod', 'Namespace'];
  const hosts = ['a', 'b', '*.shop.svc.cluster.local', 'x.example.com'];
  const object = fc.record({
    kind: fc.constantFrom(...kinds),
    namespace: fc.constantFrom('shop', 'web'),
    name: fc.constantFrom('a', 'b', 'c'),
    version: fc.integer({ min: 1, max: 4 }),
    host: fc.constantFrom(...hosts),
    label: fc.constantFrom('x', 'y'),
  });
  type Drawn = {
    kind: KindName;
    namespace: string;
    name: string;
    version: number;
    host: string;
    label: string;
  };

  const build = ({ kind, namespace, name, version, host, label }: Drawn) =>
    raw(kind, kind === 'Namespace' ? name : `${namespace}/${name}`, {
      metadata: {
        resourceVersion: `${version}-${host}-${label}`,
        labels: { label },
      },
      ...(kind === 'VirtualService' ? { spec: { hosts: [host] } } : {}),
    });

  const change: fc.Arbitrary<SnapshotChange> = fc.oneof(
    object.map(drawn => upsertOf(build(drawn))),
    object.map((drawn): SnapshotChange => ({
      type: 'delete',
      kind: drawn.kind,
      object: build(drawn),
    })),
    fc
      .record({
        drawn: fc.array(object, { maxLength: 4 }),
        kind: fc.constantFrom(...kinds),
        narrow: fc.boolean(),
      })
      .map(({ drawn, kind, narrow }): SnapshotChange => {
        const scoped = narrow && kind !== 'Namespace';
        const objects = drawn
          .map(one => ({ ...one, kind }))
          .filter(one => !scoped || one.namespace === 'shop')
          .map(build);
        return {
          type: 'replace',
          kind,
          ...(scoped ? { namespace: 'shop' } : {}),
          objects,
        };
      }),
  );

  /** All that a snapshot answers, as plain data. */
  function answers(snapshot: MeshSnapshot): unknown {
    return {
      size: snapshot.size,
      lists: kinds.map(kind => [
        snapshot.list(kind),
        snapshot.list(kind, 'shop'),
        snapshot.list(kind, 'web'),
      ]),
      hosts: ['a.shop', 'b.web', 'zz.shop'].map(name =>
        snapshot.byHost('VirtualService', `${name}.svc.cluster.local`),
      ),
      labels: kinds.map(kind =>
        ['x', 'y'].map(label => [
          snapshot.byLabels(kind, undefined, { label }),
          snapshot.byLabels(kind, 'shop', { label }),
        ]),
      ),
      gets: kinds.map(kind =>
        ['shop', 'web'].map(namespace =>
          ['a', 'b', 'c'].map(name => snapshot.get(kind, namespace, name)),
        ),
      ),
    };
  }

  it('gives what a rebuild from its objects gives, one by one or at once', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 25 }), changes => {
        const stepwise = changes.reduce(applyChange, emptySnapshot('sandbox'));
        const atOnce = applyChanges(emptySnapshot('sandbox'), changes);
        const rebuilt = applyChanges(
          emptySnapshot('sandbox'),
          kinds.flatMap(kind =>
            [...stepwise.list(kind)]
              .reverse()
              .map((present): SnapshotChange => ({
                type: 'upsert',
                kind,
                object: JSON.parse(JSON.stringify(present)),
              })),
          ),
        );
        expect(answers(stepwise)).toEqual(answers(rebuilt));
        expect(answers(atOnce)).toEqual(answers(rebuilt));
        expect(atOnce.revision).toBe(stepwise.revision);
      }),
      { numRuns: 200 },
    );
  });

  it('never changes an older snapshot, and sorts every list', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 15 }), changes => {
        const taken: { snapshot: MeshSnapshot; before: string }[] = [];
        let snapshot = emptySnapshot('sandbox');
        for (const one of changes) {
          snapshot = applyChange(snapshot, one);
          taken.push({ snapshot, before: JSON.stringify(answers(snapshot)) });
        }
        for (const { snapshot: older, before } of taken) {
          expect(JSON.stringify(answers(older))).toBe(before);
          for (const kind of kinds) {
            const list = older.list(kind);
            expect([...list].sort(compareObjects)).toEqual(list);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('grows the revision exactly with the changes that changed something', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), changes => {
        let snapshot = emptySnapshot('sandbox');
        for (const one of changes) {
          const next = applyChange(snapshot, one);
          expect(next.revision).toBe(
            snapshot.revision + (next === snapshot ? 0 : 1),
          );
          snapshot = next;
        }
      }),
      { numRuns: 100 },
    );
  });
});
