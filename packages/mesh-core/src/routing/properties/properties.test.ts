import fc from 'fast-check';
import { resourceKinds, type KindName } from '../../resources';
import { arbitraryFor } from '../../resources/__testUtils__/arbitraryFor';
import {
  raw,
  snapshotOf,
  type RawObject,
} from '../../snapshot/__testUtils__/objects';
import { httpMatcher } from '../simulate/httpMatcher';
import type { RouteRequest } from '../simulate/Outcome';
import { simulate } from '../simulate/simulate';
import { compile } from '../table/compile';
import type { CompileOptions, RouteCaller } from '../table/CompileOptions';
import type { RouteTable } from '../table/RouteTable';
import { exampleOf } from './__testUtils__/exampleOf';
import {
  anyCaller,
  anyOptions,
  basis,
  callers,
  nearRequest,
  randomMesh,
  strangeRequest,
} from './__testUtils__/randomMesh';

const kinds = [
  'VirtualService',
  'DestinationRule',
  'IstioGateway',
  'ServiceEntry',
  'WorkloadEntry',
  'Sidecar',
  'Service',
  'HTTPRoute',
  'GRPCRoute',
  'GatewayApiGateway',
  'ReferenceGrant',
] as const satisfies readonly KindName[];

type RoutingKind = (typeof kinds)[number];

/** What makes an object act on the hosts and proxies that are asked about. */
const attachments: Readonly<Record<RoutingKind, Record<string, unknown>>> = {
  VirtualService: {
    hosts: ['cart', 'api.example'],
    gateways: ['mesh', 'ingress/edge'],
    exportTo: ['*'],
  },
  DestinationRule: { host: 'cart', exportTo: ['*'] },
  IstioGateway: { selector: { istio: 'edge' } },
  ServiceEntry: { hosts: ['api.example'], exportTo: ['*'] },
  WorkloadEntry: { labels: { app: 'cart' } },
  Sidecar: { workloadSelector: undefined },
  Service: { selector: { app: 'cart' }, clusterIP: '10.0.0.7' },
  HTTPRoute: {
    parentRefs: [
      { name: 'gw', namespace: 'ingress' },
      { group: '', kind: 'Service', name: 'cart' },
    ],
  },
  GRPCRoute: { parentRefs: [{ name: 'gw', namespace: 'ingress' }] },
  GatewayApiGateway: { gatewayClassName: 'istio' },
  ReferenceGrant: {},
};

const placeOf: Partial<Record<RoutingKind, string>> = {
  IstioGateway: 'ingress/edge',
  GatewayApiGateway: 'ingress/gw',
  Service: 'shop/cart',
};

/** What the schema of a kind admits (with noise: and what it does not), in a place where it acts. */
function anyObject(kind: RoutingKind, noise: boolean): fc.Arbitrary<RawObject> {
  return fc
    .tuple(arbitraryFor(resourceKinds[kind].schema, noise), fc.boolean())
    .map(([value, attached]) => {
      const given =
        typeof value === 'object' && value !== null && 'spec' in value
          ? value.spec
          : undefined;
      const spec =
        attached && typeof given === 'object' && given !== null
          ? { ...given, ...attachments[kind] }
          : given;
      return raw(kind, placeOf[kind] ?? 'shop/any', { spec });
    });
}

function tableOf(
  objects: readonly RawObject[],
  caller: RouteCaller,
  options?: CompileOptions,
): RouteTable {
  return compile(snapshotOf(...objects), caller, options);
}

const OUTCOMES = [
  'route',
  'redirect',
  'direct',
  'cors_preflight',
  'no_route',
  'rejected',
  'passthrough',
  'blackhole',
  'tcp',
  'no_listener',
  'no_filter_chain',
  'multiple_filter_chains',
];

const anyRequest = fc.oneof(nearRequest, strangeRequest);

describe('compile and simulate, whatever the objects hold', () => {
  it.each(
    kinds.flatMap(kind => [[kind, false] as const, [kind, true] as const]),
  )('%s (noise: %s) makes nothing throw', (kind, noise) => {
    fc.assert(
      fc.property(
        anyObject(kind, noise),
        anyOptions,
        fc.array(anyRequest, { minLength: 1, maxLength: 5 }),
        (object, options, requests) => {
          for (const caller of callers) {
            const table = tableOf([...basis, object], caller, options);
            for (const request of requests) {
              const { outcome } = simulate(table, request);
              expect(OUTCOMES).toContain(outcome.outcome);
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('several objects that refer to each other make nothing throw', () => {
    fc.assert(
      fc.property(
        randomMesh,
        fc.array(
          fc.constantFrom(...kinds).chain(kind => anyObject(kind, true)),
          { maxLength: 3 },
        ),
        anyCaller,
        anyOptions,
        anyRequest,
        (mesh, more, caller, options, request) => {
          const table = tableOf([...mesh, ...more], caller, options);
          expect(OUTCOMES).toContain(simulate(table, request).outcome.outcome);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

/** Everything in a namespace of its own that exports nothing. */
const hidden: readonly RawObject[] = [
  raw('Service', 'zoo/cart', {
    metadata: { annotations: { 'networking.istio.io/exportTo': '.' } },
    spec: {
      clusterIP: '10.7.0.1',
      selector: { app: 'cart' },
      ports: [{ name: 'http', port: 80 }],
    },
  }),
  raw('VirtualService', 'zoo/v', {
    metadata: { creationTimestamp: '2020-01-01T00:00:00Z' },
    spec: {
      hosts: ['cart.shop.svc.cluster.local', 'api.example', '*'],
      gateways: ['mesh', 'ingress/edge'],
      exportTo: ['.'],
      http: [{ route: [{ destination: { host: 'cart' } }] }],
    },
  }),
  raw('DestinationRule', 'zoo/r', {
    spec: {
      host: '*.svc.cluster.local',
      exportTo: ['.'],
      subsets: [{ name: 'v1' }, { name: 'v2' }, { name: 'v3' }],
    },
  }),
  raw('ServiceEntry', 'zoo/e', {
    spec: {
      hosts: ['api.example', 'unknown.test'],
      exportTo: ['.'],
      ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
      resolution: 'DNS',
    },
  }),
  raw('Sidecar', 'zoo/s', { spec: { egress: [{ hosts: ['~/*'] }] } }),
  raw('IstioGateway', 'zoo/edge', {
    spec: {
      selector: { istio: 'zoo' },
      servers: [
        { hosts: ['*'], port: { number: 80, name: 'http', protocol: 'HTTP' } },
      ],
    },
  }),
  raw('HTTPRoute', 'zoo/h', {
    spec: {
      parentRefs: [{ name: 'gw' }],
      rules: [{ backendRefs: [{ name: 'cart', port: 80 }] }],
    },
  }),
  raw('ReferenceGrant', 'zoo/g', {
    spec: {
      from: [
        {
          group: 'gateway.networking.k8s.io',
          kind: 'HTTPRoute',
          namespace: 'shop',
        },
      ],
      to: [{ group: '', kind: 'Service' }],
    },
  }),
  raw('WorkloadEntry', 'zoo/w', {
    spec: { address: '10.7.0.9', labels: { app: 'cart' } },
  }),
];

describe('the table of a proxy', () => {
  it('does not change with objects of a namespace that exports nothing', () => {
    fc.assert(
      fc.property(
        randomMesh,
        fc.subarray([...hidden], { minLength: 1 }),
        anyCaller,
        nearRequest,
        (mesh, some, caller, request) => {
          const before = tableOf(mesh, caller);
          const after = tableOf([...mesh, ...some], caller);
          expect(after).toEqual(before);
          expect(simulate(after, request)).toEqual(simulate(before, request));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('does not depend on the order in which objects come', () => {
    const shuffled = randomMesh.chain(mesh =>
      fc.tuple(
        fc.constant(mesh),
        fc.shuffledSubarray(mesh, { minLength: mesh.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, anyCaller, ([mesh, other], caller) => {
        expect(tableOf(other, caller)).toEqual(tableOf(mesh, caller));
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on what was in the mesh before', () => {
    fc.assert(
      fc.property(randomMesh, randomMesh, anyCaller, (mesh, old, caller) => {
        // the later of two objects with one identity counts
        const left = old.filter(
          object => !mesh.some(other => isSameObject(object, other)),
        );
        const both = tableOf([...left, ...mesh], caller);
        const replaced = tableOf([...old, ...mesh], caller);
        expect(replaced).toEqual(both);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same each time, and so are its answers', () => {
    fc.assert(
      fc.property(
        randomMesh,
        anyCaller,
        nearRequest,
        (mesh, caller, request) => {
          const table = tableOf(mesh, caller);
          const first = simulate(table, request);
          expect(simulate(table, request)).toEqual(first);
          expect(simulate(tableOf(mesh, caller), request)).toEqual(first);
        },
      ),
      { numRuns: 300 },
    );
  });
});

function isSameObject(one: RawObject, other: RawObject): boolean {
  return (
    one.kind === other.kind &&
    one.apiVersion === other.apiVersion &&
    one.metadata.name === other.metadata.name &&
    one.metadata.namespace === other.metadata.namespace
  );
}

interface Example {
  request: RouteRequest;
  index: number;
}

/** An example for each route whose conditions one request can meet. */
function examplesOf(table: RouteTable): Example[] {
  return table.listeners.flatMap(listener =>
    listener.chains
      .filter(({ transport }) => transport !== 'tls')
      .flatMap(({ virtualHosts = [] }) => virtualHosts)
      .filter(({ httpsRedirect }) => !httpsRedirect)
      .flatMap(virtualHost =>
        virtualHost.routes.flatMap((route, index) => {
          const request = exampleOf(listener, virtualHost, route);
          const meets =
            request && httpMatcher(route.match)(request) === undefined;
          return meets ? [{ request, index }] : [];
        }),
      ),
  );
}

describe('the example of a route', () => {
  it('is answered by the route, or by one before it', () => {
    const examples = { ofRules: 0, byEarlier: 0 };
    fc.assert(
      fc.property(randomMesh, anyCaller, (mesh, caller) => {
        const table = tableOf(mesh, caller);
        for (const { request, index } of examplesOf(table)) {
          const { trace, outcome } = simulate(table, request);
          const { won, virtualHost } = trace;
          expect(outcome.outcome).not.toBe('no_route');
          expect(won).toBeDefined();
          const routes = virtualHost?.virtualHost.routes ?? [];
          const at = routes.findIndex(route => route === won);
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at).toBeLessThanOrEqual(index);
          examples.ofRules += virtualHost?.virtualHost.routes[index].source
            ? 1
            : 0;
          examples.byEarlier += at < index ? 1 : 0;
          expect(trace.tried.map(({ route }) => route)).toEqual(
            routes.slice(0, at),
          );
        }
      }),
      { numRuns: 500 },
    );
    expect(examples.ofRules).toBeGreaterThan(100);
    expect(examples.byEarlier).toBeGreaterThan(1);
  });

  it('fails in the first route, where the trace says in which field', () => {
    fc.assert(
      fc.property(
        randomMesh,
        anyCaller,
        nearRequest,
        (mesh, caller, request) => {
          const { trace } = simulate(tableOf(mesh, caller), request);
          for (const { route, failure } of trace.tried) {
            expect(Object.keys(route.match)).toContain(
              failure.field === 'uri' && route.match.uri === undefined
                ? 'pathElements'
                : failure.field,
            );
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
