import { bindingOf } from '../snapshot';
import { routingModelSchema, type RoutingModel } from './model';
import { routingModel } from './routingModel';
import { shopScope, shopSnapshot } from './__testUtils__/shop';

const snapshot = shopSnapshot();

const services = [
  'web',
  'checkout',
  'cart',
  'catalogue',
  'search',
  'recommendations',
  'payments',
  'fraud',
  'accounts',
  'notifications',
  'legacy-ledger',
  'reviews',
  'pricing',
  'stock',
  'partner-api',
  'loyalty',
  'offers',
];

function modelOf(id: string): RoutingModel {
  // The pods are made by controllers, which are not part of the files.
  return routingModel(snapshot, shopScope(snapshot, id), { notRead: ['Pod'] });
}

const namesOf = (model: RoutingModel): string[] =>
  model.routes.map(({ ref }) => `${ref.kind} ${ref.name}`);

describe('the demo world', () => {
  it('is read without a finding', () => {
    const findings = services.flatMap(id =>
      shopScope(snapshot, id).members.flatMap(({ ref }) =>
        snapshot.findingsOf(ref),
      ),
    );
    expect(findings).toEqual([]);
  });

  it.each(services)('%s has a scope that the cluster confirms', id => {
    const scope = shopScope(snapshot, id);
    expect(scope.workloads.length).toBeGreaterThan(0);
    expect(
      bindingOf(scope, snapshot, { kubernetesId: id, entityName: id }).state,
    ).toBe('confirmed');
    expect(
      bindingOf(scope, snapshot, { kubernetesId: 'x', entityName: 'x' }).state,
    ).toBe('unconfirmed');
  });

  it.each(services)('%s fits the contract, and knows nothing of others', id => {
    const model = modelOf(id);
    expect(routingModelSchema.parse(model)).toEqual(model);
    const scope = shopScope(snapshot, id);
    const own = scope.members.filter(({ ref }) => ref.kind === 'Deployment');
    expect(
      own.every(({ ref }) => ref.name.replace(/-(v2|primary)$/, '') === id),
    ).toBe(true);
  });

  it('cart: rules in order, with mirror, retries and versions', () => {
    const [route] = modelOf('cart').routes;
    expect(route.rules.map(({ name }) => name)).toEqual([
      'beta',
      'read',
      'default',
    ]);
    expect(route.rules[1]).toMatchObject({
      options: {
        timeoutMs: 2000,
        retries: { attempts: 3, perTryTimeoutMs: 600 },
        mirrors: [{ host: 'cart', subset: 'v2', percentage: 10 }],
      },
    });
    expect(
      route.rules.map(({ action }) =>
        action.kind === 'route' ? action.destinations[0].version : undefined,
      ),
    ).toEqual(['2.0.0-rc.3', '1.9.4', '1.9.4']);
  });

  it('recommendations: a subset that is nowhere, with a remedy', () => {
    const { findings } = modelOf('recommendations');
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['subset-not-defined', 'error'],
    ]);
    expect(findings[0]).toMatchObject({
      path: 'spec.http[1].route[1]',
      remedy: expect.stringContaining('subset v3'),
    });
  });

  it('accounts: the split by hand, and the root that delegates', () => {
    const model = modelOf('accounts');
    expect(namesOf(model)).toEqual([
      'VirtualService accounts',
      'VirtualService ops-accounts',
      'VirtualService ops',
    ]);
    expect(model.routes[2]).toMatchObject({
      hosts: ['ops.shop.internal'],
      hiddenRules: 3,
      rules: [{ action: { kind: 'delegate', found: true } }],
    });
    expect(JSON.stringify(model)).not.toContain('notifications');
  });

  it('notifications: the way out, which others of the namespace do not have', () => {
    const model = modelOf('notifications');
    expect(model.gateways.map(({ profile }) => profile).sort()).toEqual([
      'egress',
      'internal',
    ]);
    expect(namesOf(model)).toContain('VirtualService egress-api-mail-example');
    expect(model.policies.map(({ host }) => host).sort()).toEqual([
      'api.mail.example',
      'egress-gateway.istio-egress.svc.cluster.local',
    ]);
    expect(JSON.stringify(modelOf('accounts'))).not.toContain(
      'api.mail.example',
    );
  });

  it.each([
    ['payments', 'mutual-tls', 'pay.shop.example'],
    ['catalogue', 'restricted', 'partners.shop.example'],
    ['search', 'restricted', 'partners.shop.example'],
    ['accounts', 'internal', 'ops.shop.internal'],
    ['reviews', 'public', 'api.shop.example'],
    ['partner-api', 'mutual-tls', 'api.partners.shop.example'],
  ])('%s is exposed as %s by %s', (id, profile, host) => {
    expect(modelOf(id).gateways).toEqual([
      expect.objectContaining({
        profile,
        addresses: [expect.stringContaining('.elb.')],
        servers: expect.arrayContaining([
          expect.objectContaining({ hosts: [host] }),
        ]),
      }),
    ]);
  });

  it.each([
    ['cart', 'strict'],
    ['legacy-ledger', 'outside-mesh'],
  ])('%s is %s', (id, state) => {
    expect(modelOf(id).mtls.state).toBe(state);
  });

  it('stock is served over https alone at its Gateway; http is redirected', () => {
    expect(modelOf('stock').gateways).toEqual([
      expect.objectContaining({
        ref: expect.objectContaining({ name: 'edge' }),
        servers: [
          expect.objectContaining({ port: 80, httpsRedirect: true }),
          expect.objectContaining({ port: 443, tlsMode: 'SIMPLE' }),
        ],
      }),
    ]);
  });

  it('loyalty: who may call is decided at the waypoint, for requests to each Service', () => {
    const { access = [] } = modelOf('loyalty');
    const told = access.map(({ at, callers }) => [
      at.kind === 'waypoint' ? at.service : at.kind,
      callers.sentence,
    ]);
    expect(told).toEqual(
      expect.arrayContaining([
        [
          'loyalty',
          'rewards/offers and istio-ingress/edge-istio may call GET, POST. All others are refused.',
        ],
        [
          'pods',
          'rewards/waypoint may call everything. All others are refused.',
        ],
      ]),
    );
  });

  it.each(['reviews', 'pricing', 'stock', 'partner-api', 'loyalty', 'offers'])(
    '%s has no finding: its routes are as they should be',
    id => {
      expect(modelOf(id).findings).toEqual([]);
    },
  );

  it('payments: who may call, in one line', () => {
    const summaries = modelOf('payments').related.map(
      ({ ref, summary }) => `${ref.kind} ${ref.name}: ${summary}`,
    );
    expect(summaries).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^AuthorizationPolicy default-deny: ALLOW nothing/,
        ),
        expect.stringMatching(
          /^AuthorizationPolicy payments-callers: ALLOW GET, POST \/v1\/\* from serviceAccounts shop\/checkout/,
        ),
      ]),
    );
    expect(summaries.join()).not.toContain('fraud-callers');
  });

  it('policy reports reach the services they are about', () => {
    const counted = services.flatMap(id => {
      const report = modelOf(id).policyReport;
      return report ? [[id, report.fail, report.warn]] : [];
    });
    expect(counted).toEqual(
      expect.arrayContaining([
        ['recommendations', 0, 1],
        ['legacy-ledger', 1, 0],
      ]),
    );
  });
});
