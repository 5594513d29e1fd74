import fc from 'fast-check';
import {
  raw,
  service,
  snapshotOf,
  type RawObject,
} from '../../snapshot/__testUtils__/objects';
import type { ExplainedPolicy, PolicyOptions, PolicyQuery } from './model';
import { effectivePolicy, policyLookup } from './policyLookup';

const rule = (
  id: string,
  spec: Record<string, unknown>,
  created = '2025-01-01T00:00:00Z',
) =>
  raw('DestinationRule', id, {
    metadata: { creationTimestamp: created },
    spec: { host: 'cart.shop.svc.cluster.local', ...spec },
  });
const top = (maxConnections: number, more: Record<string, unknown> = {}) => ({
  trafficPolicy: { connectionPool: { tcp: { maxConnections } }, ...more },
});
const cart = service('shop/cart', { app: 'cart' });

const ask = (
  objects: RawObject[],
  query: Partial<PolicyQuery> = {},
  options?: PolicyOptions,
): ExplainedPolicy =>
  effectivePolicy(
    snapshotOf(cart, ...objects),
    {
      client: { namespace: 'web', labels: { app: 'web' } },
      host: 'cart.shop.svc.cluster.local',
      port: 80,
      ...query,
    },
    options,
  );
const names = ({ rules }: Pick<ExplainedPolicy, 'rules'>) =>
  rules.map(({ metadata: { namespace, name } }) => `${namespace}/${name}`);
const hiddenOf = ({ hidden }: ExplainedPolicy) =>
  hidden.map(
    ({ rule: { metadata }, reason }) => `${metadata.namespace} ${reason}`,
  );
const young = '2025-02-01T00:00:00Z';

describe('policyLookup: which rule', () => {
  it.each<[string, RawObject[], string[], string[]]>([
    ['no rule', [], [], []],
    [
      'the namespace of the client comes first',
      [rule('web/a', {}), rule('shop/b', {}), rule('istio-system/c', {})],
      ['web/a'],
      ['shop earlier-namespace', 'istio-system earlier-namespace'],
    ],
    [
      'a wildcard of the client hides the exact rule of the service',
      [rule('web/a', { host: '*.svc.cluster.local' }), rule('shop/b', {})],
      ['web/a'],
      ['shop earlier-namespace'],
    ],
    [
      'the namespace of the service comes before the root namespace',
      [rule('shop/b', {}), rule('istio-system/c', {})],
      ['shop/b'],
      ['istio-system earlier-namespace'],
    ],
    [
      'a rule that is not exported is passed over',
      [rule('shop/b', { exportTo: ['.'] }), rule('istio-system/c', {})],
      ['istio-system/c'],
      ['shop not-exported'],
    ],
    [
      'a namespace off the path has no say',
      [rule('zoo/z', {})],
      [],
      ['zoo off-the-path'],
    ],
    [
      'the exact host comes before the wildcard',
      [
        rule('shop/w', { host: '*.shop.svc.cluster.local' }),
        rule('shop/b', {}),
      ],
      ['shop/b'],
      ['shop more-specific-host'],
    ],
    [
      'the longest wildcard comes first',
      [
        rule('shop/w', { host: '*.svc.cluster.local' }),
        rule('shop/b', { host: '*.shop.svc.cluster.local' }),
      ],
      ['shop/b'],
      ['shop more-specific-host'],
    ],
    [
      'a rule for other workloads ends the search',
      [
        rule('web/a', { workloadSelector: { matchLabels: { app: 'x' } } }),
        rule('shop/b', {}),
      ],
      [],
      ['web other-workloads', 'shop earlier-namespace'],
    ],
    [
      'the rule for this workload comes before that for all',
      [
        rule('web/all', {}),
        rule(
          'web/own',
          { workloadSelector: { matchLabels: { app: 'web' } } },
          young,
        ),
      ],
      ['web/own'],
      ['web workload-rule-first'],
    ],
    [
      'rules exported differently are not merged and the youngest counts',
      [rule('shop/a', { exportTo: ['*'] }), rule('shop/b', {}, young)],
      ['shop/b'],
      ['shop younger-rule'],
    ],
    [
      'a narrower host exported elsewhere does not count in its own namespace',
      [
        rule('web/a', { host: '*.svc.cluster.local' }),
        rule('web/b', { exportTo: ['alpha'] }),
      ],
      ['web/a'],
      ['web not-exported'],
    ],
  ])('%s', (_, objects, expected, hidden) => {
    const answer = ask(objects);
    expect(names(answer)).toEqual(expected);
    expect(hiddenOf(answer)).toEqual(hidden);
  });

  it('shows each step of the path', () => {
    expect(
      ask([rule('shop/b', {})]).path.map(({ step, outcome }) => [
        step,
        outcome,
      ]),
    ).toEqual([
      ['client-namespace', 'no-rule'],
      ['service-namespace', 'found'],
      ['root-namespace', 'not-reached'],
    ]);
  });

  it('uses only private rules of the root namespace for its own clients', () => {
    const client = { namespace: 'istio-system', labels: {} };
    const objects = [rule('istio-system/open', {}), rule('shop/b', {})];
    expect(names(ask(objects, { client }))).toEqual(['shop/b']);
    const own = rule('istio-system/own', { exportTo: ['.'] });
    expect(names(ask([...objects, own], { client }))).toEqual([
      'istio-system/own',
    ]);
  });

  it('honours the default of the mesh for exportTo', () => {
    expect(
      names(
        ask(
          [rule('shop/b', {})],
          {},
          { defaultDestinationRuleExportTo: ['.'] },
        ),
      ),
    ).toEqual([]);
  });

  it('merges rules of one host: subsets together, the oldest policy at the top', () => {
    const objects = [
      rule('shop/young', { ...top(2), subsets: [{ name: 'v2' }] }, young),
      rule('shop/old', { ...top(1), subsets: [{ name: 'v1' }] }),
    ];
    const answer = ask(objects, { subset: 'v2' });
    expect(names(answer)).toEqual(['shop/old', 'shop/young']);
    expect(answer.subsetExists).toBe(true);
    expect(answer.blocks.connectionPool.value?.tcp?.maxConnections).toBe(1);
  });

  it('says that a subset is not in the rule in effect', () => {
    const answer = ask([rule('shop/b', {})], { subset: 'v3' });
    expect(answer.subsetExists).toBe(false);
    expect(answer.findings.map(({ code }) => code)).toEqual([
      'subset-not-in-effect',
    ]);
  });
});

describe('policyLookup: levels', () => {
  const layered = rule('shop/b', {
    trafficPolicy: {
      loadBalancer: { simple: 'RANDOM' },
      connectionPool: { tcp: { maxConnections: 1 } },
      portLevelSettings: [
        { port: { number: 81 }, loadBalancer: { simple: 'ROUND_ROBIN' } },
      ],
    },
    subsets: [
      {
        name: 'v1',
        trafficPolicy: {
          connectionPool: { tcp: { maxConnections: 2 } },
          portLevelSettings: [
            { port: { number: 82 }, tls: { mode: 'SIMPLE' } },
          ],
        },
      },
    ],
  });

  it.each<[string, number, string | undefined, string, number | undefined]>([
    ['the top', 80, undefined, 'RANDOM', 1],
    ['a port replaces all blocks', 81, undefined, 'ROUND_ROBIN', undefined],
    ['a subset replaces block by block', 80, 'v1', 'RANDOM', 2],
    ['a subset over a port', 81, 'v1', 'ROUND_ROBIN', 2],
    ['a port of a subset replaces all', 82, 'v1', 'LEAST_REQUEST', undefined],
  ])('%s', (_, port, subset, balancer, connections) => {
    const answer = ask([layered], { port, subset });
    expect(answer.balancer).toBe(balancer);
    expect(answer.blocks.connectionPool.value?.tcp?.maxConnections).toBe(
      connections,
    );
  });
});

describe('policyLookup: TLS and locality', () => {
  const disabled = (id: string, spec: Record<string, unknown> = {}) =>
    raw('PeerAuthentication', id, {
      spec: { mtls: { mode: 'DISABLE' }, ...spec },
    });

  it.each<[string, RawObject[], ExplainedPolicy['tls']['state']]>([
    ['by itself', [], 'auto'],
    ['a policy without TLS keeps it', [rule('shop/b', top(1))], 'auto'],
    [
      'DISABLE of the rule',
      [rule('shop/b', top(1, { tls: { mode: 'DISABLE' } }))],
      'none',
    ],
    [
      'ISTIO_MUTUAL of the rule',
      [rule('shop/b', top(1, { tls: { mode: 'ISTIO_MUTUAL' } }))],
      'explicit',
    ],
    ['DISABLE of the namespace', [disabled('shop/p')], 'none'],
    ['DISABLE of the mesh', [disabled('istio-system/p')], 'none'],
    [
      'DISABLE of a workload does not count for clients',
      [disabled('shop/p', { selector: { matchLabels: { app: 'cart' } } })],
      'auto',
    ],
  ])('%s', (_, objects, state) => {
    expect(ask(objects).tls.state).toBe(state);
  });

  it('sends plain text to external hosts and where mutual TLS is off', () => {
    const entry = raw('ServiceEntry', 'shop/mail', {
      spec: { hosts: ['api.mail.example'], resolution: 'DNS' },
    });
    expect(ask([entry], { host: 'API.mail.example' }).tls.state).toBe('none');
    expect(ask([], {}, { autoMtls: false }).tls.state).toBe('none');
  });

  it('needs outlier detection for failover', () => {
    expect(ask([]).locality.state).toBe('no-effect');
    const ejects = rule('shop/b', top(1, { outlierDetection: {} }));
    expect(ask([ejects]).locality.state).toBe('failover');
  });
});

describe('policyLookup: properties', () => {
  const some = fc.constantFrom('web', 'shop', 'istio-system');
  const specs = fc.record(
    {
      host: fc.constantFrom('cart', '*', '*.shop.svc.cluster.local', ''),
      exportTo: fc.array(fc.constantFrom('.', '*', '~', 'web', 'zoo')),
      trafficPolicy: fc.object(),
      subsets: fc.array(fc.record({ name: fc.string() })),
      workloadSelector: fc.object(),
    },
    { requiredKeys: [] },
  );
  const rules = fc.array(
    fc.tuple(some, specs).map(([ns, spec]) => ({ ns, spec })),
    { maxLength: 6 },
  );
  const built = (list: { ns: string; spec: object }[]) =>
    list.map(({ ns, spec }, index) =>
      raw('DestinationRule', `${ns}/r${index}`, { spec }),
    );

  it('never throws, and a rule of an unrelated namespace changes nothing in effect', () => {
    fc.assert(
      fc.property(rules, specs, (list, spec) => {
        const before = ask(built(list), { subset: 'v1' });
        const after = ask(
          [...built(list), raw('DestinationRule', 'zoo/z', { spec })],
          { subset: 'v1' },
        );
        expect({ ...after, hidden: [] }).toEqual({ ...before, hidden: [] });
      }),
    );
  });

  it('finds what it explains', () => {
    fc.assert(
      fc.property(rules, fc.string(), (list, host) => {
        const lookup = policyLookup(snapshotOf(cart, ...built(list)));
        const client = { namespace: 'web', labels: {} };
        const query = { client, host, port: 80 };
        expect(lookup.explain(query)).toMatchObject(lookup.find(query));
      }),
    );
  });
});
