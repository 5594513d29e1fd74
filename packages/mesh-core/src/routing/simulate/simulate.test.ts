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
import { compile } from '../table/compile';
import type {
  CompileOptions,
  IstioVersion,
  RetryPolicy,
  RouteCaller,
} from '../table/CompileOptions';
import type { PathNormalization } from './normalizePath';
import type { Outcome, RouteRequest } from './Outcome';
import { simulate } from './simulate';

/** What a real Envoy did, as Pilot had configured it for the caller. */
interface RecordedCase {
  id: string;
  feature: string;
  meshConfig?: {
    outboundTrafficPolicy?: { mode: 'ALLOW_ANY' | 'REGISTRY_ONLY' };
    defaultVirtualServiceExportTo?: string[];
    defaultDestinationRuleExportTo?: string[];
    defaultHttpRetryPolicy?: RetryPolicy;
    pathNormalization?: { normalization: PathNormalization };
  };
  objects: RawObject[];
  requests: (RouteRequest & { caller: RouteCaller })[];
  expected: Outcome[];
}

function linesOf<T>(file: string): T[] {
  return gunzipSync(readFileSync(resolve(__dirname, '../__fixtures__', file)))
    .toString('utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as T);
}

const recordings = linesOf<RecordedCase>('routing-1.31.jsonl.gz');

/** What Istio 1.30 answers otherwise. */
const older = linesOf<{ id: string; index: number; expected: Outcome }>(
  'routing-1.30.jsonl.gz',
);

function optionsOf({ meshConfig = {} }: RecordedCase): CompileOptions {
  return {
    outboundTrafficPolicy: meshConfig.outboundTrafficPolicy?.mode,
    defaultVirtualServiceExportTo: meshConfig.defaultVirtualServiceExportTo,
    defaultDestinationRuleExportTo: meshConfig.defaultDestinationRuleExportTo,
    defaultHttpRetryPolicy: meshConfig.defaultHttpRetryPolicy,
    pathNormalization: meshConfig.pathNormalization?.normalization,
  };
}

function answersOf(recorded: RecordedCase, istioVersion: IstioVersion) {
  const snapshot = snapshotOf(...recorded.objects);
  const options = { ...optionsOf(recorded), istioVersion };
  return recorded.requests.map(
    request =>
      simulate(compile(snapshot, request.caller, options), request).outcome,
  );
}

const features = [...new Set(recordings.map(({ feature }) => feature))];

describe('simulate, against a real Envoy behind Pilot', () => {
  it.each(features)('answers all requests of %s alike', feature => {
    const cases = recordings.filter(recorded => recorded.feature === feature);
    expect(cases.map(recorded => answersOf(recorded, '1.31'))).toEqual(
      cases.map(({ expected }) => expected),
    );
  });

  it('was asked more than 4,000 times', () => {
    expect(
      recordings.flatMap(({ requests }) => requests).length,
    ).toBeGreaterThan(4000);
  });

  it('answers as Istio 1.30 does where that differs', () => {
    const ids = new Set(older.map(({ id }) => id));
    const cases = recordings.filter(({ id }) => ids.has(id));
    const expected = cases.map(recorded =>
      recorded.expected.map(
        (answer, index) =>
          older.find(entry => entry.id === recorded.id && entry.index === index)
            ?.expected ?? answer,
      ),
    );
    expect(older.length).toBeGreaterThan(10);
    expect(cases.map(recorded => answersOf(recorded, '1.30'))).toEqual(
      expected,
    );
  });
});

const caller: RouteCaller = {
  kind: 'sidecar',
  namespace: 'shop',
  labels: { app: 'web' },
};

const request: RouteRequest = {
  port: 8080,
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
    expect(simulate(table, request).outcome).toMatchObject({
      outcome: 'route',
      route: { name: 'default' },
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
    const { trace } = simulate(table, request);
    expect(trace).toMatchObject({
      virtualHost: {
        virtualHost: { name: 'cart.shop.svc.cluster.local' },
        domain: 'cart.shop',
        by: 'exact',
      },
      tried: [{ failure: { field: 'uri' } }],
      won: { source: { rule: 1, match: 0, path: 'spec.http[1].match[0]' } },
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
          expect(simulate(table, request)).toEqual(simulate(seen, request));
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
            simulate(compile(snapshot, caller), request),
          ).not.toThrow();
        },
      ),
    );
  });
});
