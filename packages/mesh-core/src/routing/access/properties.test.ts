import fc from 'fast-check';
import { resourceKinds } from '../../resources';
import { arbitraryFor } from '../../resources/__testUtils__/arbitraryFor';
import {
  raw,
  snapshotOf,
  type RawObject,
} from '../../snapshot/__testUtils__/objects';
import { access } from './access';
import { authorize } from './authorize';
import { accessDecisionSchema } from './decisionModel';
import type { AccessRequest, AccessWorkload } from './model';
import { whoMayCall } from './whoMayCall';
import {
  cart,
  get,
  inAmbient,
  peers,
  policy,
  tokens,
  waypoint,
} from './__testUtils__/access';

type PolicyKind =
  'AuthorizationPolicy' | 'RequestAuthentication' | 'PeerAuthentication';

const workloads: AccessWorkload[] = [
  cart,
  inAmbient,
  waypoint,
  { ...waypoint, dataplane: 'gateway' },
  { ...cart, dataplane: 'outside' },
];
const anyWorkload = fc.constantFrom(...workloads);

const pick = (given: object) => ({
  spec: 'spec' in given ? given.spec : {},
});

/** Objects that the schema admits, and others near it, in the namespace of the workload. */
function anyObject(kind: PolicyKind, noise: boolean): fc.Arbitrary<RawObject> {
  return arbitraryFor(resourceKinds[kind].schema, noise).map(value => {
    const given = typeof value === 'object' && value !== null ? value : {};
    return { ...given, ...raw(kind, 'shop/p'), ...pick(given) };
  });
}

const anyRequest: fc.Arbitrary<AccessRequest> = fc.record(
  {
    port: fc.integer({ min: 1, max: 65535 }),
    protocol: fc.constantFrom('http' as const, 'tcp' as const),
    principal: fc.option(fc.string()),
    sourceIp: fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()),
    remoteIp: fc.oneof(fc.ipV4(), fc.string()),
    destinationIp: fc.string(),
    sni: fc.string(),
    host: fc.string(),
    method: fc.string(),
    path: fc.string(),
    headers: fc.dictionary(fc.string(), fc.string(), { maxKeys: 2 }),
    jwt: fc.option(
      fc.record({
        issuer: fc.string(),
        claims: fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 }),
        valid: fc.boolean(),
      }),
    ),
  },
  { requiredKeys: ['port'] },
);

describe('whatever the objects hold', () => {
  it.each([
    ['AuthorizationPolicy', false],
    ['AuthorizationPolicy', true],
    ['RequestAuthentication', true],
    ['PeerAuthentication', true],
  ] as const)('%s (noise: %s) makes nothing throw', (kind, noise) => {
    fc.assert(
      fc.property(
        anyObject(kind, noise),
        anyRequest,
        anyWorkload,
        (object, request, workload) => {
          const snapshot = snapshotOf(object);
          const decision = authorize(snapshot, workload, request);
          const { verdict, answer } = decision;
          expect(accessDecisionSchema.parse(decision)).toEqual(decision);
          expect(['allowed', 'denied', 'depends']).toContain(verdict);
          expect(answer !== undefined).toBe(verdict === 'denied');
          expect(access(snapshot, workload).callers).toEqual(
            whoMayCall(snapshot, workload),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

const someSource = fc.record(
  {
    principals: fc.constantFrom(['*'], ['cluster.local/ns/shop/sa/web']),
    notNamespaces: fc.constantFrom(['shop'], ['web']),
    ipBlocks: fc.constantFrom(['10.0.0.0/8'], ['192.0.2.1']),
    requestPrincipals: fc.constantFrom(['*'], ['i/s']),
  },
  { requiredKeys: [] },
);
const someOperation = fc.record(
  {
    methods: fc.constantFrom(['GET'], ['PUT']),
    notPaths: fc.constantFrom(['/items'], ['/other']),
    ports: fc.constantFrom(['8080'], ['9090']),
  },
  { requiredKeys: [] },
);
const someRule = fc.record(
  {
    from: fc.array(fc.record({ source: someSource }), {
      minLength: 1,
      maxLength: 2,
    }),
    to: fc.array(fc.record({ operation: someOperation }), {
      minLength: 1,
      maxLength: 2,
    }),
  },
  { requiredKeys: [] },
);

/** Policies `shop/<prefix>0` and so on, of these actions. */
function somePolicies(
  prefix: string,
  ...actions: string[]
): fc.Arbitrary<RawObject[]> {
  return fc
    .array(
      fc.record({
        action: fc.constantFrom(...actions),
        rules: fc.array(someRule, { maxLength: 3 }),
      }),
      { maxLength: 3 },
    )
    .map(list =>
      list.map((spec, index) =>
        policy(`shop/${prefix}${index}`, {
          ...spec,
          provider: { name: 'opa' },
        }),
      ),
    );
}
const all = somePolicies('p', 'ALLOW', 'DENY', 'AUDIT', 'CUSTOM');
const someRequest = fc.record({
  ...Object.fromEntries(
    Object.entries(get).map(([key, value]) => [key, fc.constant(value)]),
  ),
  port: fc.constantFrom(8080, 9090),
  protocol: fc.constantFrom('http' as const, 'tcp' as const),
  principal: fc.constantFrom(get.principal, null, undefined),
  method: fc.constantFrom('GET', 'PUT', undefined),
  path: fc.constantFrom('/items', '/other'),
}) as fc.Arbitrary<AccessRequest>;

const rank = { denied: 0, depends: 1, allowed: 2 };
const verdictOf = (
  objects: readonly RawObject[],
  request: AccessRequest,
  workload: AccessWorkload,
) => rank[authorize(snapshotOf(...objects), workload, request).verdict];

describe('policies', () => {
  it('of other namespaces change nothing', () => {
    const others = [
      policy('zoo/a', {}),
      policy('zoo/b', { action: 'DENY', rules: [{}] }),
      policy('zoo/c', { selector: { matchLabels: cart.labels } }),
      policy('zoo/d', { targetRefs: [{ kind: 'Service', name: 'cart' }] }),
      peers('zoo/e', 'STRICT'),
      tokens('zoo/f', { issuer: 'i' }),
    ];
    fc.assert(
      fc.property(
        all,
        fc.subarray(others),
        someRequest,
        anyWorkload,
        (own, some, request, workload) => {
          const without = snapshotOf(...own);
          const withOthers = snapshotOf(...own, ...some);
          expect(authorize(withOthers, workload, request)).toEqual(
            authorize(without, workload, request),
          );
          expect(access(withOthers, workload)).toEqual(
            access(without, workload),
          );
        },
      ),
    );
  });

  it.each(['sidecar', 'ambient'] as const)(
    'of DENY never let a request in, and ALLOW lets none past DENY (%s)',
    dataplane => {
      const workload = { ...cart, dataplane };
      fc.assert(
        fc.property(
          all,
          somePolicies('d', 'DENY'),
          somePolicies('a', 'ALLOW'),
          someRequest,
          (own, deny, allow, request) => {
            const before = verdictOf(own, request, workload);
            expect(
              verdictOf([...own, ...deny], request, workload),
            ).toBeLessThanOrEqual(before);
            expect(
              verdictOf([...deny, ...allow], request, workload) ===
                rank.denied || verdictOf(deny, request, workload) > rank.denied,
            ).toBe(true);
          },
        ),
        { numRuns: 200 },
      );
    },
  );

  it('of ALLOW only add to each other, once there is one', () => {
    fc.assert(
      fc.property(
        somePolicies('p', 'ALLOW', 'DENY'),
        somePolicies('a', 'ALLOW'),
        someRequest,
        (own, allow, request) => {
          const base = [policy('shop/first'), ...own];
          expect(
            verdictOf([...base, ...allow], request, cart),
          ).toBeGreaterThanOrEqual(verdictOf(base, request, cart));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('of AUDIT and on trial decide nothing', () => {
    const trial = { annotations: { 'istio.io/dry-run': 'true' } };
    fc.assert(
      fc.property(
        all,
        someRule,
        someRequest,
        anyWorkload,
        (own, rule, request, workload) => {
          const idle = [
            policy('shop/audit', { action: 'AUDIT', rules: [rule] }),
            policy('shop/trial', { action: 'DENY', rules: [rule] }, trial),
            policy('shop/trial-allow', { rules: [rule] }, trial),
          ];
          expect(verdictOf([...own, ...idle], request, workload)).toBe(
            verdictOf(own, request, workload),
          );
        },
      ),
    );
  });

  it('decide alike whatever the request leaves out, or leave it open', () => {
    const keys = ['principal', 'method', 'path', 'sourceIp', 'jwt'] as const;
    fc.assert(
      fc.property(
        all,
        fc.subarray([...keys]),
        anyWorkload,
        (own, left, workload) => {
          const unsure = { ...get };
          for (const key of left) {
            delete unsure[key];
          }
          const certain = verdictOf(own, get, workload);
          expect([rank.depends, certain]).toContain(
            verdictOf(own, unsure, workload),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('that allow nobody let no request in', () => {
    fc.assert(
      fc.property(all, someRequest, anyWorkload, (own, request, workload) => {
        const { verdict } = whoMayCall(snapshotOf(...own), workload, {
          protocol: request.protocol,
        });
        fc.pre(verdict === 'nobody');
        expect(verdictOf(own, request, workload)).not.toBe(rank.allowed);
      }),
      { numRuns: 600 },
    );
  });
});
