import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import {
  raw,
  routeTo,
  service,
  snapshotOf,
  virtualService,
  type RawObject,
} from '../../snapshot/__testUtils__/objects';
import type { HttpRequest } from '../simulate/HttpRequest';
import {
  normalizePath,
  type PathNormalization,
} from '../simulate/normalizePath';
import type { CompileOptions, RouteCaller } from './CompileOptions';
import { compile } from './compile';
import { simulate, type Outcome, type RoutedDestination } from './simulate';

interface RecordedRequest extends HttpRequest {
  caller: RouteCaller;
  port: number;
  connect?: string;
}

interface Answer {
  outcome: string;
  status?: number;
  level?: string;
  route?: { virtualService?: string };
  destinations?: RoutedDestination[];
}

/** What a real Envoy did, as Pilot of Istio 1.31 had configured it for the caller. */
interface RecordedCase {
  id: string;
  feature: string;
  meshConfig?: {
    outboundTrafficPolicy?: { mode: 'ALLOW_ANY' | 'REGISTRY_ONLY' };
    defaultVirtualServiceExportTo?: string[];
    defaultDestinationRuleExportTo?: string[];
    pathNormalization?: { normalization: PathNormalization };
  };
  objects: RawObject[];
  requests: RecordedRequest[];
  expected: Answer[];
}

const recordings = gunzipSync(
  readFileSync(resolve(__dirname, '../__fixtures__/routing-1.31.jsonl.gz')),
)
  .toString('utf8')
  .split('\n')
  .filter(line => line !== '')
  .map(line => JSON.parse(line) as RecordedCase);

/** Requests that the documentation lists as answered otherwise. */
const deviations = new Set(
  readFileSync(
    resolve(__dirname, '../../../../../docs/routing-deviations.md'),
    'utf8',
  ).match(/\bt-[a-z0-9-]+#\d+/g),
);

function optionsOf({ meshConfig = {} }: RecordedCase): CompileOptions {
  return {
    outboundTrafficPolicy: meshConfig.outboundTrafficPolicy?.mode,
    defaultVirtualServiceExportTo: meshConfig.defaultVirtualServiceExportTo,
    defaultDestinationRuleExportTo: meshConfig.defaultDestinationRuleExportTo,
  };
}

/** The part of an answer that is modelled. */
function recorded(answer: Answer): Answer {
  const { outcome, status, level, route, destinations } = answer;
  return {
    outcome,
    level,
    status: outcome === 'redirect' ? undefined : status,
    route: route?.virtualService
      ? { virtualService: route.virtualService }
      : undefined,
    destinations: destinations?.map(
      ({ host, port, subset, weight, exists }) => ({
        host,
        port,
        weight,
        exists,
        ...(subset ? { subset } : {}),
      }),
    ),
  };
}

function inShapeOf(outcome: Outcome, owner: string | undefined): Answer {
  const route = owner ? { virtualService: owner } : undefined;
  if (outcome.outcome === 'tcp') {
    const { host, port } = outcome;
    return {
      outcome: 'tcp',
      destinations: [{ host, port, weight: 100, exists: true }],
    };
  }
  return recorded({ ...outcome, route } as Answer);
}

function answersOf(recordedCase: RecordedCase) {
  const snapshot = snapshotOf(...recordedCase.objects);
  const mode = recordedCase.meshConfig?.pathNormalization?.normalization;
  return recordedCase.requests.flatMap((request, index) => {
    if (request.caller.kind !== 'sidecar' || request.scheme !== 'http') {
      return [];
    }
    const table = compile(snapshot, request.caller, optionsOf(recordedCase));
    const { outcome, trace } = simulate(
      table,
      request.port,
      {
        ...request,
        path: normalizePath(request.path, mode ?? 'DEFAULT'),
        headers: request.headers.map(([name, value]) => [
          name.toLowerCase(),
          value,
        ]),
      },
      request.connect,
    );
    const owner = trace.won?.source?.virtualService.metadata;
    return outcome.outcome === 'not_http'
      ? []
      : [
          {
            id: `${recordedCase.id}#${index}`,
            got: inShapeOf(
              outcome,
              owner && `${owner.namespace}/${owner.name}`,
            ),
            want: recorded(recordedCase.expected[index]),
          },
        ];
  });
}

describe('simulate, against a real Envoy behind Pilot', () => {
  const all = recordings.flatMap(answersOf);
  const differing = all.filter(
    ({ got, want }) => JSON.stringify(got) !== JSON.stringify(want),
  );

  it('answers at least 98 % of the plain HTTP requests of sidecars alike', () => {
    expect(all.length).toBeGreaterThan(2800);
    expect(1 - differing.length / all.length).toBeGreaterThanOrEqual(0.98);
  });

  it('differs nowhere but where the documentation says so', () => {
    expect(differing.map(({ id }) => id).sort()).toEqual(
      [...deviations].sort(),
    );
  });
});

const caller: RouteCaller = {
  kind: 'sidecar',
  namespace: 'shop',
  labels: { app: 'web' },
};

const request: HttpRequest = {
  method: 'GET',
  scheme: 'http',
  host: 'cart.shop',
  path: '/items',
  headers: [],
};

const cart = service('shop/cart', { app: 'cart' });

describe('simulate', () => {
  it('keeps the default route of a service whose rules are for other callers', () => {
    const rules = virtualService('shop/cart', {
      hosts: ['cart'],
      http: [
        { match: [{ sourceLabels: { app: 'other' } }], ...routeTo('nowhere') },
      ],
    });
    const table = compile(snapshotOf(cart, rules), caller);
    expect(simulate(table, 8080, request).outcome).toEqual({
      outcome: 'route',
      destinations: [
        {
          host: 'cart.shop.svc.cluster.local',
          port: 8080,
          weight: 100,
          exists: true,
        },
      ],
    });
  });

  it('says which routes it tried, the field that failed and the rule that won', () => {
    const rules = virtualService('shop/cart', {
      hosts: ['cart'],
      http: [
        { match: [{ uri: { exact: '/other' } }], ...routeTo('cart') },
        { match: [{ method: { exact: 'GET' } }], ...routeTo('cart') },
      ],
    });
    const table = compile(snapshotOf(cart, rules), caller);
    const { trace } = simulate(table, 8080, request);
    expect(trace).toMatchObject({
      virtualHost: 'cart.shop.svc.cluster.local',
      domain: 'cart.shop',
      tried: [{ failure: { field: 'uri' } }],
      won: { source: { ruleIndex: 1, matchIndex: 0 } },
    });
  });

  it('is not changed by objects of a namespace that the caller cannot see', () => {
    const seen = compile(snapshotOf(cart), caller);
    fc.assert(
      fc.property(
        fc.constantFrom('cart.shop.svc.cluster.local', '*', '*.shop', 'x'),
        fc.constantFrom('/', '/items', ''),
        (host, prefix) => {
          const hidden = virtualService('hidden/v', {
            hosts: [host],
            exportTo: ['.'],
            http: [{ match: [{ uri: { prefix } }], ...routeTo('x') }],
          });
          const rule = raw('DestinationRule', 'hidden/d', {
            spec: { host, exportTo: ['.'] },
          });
          const table = compile(snapshotOf(cart, hidden, rule), caller);
          expect(simulate(table, 8080, request)).toEqual(
            simulate(seen, 8080, request),
          );
        },
      ),
    );
  });

  it('never throws, whatever a VirtualService holds', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('hosts', 'gateways', 'exportTo', 'http'),
          fc.jsonValue(),
        ),
        fc.jsonValue(),
        (spec, rule) => {
          const snapshot = snapshotOf(
            cart,
            virtualService('shop/any', { ...spec }),
            virtualService('shop/rule', { hosts: ['cart'], http: [rule] }),
          );
          expect(() =>
            simulate(compile(snapshot, caller), 8080, request),
          ).not.toThrow();
        },
      ),
    );
  });
});
