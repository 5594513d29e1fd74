import fc from 'fast-check';
import type { KindName } from '../../../resources';
import { raw, type RawObject } from '../../../snapshot/__testUtils__/objects';
import type { RouteRequest } from '../../simulate/Outcome';
import type { CompileOptions, RouteCaller } from '../../table/CompileOptions';

/** One of each kind of caller, all of namespaces that hold objects. */
export const callers: readonly RouteCaller[] = [
  { kind: 'sidecar', namespace: 'shop', labels: { app: 'web' } },
  { kind: 'sidecar', namespace: 'pay', labels: { app: 'bank', version: 'v1' } },
  { kind: 'gateway', namespace: 'ingress', labels: { istio: 'edge' } },
  { kind: 'waypoint', namespace: 'shop', name: 'waypoint' },
  { kind: 'none', namespace: 'shop' },
];

export const anyCaller = fc.constantFrom(...callers);

export const anyOptions: fc.Arbitrary<CompileOptions> = fc.record(
  {
    istioVersion: fc.constantFrom('1.28', '1.30', '1.31'),
    outboundTrafficPolicy: fc.constantFrom('ALLOW_ANY', 'REGISTRY_ONLY'),
    pathNormalization: fc.constantFrom(
      'NONE',
      'BASE',
      'MERGE_SLASHES',
      'DECODE_AND_MERGE_SLASHES',
    ),
  },
  { requiredKeys: [] },
);

const HOSTS = [
  'cart',
  'cart.shop',
  'cart.shop.svc.cluster.local',
  'bank.pay.svc.cluster.local',
  'bank',
  '*.shop.svc.cluster.local',
  'api.example',
  '*.example',
  'Mixed.Example',
  'xn--bcher-kva.example',
];

const someHosts = fc.uniqueArray(fc.constantFrom(...HOSTS), {
  minLength: 1,
  maxLength: 2,
});
const somePort = fc.constantFrom(80, 443, 8080, 9000);
const someGateways = fc.constantFrom(
  ['mesh'],
  ['ingress/edge'],
  ['mesh', 'ingress/edge'],
);
const someExportTo = fc.constantFrom(['*'], ['.'], ['shop'], ['pay', 'shop']);

const someText = fc.oneof(
  fc.constantFrom('a', 'b', 'bb').map(exact => ({ exact })),
  fc.constantFrom('a', 'b').map(prefix => ({ prefix })),
  fc.constantFrom('.*', 'a|b', '[a-c]+', '(', '*').map(regex => ({ regex })),
);

const someUri = fc.oneof(
  fc.constantFrom('/', '/a', '/a/b').map(exact => ({ exact })),
  fc.constantFrom('/', '/a', '/a/').map(prefix => ({ prefix })),
  fc.constantFrom('.*', '/a/.*', '/[0-9]+').map(regex => ({ regex })),
);

const ofRequests = {
  uri: someUri,
  ignoreUriCase: fc.boolean(),
  method: fc.constantFrom('GET', 'POST').map(exact => ({ exact })),
  headers: fc.dictionary(fc.constantFrom('x', 'Y'), someText, { maxKeys: 2 }),
  withoutHeaders: fc.dictionary(fc.constantFrom('x'), someText),
  queryParams: fc.dictionary(fc.constantFrom('q'), someText),
};

const ofProxies = {
  port: somePort,
  sourceNamespace: fc.constantFrom('shop', 'pay'),
  sourceLabels: fc.constantFrom({ app: 'web' }, { version: 'v1' }),
  gateways: someGateways,
};

const someMatch = fc.oneof(
  { weight: 3, arbitrary: fc.record(ofRequests, { requiredKeys: [] }) },
  fc.record({ ...ofRequests, ...ofProxies }, { requiredKeys: [] }),
);

const someDestination = fc.record(
  {
    host: fc.constantFrom(...HOSTS, 'nowhere'),
    subset: fc.constantFrom('v1', 'v2', 'v3'),
    port: fc.record({ number: somePort }),
  },
  { requiredKeys: ['host'] },
);

const someRule = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record(
      {
        match: fc.array(someMatch, { maxLength: 2 }),
        route: fc.array(
          fc.record(
            { destination: someDestination, weight: fc.nat({ max: 100 }) },
            { requiredKeys: ['destination'] },
          ),
          { minLength: 1, maxLength: 2 },
        ),
        rewrite: fc.constantFrom(
          { uri: '/new' },
          { uriRegexRewrite: { match: '/a(.*)', rewrite: '\\1' } },
        ),
        timeout: fc.constantFrom('2s', '0s'),
      },
      { requiredKeys: ['route'] },
    ),
  },
  fc.record({
    match: fc.array(someMatch, { maxLength: 1 }),
    redirect: fc.constant({ uri: '/elsewhere' }),
  }),
  fc.record({
    match: fc.array(someMatch, { maxLength: 1 }),
    delegate: fc.constantFrom(
      { name: 'd0', namespace: 'shop' },
      { name: 'd1', namespace: 'shop' },
    ),
  }),
);

const someMetadata = fc.constantFrom(
  { creationTimestamp: '2026-01-01T00:00:00Z' },
  { creationTimestamp: '2026-01-02T00:00:00Z' },
  {},
);

type Body = fc.Arbitrary<Record<string, unknown>>;

function objectOf(kind: KindName, names: readonly string[], spec: Body) {
  return fc
    .tuple(fc.constantFrom(...names), spec, someMetadata)
    .map(([id, body, metadata]) => raw(kind, id, { metadata, spec: body }));
}

const virtualService = objectOf(
  'VirtualService',
  ['shop/v0', 'shop/v1', 'pay/v2', 'ingress/v3'],
  fc.record(
    {
      hosts: someHosts,
      gateways: someGateways,
      exportTo: someExportTo,
      http: fc.array(someRule, { minLength: 1, maxLength: 5 }),
    },
    { requiredKeys: ['hosts', 'http'] },
  ),
);

const delegate = objectOf(
  'VirtualService',
  ['shop/d0', 'shop/d1'],
  fc.record({ http: fc.array(someRule, { maxLength: 2 }) }),
);

const destinationRule = objectOf(
  'DestinationRule',
  ['shop/r0', 'pay/r1', 'istio-system/r2'],
  fc.record(
    {
      host: fc.constantFrom(...HOSTS),
      exportTo: someExportTo,
      subsets: fc.constantFrom(
        [],
        [{ name: 'v1', labels: { version: 'v1' } }],
        [{ name: 'v1' }, { name: 'v2' }],
      ),
    },
    { requiredKeys: ['host'] },
  ),
);

const serviceEntry = objectOf(
  'ServiceEntry',
  ['shop/e0', 'pay/e1'],
  fc.record({
    hosts: fc.constantFrom(['api.example'], ['*.example'], ['v6.example']),
    addresses: fc.constantFrom([], ['2001:db8::1'], ['10.9.0.0/16']),
    ports: fc.constantFrom(
      [{ number: 80, name: 'http', protocol: 'HTTP' }],
      [{ number: 443, name: 'tls', protocol: 'TLS' }],
      [{ number: 9000, name: 'tcp', protocol: 'TCP' }],
    ),
    resolution: fc.constantFrom('NONE', 'DNS', 'STATIC'),
  }),
);

const sidecar = objectOf(
  'Sidecar',
  ['shop/s0', 'pay/s1'],
  fc.record({
    egress: fc.constantFrom(
      [{ hosts: ['./*'] }],
      [{ hosts: ['*/*'] }],
      [{ hosts: ['shop/cart.shop.svc.cluster.local', 'pay/*'] }],
      [{ hosts: ['~/*'] }],
      [{ port: { number: 9000, protocol: 'HTTP' }, hosts: ['shop/*'] }],
    ),
  }),
);

const gateway = objectOf(
  'IstioGateway',
  ['ingress/edge', 'ingress/other'],
  fc.record({
    selector: fc.constant({ istio: 'edge' }),
    servers: fc.array(
      fc.record({
        hosts: fc.constantFrom(['*'], ['*.example'], ['shop/api.example']),
        port: fc.constantFrom(
          { number: 80, name: 'http', protocol: 'HTTP' },
          { number: 8080, name: 'http2', protocol: 'HTTP2' },
          { number: 9000, name: 'tcp', protocol: 'TCP' },
        ),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  }),
);

const httpRoute = objectOf(
  'HTTPRoute',
  ['shop/h0', 'pay/h1'],
  fc.record(
    {
      parentRefs: fc.constantFrom(
        [{ name: 'gw', namespace: 'ingress' }],
        [{ group: '', kind: 'Service', name: 'cart' }],
      ),
      hostnames: fc.constantFrom(['api.example'], ['*.example']),
      rules: fc.array(
        fc.record(
          {
            matches: fc.array(
              fc.record(
                {
                  path: fc.record({
                    type: fc.constantFrom('PathPrefix', 'Exact'),
                    value: fc.constantFrom('/', '/a', '/a/b'),
                  }),
                  method: fc.constantFrom('GET', 'POST'),
                },
                { requiredKeys: [] },
              ),
              { minLength: 1, maxLength: 2 },
            ),
            backendRefs: fc.constantFrom(
              [{ name: 'cart', port: 80 }],
              [{ name: 'bank', namespace: 'pay', port: 80 }],
            ),
          },
          { requiredKeys: [] },
        ),
        { minLength: 1, maxLength: 2 },
      ),
    },
    { requiredKeys: ['parentRefs', 'rules'] },
  ),
);

function service(id: string, clusterIP: string): RawObject {
  const app = id.split('/')[1];
  return raw('Service', id, {
    spec: {
      clusterIP,
      selector: { app },
      ports: [
        { name: 'http', port: 80 },
        { name: 'tcp-data', port: 9000 },
      ],
    },
  });
}

/** What every random mesh has. */
export const basis: readonly RawObject[] = [
  service('shop/cart', '10.0.0.1'),
  service('pay/bank', '10.0.0.2'),
  service('ingress/edge', '10.0.0.3'),
  raw('GatewayApiGateway', 'ingress/gw', {
    spec: {
      gatewayClassName: 'istio',
      listeners: [
        {
          name: 'http',
          port: 80,
          protocol: 'HTTP',
          allowedRoutes: { namespaces: { from: 'All' } },
        },
      ],
    },
  }),
  raw('GatewayApiGateway', 'shop/waypoint', {
    spec: {
      gatewayClassName: 'istio-waypoint',
      listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }],
    },
  }),
];

/** Objects of a mesh in which much refers to much else; each identity once. */
export const randomMesh: fc.Arbitrary<RawObject[]> = fc
  .uniqueArray(
    fc.oneof(
      { weight: 6, arbitrary: virtualService },
      { weight: 2, arbitrary: delegate },
      { weight: 2, arbitrary: destinationRule },
      serviceEntry,
      sidecar,
      { weight: 2, arbitrary: gateway },
      httpRoute,
    ),
    {
      minLength: 2,
      maxLength: 10,
      selector: ({ kind, metadata }) =>
        `${kind} ${metadata.namespace}/${metadata.name}`,
    },
  )
  .map(objects => [...basis, ...objects]);

/** Requests that come near to the rules of random meshes. */
export const nearRequest: fc.Arbitrary<RouteRequest> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'OPTIONS'),
  scheme: fc.constantFrom('http', 'https'),
  host: fc.constantFrom(
    ...HOSTS.map(host => host.replace('*', 'one')),
    'CART:80',
    '10.0.0.1',
    '[2001:db8::1]:80',
    'unknown.test',
  ),
  port: somePort,
  path: fc.constantFrom('/', '/a', '/A', '/a/b?q=a', '/12', '/%2e%2e/a', '//'),
  headers: fc.array(
    fc.tuple(fc.constantFrom('x', 'y', 'Y'), fc.constantFrom('a', 'bb', '')),
    { maxLength: 2 },
  ),
});

/** Requests of which nothing can be expected. */
export const strangeRequest: fc.Arbitrary<RouteRequest> = fc.record(
  {
    method: fc.string(),
    scheme: fc.constantFrom('http', 'https'),
    host: fc.oneof(fc.string(), fc.domain(), fc.ipV6(), fc.constant('cart')),
    port: fc.oneof(somePort, fc.integer(), fc.double()),
    path: fc.oneof(fc.string(), fc.webUrl(), fc.webPath()),
    headers: fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 3 }),
    connect: fc.string(),
  },
  { requiredKeys: ['method', 'scheme', 'host', 'port', 'path', 'headers'] },
);
