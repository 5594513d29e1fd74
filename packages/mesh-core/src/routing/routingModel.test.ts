import fc from 'fast-check';
import {
  deployment,
  raw,
  routeTo,
  service,
  underFlagger,
  virtualService,
  type RawObject,
} from '../snapshot/__testUtils__/objects';
import type { RoutingModel } from './model';
import type { RouteAction, RouteDestination } from './routeModel';
import {
  cart,
  cartModel,
  cartQuery,
  modelOf,
  pod,
  subsets,
} from './__testUtils__/routing';

const checkoutQuery = { ...cartQuery, kubernetesId: 'checkout' };

function actionOf(model: RoutingModel, rule = 0): RouteAction {
  return model.routes[0].rules[rule].action;
}

function destinationsOf(model: RoutingModel, rule = 0): RouteDestination[] {
  const action = actionOf(model, rule);
  if (action.kind !== 'route') {
    throw new Error(`the rule is a ${action.kind}`);
  }
  return action.destinations;
}

const toCart = (...http: unknown[]) =>
  virtualService('shop/cart', { hosts: ['cart'], http });
const toSubset = (subset: string, weight?: number) => ({
  destination: { host: 'cart', subset },
  ...(weight === undefined ? {} : { weight }),
});

describe('services', () => {
  it.each([
    [{ port: 80, name: 'http' }, 'http'],
    [{ port: 80, name: 'http-web' }, 'http'],
    [{ port: 80, name: 'grpc-web' }, 'grpc-web'],
    [{ port: 80, name: 'grpc-web-a' }, 'grpc-web'],
    [{ port: 80, name: 'grpc-api' }, 'grpc'],
    [{ port: 80, name: 'tcp-ledger' }, 'tcp'],
    [{ port: 80, name: 'web' }, 'TCP'],
    [{ port: 80, name: 'httpx' }, 'TCP'],
    [{ port: 80, name: 'web', appProtocol: 'grpc' }, 'grpc'],
    [{ port: 53, protocol: 'UDP' }, 'UDP'],
    [{ port: 80 }, 'TCP'],
  ])('port %j is %s', (port, protocol) => {
    const objects = [
      cart[0],
      service('shop/cart', { app: 'cart' }, { ports: [port] }),
    ];
    const [found] = modelOf(cartQuery, objects).services;
    expect(found.ports[0].protocol).toBe(protocol);
  });
});

describe('routes', () => {
  it('lays out a VirtualService in its order', () => {
    const model = cartModel(
      subsets,
      virtualService(
        'shop/cart',
        {
          hosts: ['cart'],
          http: [
            {
              name: 'beta',
              match: [
                { headers: { 'x-beta': { exact: 'true' } } },
                { uri: { prefix: '/beta' } },
              ],
              route: [toSubset('v2')],
              timeout: '4s',
            },
            { route: [toSubset('v1', 90), toSubset('v2', 10)] },
          ],
        },
        { creationTimestamp: '2026-01-01T00:00:00Z' },
      ),
    );
    expect(model.routes).toEqual([
      {
        ref: expect.objectContaining({ kind: 'VirtualService', name: 'cart' }),
        hosts: ['cart'],
        hiddenHosts: 0,
        gateways: ['mesh'],
        reason: 'routes cart.shop.svc.cluster.local',
        createdAt: '2026-01-01T00:00:00Z',
        hiddenRules: 0,
        rules: [
          {
            protocol: 'http',
            index: 0,
            path: 'spec.http[0]',
            name: 'beta',
            matches: [
              [{ field: 'header', name: 'x-beta', op: 'exact', value: 'true' }],
              [{ field: 'path', op: 'prefix', value: '/beta' }],
            ],
            action: {
              kind: 'route',
              destinations: [
                {
                  host: 'cart',
                  fqdn: 'cart.shop.svc.cluster.local',
                  subset: 'v2',
                  share: 1,
                  role: 'other',
                  version: '2.0.0',
                  target: {
                    state: 'ready',
                    reason: '1 pod ready.',
                    evidence: [],
                  },
                },
              ],
            },
            options: { timeoutMs: 4000, mirrors: [], headers: [] },
          },
          {
            protocol: 'http',
            index: 1,
            path: 'spec.http[1]',
            matches: [],
            action: {
              kind: 'route',
              destinations: [
                expect.objectContaining({
                  subset: 'v1',
                  weight: 90,
                  share: 0.9,
                  version: '1.9.4',
                }),
                expect.objectContaining({
                  subset: 'v2',
                  weight: 10,
                  share: 0.1,
                }),
              ],
            },
            options: { mirrors: [], headers: [] },
          },
        ],
      },
    ]);
    expect(model.findings).toEqual([]);
  });

  it('keeps the place of a rule behind one that could not be read', () => {
    const [route] = cartModel(toCart('nonsense', routeTo('cart'))).routes;
    expect(route.rules.map(({ index, path }) => [index, path])).toEqual([
      [1, 'spec.http[1]'],
    ]);
  });

  it.each<[object, unknown]>([
    [
      { redirect: { uri: '/b', authority: 'h', scheme: 'https', port: 8443 } },
      {
        kind: 'redirect',
        code: 301,
        uri: '/b',
        authority: 'h',
        scheme: 'https',
        port: '8443',
      },
    ],
    [
      { redirect: { prefixRewrite: '/c', redirectCode: 308 } },
      { kind: 'redirect', code: 308, uri: '/c' },
    ],
    [
      { directResponse: { status: 200, body: { string: 'ok' } } },
      { kind: 'directResponse', status: 200, body: 'ok' },
    ],
    [
      { directResponse: { status: 404 } },
      { kind: 'directResponse', status: 404 },
    ],
    [
      { redirect: { uri: '/b' }, ...routeTo('cart') },
      { kind: 'redirect', code: 301, uri: '/b' },
    ],
    [{}, { kind: 'none', reason: 'The rule names no destination.' }],
    [
      { delegate: { name: 'other' } },
      {
        kind: 'delegate',
        found: false,
        ref: {
          cluster: 'sandbox',
          group: 'networking.istio.io',
          kind: 'VirtualService',
          namespace: 'shop',
          name: 'other',
        },
      },
    ],
  ])('reads the action of %j', (rule, action) => {
    expect(actionOf(cartModel(toCart(rule)))).toEqual(action);
  });

  it('reads TLS and TCP rules', () => {
    const [route] = cartModel(
      virtualService('shop/cart', {
        hosts: ['cart'],
        tls: [
          {
            match: [{ sniHosts: ['cart'] }],
            route: [{ destination: { host: 'cart' } }],
          },
        ],
        tcp: [{ route: [{ destination: { host: 'cart' } }] }, {}],
      }),
    ).routes;
    expect(
      route.rules.map(({ protocol, path, matches, action }) => [
        protocol,
        path,
        matches.length,
        action.kind,
      ]),
    ).toEqual([
      ['tls', 'spec.tls[0]', 1, 'route'],
      ['tcp', 'spec.tcp[0]', 0, 'route'],
      ['tcp', 'spec.tcp[1]', 0, 'none'],
    ]);
  });

  it('names gateways in full', () => {
    const gateways = (list?: string[]) =>
      cartModel(
        virtualService('shop/cart', {
          hosts: ['cart'],
          gateways: list,
        }),
      ).routes[0].gateways;
    expect(gateways()).toEqual(['mesh']);
    expect(gateways([])).toEqual(['mesh']);
    expect(gateways(['own', 'edge/public'])).toEqual([
      'shop/own',
      'edge/public',
    ]);
    expect(gateways(['edge/public', 'mesh'])).toEqual(['mesh', 'edge/public']);
  });

  it.each([
    [['a'], [1]],
    [['a=0'], [1]],
    [['a=30'], [1]],
    [
      ['a=50', 'b=50'],
      [0.5, 0.5],
    ],
    [
      ['a=1', 'b=3'],
      [0.25, 0.75],
    ],
    [
      ['a=100', 'b=0'],
      [1, 0],
    ],
    [
      ['a', 'b=7'],
      [0, 1],
    ],
    [
      ['a=0', 'b=0'],
      [0, 0],
    ],
  ])('gives %j the shares %j', (hosts, shares) => {
    const model = cartModel(toCart(routeTo(...hosts)));
    expect(destinationsOf(model).map(({ share }) => share)).toEqual(shares);
  });

  it('has shares that add up to one, whatever the weights', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1000 }), {
          minLength: 1,
          maxLength: 5,
        }),
        weights => {
          const hosts = weights.map((weight, i) => `h${i}=${weight}`);
          const model = cartModel(toCart(routeTo(...hosts)));
          const sum = destinationsOf(model).reduce(
            (total, { share }) => total + share,
            0,
          );
          const none = weights.length > 1 && weights.every(w => w === 0);
          expect(sum).toBeCloseTo(none ? 0 : 1, 9);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('knows what Flagger writes, and the roles of its Services', () => {
    const objects = underFlagger('shop/checkout', { primary: 70, canary: 30 });
    objects[0] = deployment('shop/checkout', {
      labels: { 'backstage.io/kubernetes-id': 'checkout' },
      image: 'checkout:1.4.2',
    });
    objects[1] = deployment('shop/checkout-primary', {
      image: 'checkout:1.4.1',
    });
    const model = modelOf(checkoutQuery, objects);
    expect(model.routes[0].managedBy).toBe('flagger');
    expect(
      destinationsOf(model).map(({ host, role, share, version }) => [
        host,
        role,
        share,
        version,
      ]),
    ).toEqual([
      ['checkout-primary', 'primary', 0.7, '1.4.1'],
      ['checkout-canary', 'canary', 0.3, '1.4.2'],
    ]);
    expect(model.policies.map(({ managedBy }) => managedBy)).toEqual([
      'flagger',
      'flagger',
    ]);
    expect(model.services.map(({ role }) => role).sort()).toEqual([
      'apex',
      'canary',
      'primary',
    ]);
  });

  it('does not complain about a canary without pods and traffic', () => {
    const objects = underFlagger('shop/checkout');
    const ready = pod('shop/checkout-primary-1', { app: 'checkout-primary' });
    const model = modelOf(checkoutQuery, [...objects, ready]);
    expect(destinationsOf(model)[1]).toMatchObject({
      share: 0,
      target: { state: 'no-ready-endpoints' },
    });
    expect(model.findings).toEqual([]);
  });

  it('counts the rules that concern others, and does not show them', () => {
    const model = cartModel(
      virtualService('shop/edge', {
        hosts: ['www.example.com', 'search.shop.svc.cluster.local'],
        gateways: ['edge/public'],
        http: [routeTo('search'), routeTo('cart'), routeTo('web')],
      }),
    );
    expect(model.routes[0]).toMatchObject({
      hosts: ['www.example.com'],
      hiddenHosts: 1,
      hiddenRules: 2,
    });
    expect(model.routes[0].rules.map(({ path }) => path)).toEqual([
      'spec.http[1]',
    ]);
    expect(JSON.stringify(model)).not.toContain('search');
  });

  it('does not name destinations and mirrors of others in an object of another team', () => {
    const rule = {
      ...routeTo('cart.shop.svc.cluster.local=10', 'secret=90'),
      mirror: { host: 'hidden' },
    };
    const model = cartModel(
      virtualService('other/split', { hosts: ['confidential'], http: [rule] }),
    );
    expect(destinationsOf(model)).toEqual([
      expect.objectContaining({
        host: 'cart.shop.svc.cluster.local',
        share: 0.1,
      }),
      {
        host: 'another service',
        fqdn: '',
        weight: 90,
        share: 0.9,
        role: 'other',
        target: {
          state: 'unknown',
          reason: 'It belongs to another team.',
          evidence: [],
        },
      },
    ]);
    expect(model.routes[0].rules[0].options.mirrors).toEqual([
      { host: 'another service', percentage: 100 },
    ]);
    expect(JSON.stringify(model)).not.toMatch(/secret|hidden"|confidential/);
  });

  it('names destinations of others in an own object', () => {
    const model = cartModel(toCart(routeTo('pricing.web.svc.cluster.local')));
    expect(destinationsOf(model)[0].host).toBe('pricing.web.svc.cluster.local');
  });

  it('lays out routes of the Gateway API', () => {
    const model = cartModel(
      raw('HTTPRoute', 'shop/cart', {
        spec: {
          parentRefs: [
            { name: 'cart', kind: 'Service', group: '' },
            { name: 'edge' },
          ],
          hostnames: ['cart.example.com'],
          rules: [
            {
              name: 'first',
              matches: [{ path: { type: 'Exact', value: '/a' } }],
              backendRefs: [
                { name: 'cart', port: 8080 },
                { name: 'cart', port: 8080, weight: 3 },
              ],
            },
            {
              filters: [
                {
                  type: 'RequestRedirect',
                  requestRedirect: { hostname: 'h', scheme: 'https' },
                },
              ],
            },
            {},
          ],
        },
      }),
      raw('GRPCRoute', 'shop/cart', {
        spec: {
          rules: [
            {
              matches: [{ method: { service: 'shop.Cart' } }],
              backendRefs: [{ name: 'cart', port: 9090 }],
            },
          ],
        },
      }),
    );
    const [http, grpc] = model.routes;
    expect(http).toMatchObject({
      hosts: ['cart.shop.svc.cluster.local', 'cart.example.com'],
      gateways: ['mesh', 'shop/edge'],
      rules: [
        {
          protocol: 'http',
          name: 'first',
          path: 'spec.rules[0]',
          action: {
            destinations: [
              { port: 8080, share: 0.25, target: { state: 'ready' } },
              { weight: 3, share: 0.75 },
            ],
          },
        },
        {
          action: {
            kind: 'redirect',
            code: 302,
            authority: 'h',
            scheme: 'https',
          },
        },
        { action: { kind: 'none' } },
      ],
    });
    expect(grpc.rules).toMatchObject([
      { protocol: 'grpc', matches: [[{ field: 'grpcMethod' }]] },
    ]);
  });
});

describe('targets', () => {
  const stateOf = (
    objects: RawObject[],
    destination: object,
    notRead?: ('Pod' | 'DestinationRule' | 'Service')[],
  ) =>
    destinationsOf(
      modelOf(cartQuery, [...objects, toCart({ route: [{ destination }] })], {
        notRead,
      }),
    )[0].target;
  const withoutPods = cart.filter(({ kind }) => kind !== 'Pod');
  const slice = (...ready: boolean[]) =>
    raw('EndpointSlice', 'shop/cart-x', {
      metadata: { labels: { 'kubernetes.io/service-name': 'cart' } },
      endpoints: ready.map(each => ({
        addresses: ['10.0.0.1'],
        conditions: { ready: each },
      })),
    });

  it.each<[string, RawObject[], object, string, RegExp]>([
    ['pods', cart, { host: 'cart' }, 'ready', /^2 pods ready\.$/],
    [
      'the EndpointSlices before the pods',
      [...cart, slice(true, false)],
      { host: 'cart' },
      'ready',
      /^1 pod ready\.$/,
    ],
    [
      'EndpointSlices without a ready endpoint',
      [...cart, slice(false)],
      { host: 'cart' },
      'no-ready-endpoints',
      /None of 2 pods/,
    ],
    [
      'no pod',
      withoutPods,
      { host: 'cart' },
      'no-ready-endpoints',
      /Deployment cart has no pods now/,
    ],
    [
      'pods that end',
      [
        ...withoutPods,
        pod('shop/a', { app: 'cart' }, { deleted: true }),
        pod('shop/b', { app: 'cart' }, { phase: 'Succeeded' }),
      ],
      { host: 'cart' },
      'no-ready-endpoints',
      /has no pods now/,
    ],
    [
      'pods of a subset',
      [...cart, subsets],
      { host: 'cart', subset: 'v2' },
      'ready',
      /^1 pod ready/,
    ],
    [
      'a pod of the subset that is not ready',
      [
        ...withoutPods,
        subsets,
        pod('shop/a', { app: 'cart', version: 'v2' }, { ready: false }),
      ],
      { host: 'cart', subset: 'v2' },
      'no-ready-endpoints',
      /None of 1 pod is ready/,
    ],
    [
      'a subset without workload',
      [
        ...cart,
        raw('DestinationRule', 'shop/cart', {
          spec: {
            host: 'cart',
            subsets: [{ name: 'v3', labels: { version: 'v3' } }],
          },
        }),
      ],
      { host: 'cart', subset: 'v3' },
      'no-workload-in-subset',
      /No workload of cart has the labels version=v3/,
    ],
    [
      'a subset that is not defined',
      [...cart, subsets],
      { host: 'cart', subset: 'v3' },
      'subset-not-defined',
      /No DestinationRule for cart defines the subset v3/,
    ],
    [
      'a subset that only a third namespace defines',
      [
        ...cart,
        raw('DestinationRule', 'web/cart', {
          spec: {
            host: 'cart.shop.svc.cluster.local',
            subsets: [{ name: 'v1', labels: { version: 'v1' } }],
          },
        }),
      ],
      { host: 'cart', subset: 'v1' },
      'subset-not-defined',
      /defines the subset v1/,
    ],
    [
      'a subset chosen by topology',
      [
        ...cart,
        raw('DestinationRule', 'shop/cart', {
          spec: {
            host: 'cart',
            subsets: [
              { name: 'near', labels: { 'topology.kubernetes.io/zone': 'a' } },
            ],
          },
        }),
      ],
      { host: 'cart', subset: 'near' },
      'unknown',
      /chosen by topology/,
    ],
    [
      'a Service that is not there',
      cart,
      { host: 'cartt' },
      'unknown-host',
      /no Service cartt in namespace shop/,
    ],
    [
      'a half name, which Istio does not complete',
      cart,
      { host: 'cart.shop' },
      'unknown-host',
      /declares cart\.shop/,
    ],
    [
      'an external name',
      [
        ...cart,
        service('shop/out', undefined, {
          type: 'ExternalName',
          externalName: 'api.example.com',
        }),
      ],
      { host: 'out' },
      'external',
      /stands for api\.example\.com/,
    ],
    [
      'a ServiceEntry',
      [
        ...cart,
        raw('ServiceEntry', 'shop/mail', {
          spec: { hosts: ['*.mail.example'] },
        }),
      ],
      { host: 'api.mail.example' },
      'external',
      /ServiceEntry shop\/mail/,
    ],
    [
      'a Service without selector',
      [...cart, service('shop/manual')],
      { host: 'manual' },
      'unknown',
      /no selector/,
    ],
  ])('knows %s', (_, objects, destination, state, reason) => {
    const target = stateOf(objects, destination);
    expect(target.state).toBe(state);
    expect(target.reason).toMatch(reason);
  });

  it('concludes nothing from kinds that were not read', () => {
    expect(stateOf(withoutPods, { host: 'cart' }, ['Pod']).state).toBe(
      'unknown',
    );
    expect(
      stateOf([...withoutPods, slice(true)], { host: 'cart' }, ['Pod']).state,
    ).toBe('ready');
    expect(
      stateOf(cart, { host: 'cart', subset: 'v3' }, ['DestinationRule']).state,
    ).toBe('unknown');
    expect(stateOf(cart, { host: 'other' }, ['Service']).state).toBe('unknown');
  });

  it('tells a version only where all pods agree', () => {
    const [destination] = destinationsOf(
      modelOf(cartQuery, [...cart, toCart(routeTo('cart'))]),
    );
    expect('version' in destination).toBe(false);
  });
});

describe('findings', () => {
  it('says what is wrong with a subset that no workload has, and what to do', () => {
    const model = cartModel(
      subsets,
      toCart({ route: [toSubset('v1', 90), toSubset('v3', 10)] }),
    );
    expect(model.findings).toEqual([
      {
        code: 'subset-not-defined',
        severity: 'error',
        path: 'spec.http[0].route[1]',
        message:
          'No DestinationRule for cart defines the subset v3. 10 % of the requests of the rule are answered with 503.',
        remedy:
          'Define the subset v3 in the DestinationRule for cart, or route to one that is defined.',
        ref: expect.objectContaining({ kind: 'VirtualService', name: 'cart' }),
      },
    ]);
  });

  it('says it once, and as information where no request goes there', () => {
    const model = cartModel(
      subsets,
      toCart(
        { route: [toSubset('v1', 100), toSubset('v3', 0)] },
        { route: [toSubset('v1', 100), toSubset('v3', 0)] },
      ),
    );
    expect(
      model.findings.map(({ code, severity, path }) => [code, severity, path]),
    ).toEqual([['subset-not-defined', 'info', 'spec.http[0].route[1]']]);
  });

  it.each<[string, RawObject, string, RegExp]>([
    [
      'an unknown host',
      toCart(routeTo('cartt')),
      'unknown-host',
      /All requests of the rule/,
    ],
    [
      'a delegate that is not there',
      toCart({ delegate: { name: 'missing' } }),
      'delegate-not-found',
      /fall to the next one/,
    ],
    [
      'a gateway that is not there',
      virtualService('shop/cart', {
        hosts: ['cart'],
        gateways: ['mesh', 'edge/none'],
      }),
      'gateway-not-found',
      /no Gateway edge\/none/,
    ],
    [
      'what the parser found',
      virtualService('shop/cart', { hosts: ['cart'], hots: [] }),
      'unknown-field',
      /spec\.hots/,
    ],
  ])('reports %s', (_, object, code, message) => {
    const { findings } = cartModel(object);
    expect(findings.map(finding => finding.code)).toEqual([code]);
    expect(findings[0].message).toMatch(message);
    expect(findings[0].ref).toBeDefined();
  });

  it('reports nothing of objects of other teams but their effect', () => {
    const { findings } = cartModel(
      virtualService('other/a', {
        hots: ['secret'],
        hosts: ['cart.shop.svc.cluster.local'],
        gateways: ['other/none'],
        http: [routeTo('cart.shop.svc.cluster.local')],
      }),
    );
    expect(findings).toEqual([]);
  });

  it('puts the gravest first', () => {
    const { findings } = cartModel(
      virtualService('shop/cart', {
        hosts: ['cart'],
        hots: [],
        http: [
          { route: [toSubset('v1', 100), toSubset('v9', 0)] },
          routeTo('nobody'),
        ],
      }),
    );
    const order = ['error', 'warning', 'info'];
    const ranks = findings.map(({ severity }) => order.indexOf(severity));
    expect(ranks).toEqual([...ranks].sort());
    expect(new Set(ranks).size).toBe(3);
  });
});

describe('policies', () => {
  it('has subsets with their pods', () => {
    const [policy] = cartModel(
      subsets,
      pod('shop/cart-3', { app: 'cart', version: 'v2' }, { ready: false }),
    ).policies;
    expect(policy).toEqual({
      ref: expect.objectContaining({ kind: 'DestinationRule', name: 'cart' }),
      host: 'cart.shop.svc.cluster.local',
      reason: 'sets the policy for calls to cart.shop.svc.cluster.local',
      subsets: [
        {
          name: 'v1',
          labels: { version: 'v1' },
          pods: { ready: 1, total: 1 },
        },
        {
          name: 'v2',
          labels: { version: 'v2' },
          pods: { ready: 1, total: 2 },
        },
      ],
      settings: [],
    });
  });

  it('has no pods where they were not read, or cannot be told', () => {
    const [policy] = modelOf(cartQuery, [...cart, subsets], {
      notRead: ['Pod'],
    }).policies;
    expect(policy.subsets.every(subset => !('pods' in subset))).toBe(true);
  });

  it('writes out what is set, at each level', () => {
    const [policy] = cartModel(
      raw('DestinationRule', 'shop/cart', {
        spec: {
          host: 'cart',
          trafficPolicy: {
            loadBalancer: {
              consistentHash: { httpHeaderName: 'x-cart-id' },
              localityLbSetting: {
                enabled: true,
                failover: [{ from: 'eu', to: 'us' }],
              },
              warmup: { duration: '30s' },
            },
            connectionPool: {
              tcp: { maxConnections: 200, connectTimeout: '1s' },
              http: {
                http1MaxPendingRequests: 100,
                http2MaxRequests: 500,
                maxRequestsPerConnection: 50,
                maxRetries: 3,
              },
            },
            outlierDetection: {
              consecutive5xxErrors: 5,
              interval: '10s',
              baseEjectionTime: '30s',
              maxEjectionPercent: 50,
            },
            tls: { mode: 'ISTIO_MUTUAL' },
            portLevelSettings: [
              { port: { number: 8080 }, tls: { mode: 'DISABLE' } },
              { loadBalancer: { simple: 'RANDOM' } },
            ],
          },
          subsets: [
            {
              name: 'v2',
              labels: { version: 'v2' },
              trafficPolicy: {
                loadBalancer: { simple: 'ROUND_ROBIN' },
                portLevelSettings: [
                  {
                    port: { number: 443 },
                    tls: {
                      mode: 'SIMPLE',
                      sni: 'a.com',
                      subjectAltNames: ['a.com'],
                      insecureSkipVerify: true,
                    },
                  },
                ],
              },
            },
          ],
        },
      }),
    ).policies;
    expect(
      policy.settings.map(({ level, text }) => `${level} | ${text}`),
    ).toEqual([
      'top | Balancing: consistent hash by header x-cart-id, warm-up 30s',
      'top | Locality: on, failover from eu to us',
      'top | Pool: 200 connections, connect within 1s, 100 pending requests, 500 requests at a time, 50 requests per connection, 3 retries at a time',
      'top | Ejection: after 5 × 5xx, looked at every 10s, for 30s, at most 50 %',
      'top | TLS: ISTIO_MUTUAL',
      'port 8080 | TLS: DISABLE',
      'port ? | Balancing: RANDOM',
      'subset v2 | Balancing: ROUND_ROBIN',
      'subset v2, port 443 | TLS: SIMPLE, SNI a.com, server is a.com, the certificate is not verified',
    ]);
  });
});

describe('related objects', () => {
  it.each<[RawObject, string]>([
    [
      raw('AuthorizationPolicy', 'shop/a'),
      'ALLOW nothing: every request is refused that no other policy allows',
    ],
    [
      raw('AuthorizationPolicy', 'shop/a', { spec: { action: 'DENY' } }),
      'DENY without rules: no effect',
    ],
    [
      raw('AuthorizationPolicy', 'shop/a', { spec: { rules: [{}] } }),
      'ALLOW everything',
    ],
    [
      raw('AuthorizationPolicy', 'shop/a', {
        metadata: { annotations: { 'istio.io/dry-run': 'true' } },
        spec: {
          action: 'DENY',
          rules: [
            {
              from: [
                { source: { notNamespaces: ['web'], principals: ['p'] } },
                { source: { ipBlocks: ['10.0.0.0/8'] } },
              ],
              to: [
                {
                  operation: {
                    methods: ['GET', 'POST'],
                    paths: ['/v1/*'],
                    ports: ['80'],
                  },
                },
                { operation: { notPaths: ['/healthz'] } },
              ],
              when: [
                { key: 'request.headers[x]', values: ['1', '2'] },
                { key: 'source.ip', notValues: ['1.1.1.1'] },
              ],
            },
          ],
        },
      }),
      'Dry run: DENY GET, POST /v1/* and ports 80 or not paths /healthz from principals p and not namespaces web or ipBlocks 10.0.0.0/8 when request.headers[x] 1, 2 and source.ip not 1.1.1.1',
    ],
    [
      raw('AuthorizationPolicy', 'shop/a', {
        spec: { rules: [{}, {}, {}, {}, {}] },
      }),
      'ALLOW everything; everything; everything; and 2 more',
    ],
    [
      raw('PeerAuthentication', 'shop/a', {
        spec: {
          mtls: { mode: 'STRICT' },
          portLevelMtls: { 8080: { mode: 'DISABLE' }, 9090: {} },
        },
      }),
      'STRICT, port 8080 DISABLE, port 9090 UNSET',
    ],
    [raw('PeerAuthentication', 'shop/a'), 'UNSET'],
    [
      raw('RequestAuthentication', 'shop/a', {
        spec: { jwtRules: [{ issuer: 'https://login.example' }, {}] },
      }),
      'Checks tokens of https://login.example, anybody; a request without a token passes',
    ],
    [raw('RequestAuthentication', 'shop/a'), 'Accepts no tokens'],
    [
      raw('Sidecar', 'shop/default', {
        spec: {
          egress: [{ hosts: ['./*'] }, { hosts: ['web/*'] }],
          outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
        },
      }),
      'Knows ./*, web/*; other hosts: REGISTRY_ONLY',
    ],
    [raw('Sidecar', 'shop/default'), 'Knows all hosts'],
    [
      raw('ServiceEntry', 'shop/a', {
        spec: {
          hosts: ['api.mail.example'],
          ports: [
            { number: 443, name: 'tls', protocol: 'HTTPS' },
            { number: 80, name: 'x' },
          ],
        },
      }),
      'api.mail.example on 443 HTTPS, 80, outside of the mesh',
    ],
    [
      raw('ServiceEntry', 'shop/a', {
        spec: { hosts: ['vm.internal'], location: 'MESH_INTERNAL' },
      }),
      'vm.internal, part of the mesh',
    ],
    [
      raw('HorizontalPodAutoscaler', 'shop/a', {
        spec: {
          scaleTargetRef: { kind: 'Deployment', name: 'cart' },
          maxReplicas: 5,
        },
      }),
      '1 to 5 pods',
    ],
  ])('%j', (object, summary) => {
    const { related } = cartModel(object);
    expect(related.map(each => each.summary)).toEqual([summary]);
    expect(related[0].reason).not.toBe('');
  });

  it('has a Canary, without a summary', () => {
    const { related } = modelOf(checkoutQuery, underFlagger('shop/checkout'));
    expect(related).toEqual([
      {
        ref: expect.objectContaining({ kind: 'Canary' }),
        reason: 'releases Deployment checkout',
      },
    ]);
  });
});

describe('policy reports', () => {
  const report = (
    kind: 'PolicyReport' | 'OpenReport',
    results: object[],
    scope?: object,
  ) =>
    raw(kind, 'shop/r', {
      scope: scope ?? {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'cart',
      },
      summary: { pass: 99, fail: 99, warn: 0, error: 0, skip: 0 },
      results,
    });

  it('is absent where there are none', () => {
    expect('policyReport' in cartModel()).toBe(false);
  });

  it('counts results about own objects, and lists the bad ones', () => {
    const model = cartModel(
      report('PolicyReport', [
        { policy: 'a', result: 'pass' },
        { policy: 'b', result: 'fail', rule: 'r', message: 'why' },
        { policy: 'c', result: 'warn', rule: '', message: '' },
        { policy: 'd', result: 'skip' },
        {
          policy: 'e',
          result: 'error',
          resources: [{ kind: 'Service', name: 'cart' }],
        },
        {
          policy: 'f',
          result: 'fail',
          resources: [{ kind: 'Service', name: 'search' }],
        },
        { policy: 'g' },
      ]),
    );
    expect(model.policyReport).toEqual({
      pass: 1,
      fail: 1,
      warn: 1,
      error: 1,
      skip: 1,
      results: [
        {
          policy: 'b',
          rule: 'r',
          result: 'fail',
          message: 'why',
          resource: {
            cluster: 'sandbox',
            group: 'apps',
            kind: 'Deployment',
            namespace: 'shop',
            name: 'cart',
          },
        },
        expect.objectContaining({ policy: 'c', result: 'warn' }),
        {
          policy: 'e',
          result: 'error',
          resource: {
            cluster: 'sandbox',
            group: '',
            kind: 'Service',
            namespace: 'shop',
            name: 'cart',
          },
        },
      ],
    });
  });

  it('adds up both APIs, and takes reports on pods', () => {
    const model = cartModel(
      report('PolicyReport', [{ policy: 'a', result: 'pass' }]),
      report('OpenReport', [{ policy: 'b', result: 'fail' }], {
        apiVersion: 'v1',
        kind: 'Pod',
        namespace: 'shop',
        name: 'cart-1',
      }),
    );
    expect(model.policyReport).toMatchObject({ pass: 1, fail: 1 });
  });
});
