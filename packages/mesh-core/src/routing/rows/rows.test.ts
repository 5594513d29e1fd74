import { scopeOf, type MeshSnapshot } from '../../snapshot';
import {
  deployment,
  raw,
  routeTo,
  service,
  snapshotOf,
  underFlagger,
  virtualService,
  type RawObject,
} from '../../snapshot/__testUtils__/objects';
import { cart, cartQuery, subsets } from '../__testUtils__/routing';
import { compile } from '../table/compile';
import type { RouteCaller } from '../table/CompileOptions';
import {
  askableHosts,
  effectiveRows,
  explainRequest,
  isEntityCaller,
  mayAsk,
  visibleObject,
  type TableReader,
} from '.';

const CART = 'cart.shop.svc.cluster.local';
const web: RouteCaller = { kind: 'sidecar', namespace: 'web', labels: {} };
const self: RouteCaller = {
  kind: 'sidecar',
  namespace: 'shop',
  labels: { app: 'cart', version: 'v1' },
};
const edge: RouteCaller = {
  kind: 'gateway',
  namespace: 'ingress',
  labels: { istio: 'edge' },
};

function readerOf(
  objects: readonly RawObject[],
  caller: RouteCaller = web,
): TableReader {
  const snapshot = snapshotOf(...cart, ...objects);
  const scope = scopeOf(snapshot, cartQuery);
  return {
    snapshot,
    scope,
    table: compile(snapshot, caller),
    isSelf: isEntityCaller(scope, caller),
  };
}

const rowsOf = (objects: readonly RawObject[], caller?: RouteCaller) =>
  effectiveRows(readerOf(objects, caller), { host: CART, port: 8080 });

const get = (path: string, more = {}) => ({
  method: 'GET',
  scheme: 'http' as const,
  host: CART,
  path,
  headers: [],
  port: 8080,
  ...more,
});

const gateway = raw('IstioGateway', 'ingress/edge', {
  spec: {
    selector: { istio: 'edge' },
    servers: [
      {
        port: { number: 80, name: 'http', protocol: 'HTTP' },
        hosts: ['www.shop.example', 'secret.others.example'],
      },
    ],
  },
});
/** A host that several teams share, in the namespace of yet another one. */
const shared = virtualService('ingress/www', {
  hosts: ['www.shop.example'],
  gateways: ['edge'],
  http: [
    {
      name: 'secret-name',
      match: [{ uri: { prefix: '/secret-path' } }],
      ...routeTo('secret-service.others.svc.cluster.local'),
    },
    {
      match: [{ uri: { prefix: '/cart' } }],
      route: [
        { destination: { host: CART }, weight: 90 },
        {
          destination: { host: 'secret-copy.others.svc.cluster.local' },
          weight: 10,
        },
      ],
      mirror: { host: 'secret-mirror.others.svc.cluster.local' },
    },
    { redirect: { authority: 'secret-redirect.example' } },
  ],
});
const others = [
  service('others/secret-service', { app: 'x' }),
  service('others/secret-copy', { app: 'y' }),
];
const atEdge = { host: 'www.shop.example', port: 80 };

describe('effectiveRows', () => {
  it('has the route that Istio adds for a host without rules', () => {
    expect(rowsOf([])).toMatchObject({
      listener: { port: 8080, transport: 'plaintext', httpsRedirect: false },
      virtualHost: { name: CART, domain: CART },
      rows: [
        {
          position: 1,
          protocol: 'http',
          name: 'default',
          match: {},
          action: {
            kind: 'route',
            destinations: [
              { host: CART, share: 1, exists: true, endpoints: 2 },
            ],
          },
        },
      ],
      moreRows: 0,
      unsent: [],
      remainder: { kind: 'default-route' },
      objects: [],
    });
  });

  it('has rules in order with shares, versions and what is behind them', () => {
    const { rows, remainder, objects } = rowsOf([
      subsets,
      virtualService('shop/cart', {
        hosts: ['cart'],
        http: [
          {
            match: [{ uri: { exact: '/a' } }, { uri: { prefix: '/b' } }],
            timeout: '2s',
            route: [
              { destination: { host: 'cart', subset: 'v1' }, weight: 3 },
              { destination: { host: 'cart', subset: 'v2' }, weight: 1 },
            ],
          },
        ],
      }),
    ]);
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatchObject({
      position: 2,
      match: { uri: { prefix: '/b' } },
      source: {
        owner: { kind: 'VirtualService', namespace: 'shop', name: 'cart' },
        path: 'spec.http[0].match[1]',
      },
      action: {
        timeoutMs: 2_000,
        destinations: [
          { subset: 'v1', share: 0.75, version: '1.9.4', endpoints: 1 },
          { subset: 'v2', share: 0.25, version: '2.0.0', endpoints: 1 },
        ],
      },
    });
    expect(remainder).toMatchObject({ kind: 'not-found', status: 404 });
    expect(objects).toEqual([expect.objectContaining({ name: 'cart' })]);
  });

  it('says which rules are never used, and which rule is in the way', () => {
    const { rows, unsent } = rowsOf([
      virtualService('shop/cart', {
        hosts: ['cart'],
        http: [
          { match: [{ uri: { prefix: '/api' } }], ...routeTo('cart') },
          { match: [{ uri: { prefix: '/api/x' } }], ...routeTo('cart') },
          { match: [{ uri: { regex: '(' } }], ...routeTo('cart') },
          routeTo('cart'),
          { match: [{ uri: { prefix: '/late' } }], ...routeTo('cart') },
        ],
      }),
    ]);
    expect(rows.map(({ shadowed }) => shadowed)).toEqual([
      undefined,
      {
        by: 1,
        reason: 'Never used: rule 1 takes all its requests first.',
      },
      {
        reason:
          'Never used: a pattern is no regular expression that the proxy takes.',
      },
      undefined,
    ]);
    expect(unsent).toEqual([
      expect.objectContaining({
        path: 'spec.http[4].match[0]',
        after: 4,
        reason: expect.stringContaining('takes every request'),
      }),
    ]);
  });

  it('says which rules are not sent to the caller, between which rows', () => {
    const rule = (match: object) => ({ match: [match], ...routeTo('cart') });
    const { rows, unsent } = rowsOf([
      virtualService('shop/cart', {
        hosts: ['cart'],
        http: [
          rule({ gateways: ['ingress/edge'] }),
          rule({ uri: { prefix: '/a' } }),
          rule({ sourceNamespace: 'batch' }),
          rule({ sourceLabels: { app: 'admin' } }),
          rule({ port: 9 }),
          routeTo('cart'),
        ],
      }),
    ]);
    expect(rows).toHaveLength(2);
    expect(
      unsent.map(({ path, after, reason }) => [path, after, reason]),
    ).toEqual([
      ['spec.http[0].match[0]', 0, 'It is for ingress/edge only.'],
      [
        'spec.http[2].match[0]',
        1,
        'It is for callers in namespace batch only.',
      ],
      ['spec.http[3].match[0]', 1, 'It is for callers with app=admin only.'],
      ['spec.http[4].match[0]', 1, 'It is for port 9 only.'],
    ]);
  });

  it('counts rules as they stand in the object, also those that cannot be read', () => {
    const { rows } = rowsOf([
      virtualService('shop/cart', {
        hosts: ['cart'],
        http: [
          'no rule',
          { match: [7, { uri: { prefix: '/a' } }], ...routeTo('cart') },
        ],
      }),
    ]);
    expect(rows[0].source).toMatchObject({
      rule: 1,
      match: 1,
      path: 'spec.http[1].match[1]',
    });
  });

  it('names the Canary that keeps the weights, and the parts of the release', () => {
    const snapshot = snapshotOf(
      ...underFlagger('shop/checkout', { primary: 70, canary: 30 }),
    );
    const scope = scopeOf(snapshot, {
      entityRef: 'component:default/checkout',
      kubernetesId: 'checkout',
      problems: [],
    });
    const reader = {
      snapshot,
      scope,
      table: compile(snapshot, web),
      isSelf: false,
    };
    const host = 'checkout.shop.svc.cluster.local';
    const { rows } = effectiveRows(reader, { host, port: 8080 });
    expect(rows[0]).toMatchObject({
      managedBy: {
        kind: 'Canary',
        ref: { kind: 'Canary', namespace: 'shop', name: 'checkout' },
      },
      action: {
        destinations: [
          { role: 'primary', weight: 70, share: 0.7 },
          { role: 'canary', weight: 30, share: 0.3 },
        ],
      },
    });
  });

  it('follows a delegate to the object that holds the rule', () => {
    const { rows } = rowsOf([
      virtualService('shop/root', {
        hosts: ['cart'],
        http: [
          {
            match: [{ uri: { prefix: '/a' } }],
            delegate: { name: 'part', namespace: 'shop' },
          },
        ],
      }),
      virtualService('shop/part', { http: [routeTo('cart')] }),
    ]);
    expect(rows[0].source).toMatchObject({
      owner: { name: 'root' },
      delegate: { name: 'part' },
      rootRule: 0,
      path: 'spec.http[0]',
    });
  });

  it('gives no more rows than a page can hold', () => {
    const { rows, moreRows } = rowsOf([
      virtualService('shop/cart', {
        hosts: ['cart'],
        http: Array.from({ length: 1_000 }, (_, index) => ({
          match: [{ uri: { exact: `/p${index}` } }],
          ...routeTo('cart'),
        })),
      }),
    ]);
    expect(rows).toHaveLength(500);
    expect(moreRows).toBe(500);
  });

  it.each<[string, RouteCaller, { host: string; port: number }, string]>([
    [
      'an unknown port of a sidecar',
      web,
      { host: CART, port: 9 },
      'passthrough',
    ],
    ['a port without a gateway', edge, { host: CART, port: 9 }, 'no-listener'],
    [
      'a host without rules at a gateway',
      edge,
      { host: CART, port: 80 },
      'not-found',
    ],
    ['a host that is none', web, { host: 'a b', port: 8080 }, 'not-found'],
  ])('says what is left for %s', (_, caller, query, kind) => {
    const reader = readerOf([gateway, shared], caller);
    expect(effectiveRows(reader, query)).toMatchObject({
      rows: [],
      remainder: { kind, reason: expect.stringMatching(/\.$/) },
    });
  });

  it('has one row for connections that are not looked into', () => {
    const snapshot = snapshotOf(
      deployment('shop/cart', {
        labels: { 'backstage.io/kubernetes-id': 'cart' },
      }),
      service(
        'shop/cart',
        { app: 'cart' },
        { ports: [{ name: 'tcp-db', port: 5432 }], clusterIP: '10.0.0.1' },
      ),
    );
    const reader = {
      snapshot,
      scope: scopeOf(snapshot, cartQuery),
      table: compile(snapshot, web),
      isSelf: false,
    };
    expect(effectiveRows(reader, { host: CART, port: 5432 })).toMatchObject({
      rows: [
        {
          protocol: 'tcp',
          action: { kind: 'forward', destinations: [{ host: CART, share: 1 }] },
        },
      ],
      remainder: { kind: 'covered' },
    });
  });
});

describe('rules of others', () => {
  const objects = [gateway, shared, ...others];

  it('keep their places and say nothing', () => {
    const { rows, ...rest } = effectiveRows(readerOf(objects, edge), atEdge);
    expect(rows.map(({ position, action }) => [position, action.kind])).toEqual(
      [
        [1, 'hidden'],
        [2, 'route'],
        [3, 'hidden'],
      ],
    );
    expect(rows[1].action).toMatchObject({
      destinations: [
        { host: CART, share: 0.9 },
        { host: 'another service', weight: 10, share: 0.1 },
      ],
      mirrors: [{ host: 'another service' }],
    });
    expect(JSON.stringify({ rows, rest })).not.toContain('secret');
  });

  it('take requests without saying how', () => {
    const reader = readerOf(objects, edge);
    const ask = (path: string) => explainRequest(reader, get(path, atEdge));
    expect(ask('/secret-path').outcome).toEqual({ outcome: 'hidden' });
    expect(ask('/elsewhere').outcome).toEqual({ outcome: 'hidden' });
    const { outcome, trace } = ask('/cart');
    expect(outcome).toMatchObject({
      outcome: 'route',
      destinations: [{ host: CART }, { host: 'another service' }],
    });
    expect(trace.tried).toEqual([
      {
        row: {
          position: 1,
          protocol: 'http',
          match: {},
          action: { kind: 'hidden' },
        },
        failure: { field: 'uri' },
      },
    ]);
    expect(trace.notAsked).toHaveLength(1);
    expect(
      JSON.stringify(['/cart', '/elsewhere', '/x'].map(ask)),
    ).not.toContain('secret');
  });

  it('are taken out of the objects that hold them', () => {
    const { snapshot, scope } = readerOf(objects);
    const refs = snapshotRefs(snapshot);
    const www = visibleObject(snapshot, scope, refs.www);
    expect(www).toMatchObject({
      reduced: true,
      reason: expect.stringContaining('sends requests to'),
      object: {
        metadata: { name: 'www', namespace: 'ingress' },
        spec: { hosts: ['www.shop.example'], http: [{}, { match: [{}] }, {}] },
      },
    });
    const seen = JSON.stringify([
      visibleObject(snapshot, scope, refs.edge),
      { ...www, object: { ...www?.object } },
    ]);
    expect(seen).not.toMatch(
      /secret-(path|service|name|redirect)|others\.example/,
    );
  });
});

function snapshotRefs(snapshot: MeshSnapshot) {
  const www = snapshot.get('VirtualService', 'ingress', 'www');
  const found = snapshot.get('IstioGateway', 'ingress', 'edge');
  return { www: snapshot.refOf(www!), edge: snapshot.refOf(found!) };
}

describe('what may be asked about', () => {
  it.each<[string, RouteCaller, boolean]>([
    [CART, web, true],
    ['cart.shop', web, true],
    ['CART.shop.svc.cluster.local:8080', web, true],
    ['secret-service.others.svc.cluster.local', web, false],
    ['secret-service.others', web, false],
    ['unknown.example', web, false],
    ['*.shop.svc.cluster.local', web, false],
    ['www.shop.example', edge, true],
    ['secret.others.example', edge, false],
    ['secret-service.others.svc.cluster.local', self, true],
    ['unknown.example', self, true],
  ])('%s by %o: %s', (host, caller, expected) => {
    const reader = readerOf([gateway, shared, ...others], caller);
    expect(mayAsk(reader, host)).toBe(expected);
  });

  it('a wildcard of the entity does not open hosts that others rule', () => {
    const reader = readerOf(
      [
        raw('IstioGateway', 'ingress/edge', {
          spec: {
            selector: { istio: 'edge' },
            servers: [
              {
                port: { number: 80, name: 'http', protocol: 'HTTP' },
                hosts: ['*'],
              },
            ],
          },
        }),
        virtualService('shop/all', {
          hosts: ['*'],
          gateways: ['ingress/edge'],
          http: [routeTo('cart')],
        }),
        virtualService('others/own', {
          hosts: ['secret.others.example'],
          gateways: ['ingress/edge'],
          http: [routeTo('secret-service')],
        }),
        ...others,
      ],
      edge,
    );
    expect(mayAsk(reader, 'anything.example')).toBe(true);
    expect(mayAsk(reader, 'secret.others.example')).toBe(false);
  });

  it.each<[string, RouteCaller, boolean]>([
    ['pods of the entity', self, true],
    [
      'pods with labels that the entity has not',
      { ...self, labels: { app: 'cart', version: 'v9' } },
      false,
    ],
    ['all pods of the namespace', { ...self, labels: {} }, false],
    [
      'pods of another service of the namespace',
      { ...self, labels: { app: 'other' } },
      false,
    ],
    ['pods of another namespace', { ...self, namespace: 'web' }, false],
    ['a client without proxy', { kind: 'none', namespace: 'shop' }, false],
    [
      'a gateway with the same labels',
      { ...self, kind: 'gateway' } as RouteCaller,
      false,
    ],
  ])('%s: the entity itself? %o', (_, caller, expected) => {
    expect(isEntityCaller(readerOf([]).scope, caller)).toBe(expected);
  });

  it('names all hosts once', () => {
    const { scope } = readerOf([gateway, shared]);
    expect(askableHosts(scope)).toEqual([CART, 'www.shop.example']);
  });
});

describe('explainRequest', () => {
  const { snapshot, ...reader } = readerOf([
    virtualService('shop/cart', {
      hosts: ['cart'],
      http: Array.from({ length: 100 }, (_, index) => ({
        match: [{ uri: { exact: `/p${index}` } }],
        ...routeTo('cart'),
      })),
    }),
  ]);
  const ask = (path: string) =>
    explainRequest({ snapshot, ...reader }, get(path));

  it('shows the rules before and behind the one that won, and counts the rest', () => {
    const { trace } = ask('/p80');
    expect(trace.virtualHost).toEqual({
      name: CART,
      domain: CART,
      by: 'exact',
    });
    expect(trace.tried).toHaveLength(50);
    expect(trace.tried[49].row.position).toBe(80);
    expect(trace.moreTried).toBe(30);
    expect(trace.won?.position).toBe(81);
    expect(trace.notAsked.map(({ position }) => position)).toEqual([
      82, 83, 84, 85, 86,
    ]);
    expect(trace.moreNotAsked).toBe(14);
  });

  it('explains that nothing matches', () => {
    const { outcome, trace } = ask('/none');
    expect(outcome).toEqual({ outcome: 'no_route', status: 404 });
    expect(trace).not.toHaveProperty('won');
    expect(trace.notAsked).toEqual([]);
    expect(trace.moreTried).toBe(50);
  });

  it.each(['', 'no path', '/\u0000', 'http://[', '/%zz'])(
    'explains a request line that is none: %j',
    path => {
      expect(['rejected', 'no_route', 'passthrough']).toContain(
        ask(path).outcome.outcome,
      );
    },
  );
});

describe('visibleObject', () => {
  const refOf = (
    kind: string,
    group: string,
    namespace: string,
    name: string,
  ) => ({
    cluster: 'sandbox',
    kind,
    group,
    namespace,
    name,
  });
  const own = refOf('VirtualService', 'networking.istio.io', 'shop', 'cart');
  const written = virtualService(
    'shop/cart',
    { hosts: ['cart'], http: [routeTo('cart'), { colour: 'rose' }], mood: 1 },
    {
      uid: 'u',
      resourceVersion: '7',
      creationTimestamp: '2026-01-01T00:00:00Z',
      labels: { team: 'a' },
      annotations: {
        'fairway.dev/source': 'mesh/cart.yaml',
        'kubectl.kubernetes.io/last-applied-configuration': '{}',
      },
      managedFields: [{ manager: 'kubectl' }],
    },
  );

  it('gives back what a person wrote, also what could not be read', () => {
    const { snapshot, scope } = readerOf([{ ...written, status: { x: 1 } }]);
    expect(visibleObject(snapshot, scope, own)).toEqual({
      ref: own,
      reason: `routes ${CART}`,
      reduced: false,
      resourceVersion: '7',
      createdAt: '2026-01-01T00:00:00Z',
      object: {
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        metadata: {
          name: 'cart',
          namespace: 'shop',
          labels: { team: 'a' },
          annotations: { 'fairway.dev/source': 'mesh/cart.yaml' },
        },
        spec: written.spec,
      },
    });
  });

  it.each([
    ['of another cluster', { ...own, cluster: 'mars' }],
    ['that does not exist', { ...own, name: 'none' }],
    ['of another group', { ...own, group: 'other.example' }],
    [
      'that does not act on the entity',
      refOf('VirtualService', 'networking.istio.io', 'others', 'own'),
    ],
    ['whose kind is never shown', refOf('Secret', '', 'shop', 'cart')],
    [
      'of which only a part is kept',
      refOf('Deployment', 'apps', 'shop', 'cart'),
    ],
  ])('does not show an object %s', (_, ref) => {
    const { snapshot, scope } = readerOf([
      written,
      virtualService('others/own', { hosts: ['own'], http: [] }),
    ]);
    expect(visibleObject(snapshot, scope, ref)).toBeUndefined();
  });
});
