import {
  deployment,
  labelled,
  raw,
  routeTo,
  service,
  snapshotOf,
  underFlagger,
  virtualService,
  type RawObject,
} from '../__testUtils__/objects';
import type { ScopeQuery } from '../scopeQuery';
import { membersOf } from './EntityScope';
import { scopeOf } from './scopeOf';

const ID = 'backstage.io/kubernetes-id';

const checkout: ScopeQuery = {
  entityRef: 'component:default/checkout',
  kubernetesId: 'checkout',
  problems: [],
};

/** A service without Canary, as the query `plain` selects it. */
const plain: ScopeQuery = {
  entityRef: 'component:default/cart',
  kubernetesId: 'cart',
  problems: [],
};
const cart: RawObject[] = [
  deployment('shop/cart', {
    labels: { [ID]: 'cart' },
    podLabels: { version: 'v1' },
  }),
  service('shop/cart', { app: 'cart' }),
];

/** `Kind name: reason` of all members, sorted. */
function reasons(query: ScopeQuery, ...objects: RawObject[]): string[] {
  return scopeOf(snapshotOf(...objects), query)
    .members.map(({ ref, reason }) => {
      const name = ref.namespace ? `${ref.namespace}/${ref.name}` : ref.name;
      return `${ref.kind} ${name}: ${reason}`;
    })
    .sort();
}

/** Reasons of the objects of one kind. */
function reasonsOf(
  kind: string,
  query: ScopeQuery,
  ...objects: RawObject[]
): string[] {
  return reasons(query, ...objects).filter(text => text.startsWith(`${kind} `));
}

describe('workloads and Services', () => {
  it('finds both halves of a service under Flagger, and nothing of others', () => {
    const scope = scopeOf(
      snapshotOf(
        ...underFlagger('shop/checkout'),
        ...underFlagger('shop/other'),
      ),
      checkout,
    );
    expect(scope.workloads.map(({ ref, role }) => [ref.name, role])).toEqual([
      ['checkout', 'target'],
      ['checkout-primary', 'primary'],
    ]);
    expect(
      scope.services.map(({ ref, role, fqdn }) => [ref.name, role, fqdn]),
    ).toEqual([
      ['checkout-canary', 'canary', 'checkout-canary.shop.svc.cluster.local'],
      ['checkout', 'apex', 'checkout.shop.svc.cluster.local'],
      [
        'checkout-primary',
        'primary',
        'checkout-primary.shop.svc.cluster.local',
      ],
    ]);
    expect(scope.members.map(({ ref }) => `${ref.kind} ${ref.name}`)).toEqual([
      'Deployment checkout',
      'Deployment checkout-primary',
      'Canary checkout',
      'Service checkout-canary',
      'Service checkout',
      'Service checkout-primary',
      'VirtualService checkout',
      'DestinationRule checkout-canary',
      'DestinationRule checkout-primary',
    ]);
  });

  it('says why each belongs', () => {
    expect(reasons(checkout, ...underFlagger('shop/checkout'))).toEqual([
      'Canary shop/checkout: releases Deployment checkout',
      'Deployment shop/checkout-primary: belongs to Canary checkout',
      'Deployment shop/checkout: has the label backstage.io/kubernetes-id=checkout',
      'DestinationRule shop/checkout-canary: sets the policy for calls to checkout-canary.shop.svc.cluster.local',
      'DestinationRule shop/checkout-primary: sets the policy for calls to checkout-primary.shop.svc.cluster.local',
      'Service shop/checkout-canary: selects the pods of checkout',
      'Service shop/checkout-primary: selects the pods of checkout-primary',
      'Service shop/checkout: selects the pods of checkout-primary',
      'VirtualService shop/checkout: routes checkout.shop.svc.cluster.local',
    ]);
  });

  it('starts from the primary or from the Canary just as well', () => {
    const objects = underFlagger('shop/checkout');
    const named = scopeOf(snapshotOf(...objects), {
      entityRef: 'x',
      workloads: [{ namespace: 'shop', name: 'checkout-primary' }],
      problems: [],
    });
    expect(named.workloads.map(({ ref }) => ref.name).sort()).toEqual([
      'checkout',
      'checkout-primary',
    ]);
    const byCanary = labelled(objects, 'Canary', { [ID]: 'checkout' });
    expect(
      scopeOf(snapshotOf(...byCanary), checkout).workloads.map(
        ({ ref, role }) => [ref.name, role],
      ),
    ).toEqual([
      ['checkout', 'target'],
      ['checkout-primary', 'primary'],
    ]);
  });

  it('is empty when nothing is selected', () => {
    const scope = scopeOf(snapshotOf(...cart), checkout);
    expect(scope.workloads).toEqual([]);
    expect(scope.members).toEqual([]);
    expect(scope.hosts).toEqual([]);
  });

  it.each<[string, Partial<ScopeQuery>, string[]]>([
    ['id in all namespaces', { kubernetesId: 'a' }, ['pay/one', 'shop/one']],
    [
      'id in one namespace',
      { kubernetesId: 'a', namespace: 'shop' },
      ['shop/one'],
    ],
    [
      'selector',
      { labelSelector: `${ID} in (a,b)`, namespace: 'shop' },
      ['shop/one', 'shop/two'],
    ],
    ['selector that cannot be read', { labelSelector: 'a in b' }, []],
    [
      'names',
      { workloads: [{ namespace: 'shop', name: 'two' }] },
      ['shop/two'],
    ],
    [
      'names of this cluster',
      {
        workloads: [
          { cluster: 'sandbox', namespace: 'shop', name: 'one' },
          { cluster: 'elsewhere', namespace: 'shop', name: 'two' },
        ],
      },
      ['shop/one'],
    ],
    ['no name at all', { workloads: [] }, []],
    ['nothing', {}, []],
  ])('selects by %s', (_, query, expected) => {
    const scope = scopeOf(
      snapshotOf(
        deployment('shop/one', { labels: { [ID]: 'a' } }),
        deployment('pay/one', { labels: { [ID]: 'a' } }),
        raw('DaemonSet', 'shop/two', {
          metadata: { labels: { [ID]: 'b' } },
        }),
      ),
      { entityRef: 'x', problems: [], ...query },
    );
    expect(
      scope.workloads.map(({ ref }) => `${ref.namespace}/${ref.name}`).sort(),
    ).toEqual(expected);
  });

  it('does not take a Service without selector, nor one of another namespace', () => {
    expect(
      reasonsOf(
        'Service',
        plain,
        ...cart,
        service('shop/headless'),
        service('pay/cart', { app: 'cart' }),
        service('shop/part', { app: 'cart', version: 'v2' }),
      ),
    ).toEqual(['Service shop/cart: selects the pods of cart']);
  });

  it('knows the hosts of a Canary also where Services were not read', () => {
    const objects = underFlagger('shop/checkout').filter(
      ({ kind }) => kind !== 'Service',
    );
    expect(scopeOf(snapshotOf(...objects), checkout).hosts).toEqual([
      'checkout-canary.shop.svc.cluster.local',
      'checkout-primary.shop.svc.cluster.local',
      'checkout.shop.svc.cluster.local',
    ]);
  });

  it('takes both of two Canaries on one target', () => {
    const second = {
      ...underFlagger('shop/checkout')[5],
      metadata: { namespace: 'shop', name: 'again' },
    };
    expect(
      reasonsOf('Canary', checkout, ...underFlagger('shop/checkout'), second),
    ).toHaveLength(2);
  });

  it('takes the autoscaler of a workload', () => {
    const scaler = (name: string, target: string, kind = 'Deployment') =>
      raw('HorizontalPodAutoscaler', `shop/${name}`, {
        spec: { scaleTargetRef: { kind, name: target }, maxReplicas: 3 },
      });
    expect(
      reasonsOf(
        'HorizontalPodAutoscaler',
        plain,
        ...cart,
        scaler('a', 'cart'),
        scaler('b', 'other'),
        scaler('c', 'cart', 'StatefulSet'),
      ),
    ).toEqual(['HorizontalPodAutoscaler shop/a: scales cart']);
  });
});

describe('routes', () => {
  it.each<[string, RawObject, string | undefined]>([
    [
      'its host',
      virtualService('shop/a', { hosts: ['cart'] }),
      'routes cart.shop.svc.cluster.local',
    ],
    [
      'its host in another namespace',
      virtualService('web/a', { hosts: ['cart.shop.svc.cluster.local'] }),
      'routes cart.shop.svc.cluster.local',
    ],
    [
      'a short name that is another service',
      virtualService('web/a', { hosts: ['cart'], http: [routeTo('cart')] }),
      undefined,
    ],
    [
      'a half name that Istio does not complete',
      virtualService('web/a', { hosts: ['cart.shop'] }),
      undefined,
    ],
    [
      'a wildcard in the mesh',
      virtualService('shop/a', { hosts: ['*.shop.svc.cluster.local'] }),
      'routes *.shop.svc.cluster.local',
    ],
    [
      'a wildcard at a gateway only',
      virtualService('shop/a', {
        hosts: ['*'],
        gateways: ['edge'],
        http: [routeTo('web')],
      }),
      undefined,
    ],
    [
      'its destination',
      virtualService('web/a', {
        hosts: ['www.example.com'],
        http: [routeTo('x'), routeTo('cart.shop.svc.cluster.local')],
      }),
      'sends requests to cart.shop.svc.cluster.local',
    ],
    [
      'its destination over TCP',
      virtualService('shop/a', {
        hosts: ['db'],
        tcp: [{ route: [{ destination: { host: 'cart' } }] }],
      }),
      'sends requests to cart.shop.svc.cluster.local',
    ],
    [
      'its destination over TLS',
      virtualService('shop/a', {
        hosts: ['db'],
        tls: [
          {
            match: [{ sniHosts: ['db'] }],
            route: [{ destination: { host: 'cart' } }],
          },
        ],
      }),
      'sends requests to cart.shop.svc.cluster.local',
    ],
    [
      'a mirror',
      virtualService('shop/a', {
        hosts: ['other'],
        http: [{ ...routeTo('other'), mirror: { host: 'cart' } }],
      }),
      'mirrors requests to cart.shop.svc.cluster.local',
    ],
    [
      'one of several mirrors',
      virtualService('shop/a', {
        hosts: ['other'],
        http: [
          {
            ...routeTo('other'),
            mirrors: [{ destination: { host: 'cart' } }],
          },
        ],
      }),
      'mirrors requests to cart.shop.svc.cluster.local',
    ],
    [
      'nothing of it',
      virtualService('shop/a', { hosts: ['other'], http: [routeTo('other')] }),
      undefined,
    ],
  ])('takes a VirtualService that names %s', (_, object, reason) => {
    const found = reasonsOf('VirtualService', plain, ...cart, object);
    expect(found.map(text => text.split(': ')[1])).toEqual(
      reason === undefined ? [] : [reason],
    );
  });

  it('takes the roots of a delegate, with the rules that hand over to it', () => {
    const root = virtualService('edge/root', {
      hosts: ['www.example.com', 'search.shop.svc.cluster.local'],
      gateways: ['edge/public'],
      http: [
        { delegate: { name: 'other', namespace: 'shop' } },
        { delegate: { name: 'cart-rules', namespace: 'shop' } },
      ],
    });
    const delegate = virtualService('shop/cart-rules', {
      http: [routeTo('cart')],
    });
    const other = virtualService('shop/other', { http: [routeTo('search')] });
    const snapshot = snapshotOf(...cart, root, delegate, other);
    const scope = scopeOf(snapshot, plain);
    expect(
      membersOf(scope, 'VirtualService').map(({ ref, reason }) => [
        ref.name,
        reason,
      ]),
    ).toEqual([
      ['cart-rules', 'sends requests to cart.shop.svc.cluster.local'],
      ['root', 'hands requests to VirtualService shop/cart-rules'],
    ]);
    const found = snapshot.get('VirtualService', 'edge', 'root');
    expect(found && scope.concerns.get(found)).toEqual({
      reason: 'hands requests to VirtualService shop/cart-rules',
      hosts: ['www.example.com'],
      hiddenHosts: 1,
      rules: new Set(['spec.http[1]']),
    });
  });

  it('takes the delegates of a root for its host', () => {
    const root = virtualService('shop/root', {
      hosts: ['cart'],
      http: [
        { delegate: { name: 'rules' } },
        { delegate: { name: 'missing' } },
        { delegate: { namespace: 'shop' } },
      ],
    });
    const delegate = virtualService('shop/rules', {
      http: [routeTo('elsewhere')],
    });
    expect(reasonsOf('VirtualService', plain, ...cart, root, delegate)).toEqual(
      [
        'VirtualService shop/root: routes cart.shop.svc.cluster.local',
        'VirtualService shop/rules: takes over rules of VirtualService shop/root',
      ],
    );
  });

  it('hides other hosts of a shared VirtualService', () => {
    const shared = virtualService('shop/shared', {
      hosts: ['cart', 'search', 'www.example.com', '*.apps.example.com'],
      http: [routeTo('search'), routeTo('cart')],
    });
    const snapshot = snapshotOf(...cart, shared);
    const [object] = snapshot.list('VirtualService');
    expect(scopeOf(snapshot, plain).concerns.get(object)).toMatchObject({
      hosts: ['cart', 'www.example.com', '*.apps.example.com'],
      hiddenHosts: 1,
      rules: 'all',
    });
  });

  it('names no host of a VirtualService that only mirrors', () => {
    const mirror = virtualService('web/a', {
      hosts: ['secret.example.com'],
      http: [
        {
          ...routeTo('other'),
          mirror: { host: 'cart.shop.svc.cluster.local' },
        },
      ],
    });
    const snapshot = snapshotOf(...cart, mirror);
    const [object] = snapshot.list('VirtualService');
    expect(scopeOf(snapshot, plain).concerns.get(object)).toMatchObject({
      hosts: [],
      hiddenHosts: 1,
    });
  });

  const parent = { group: '', kind: 'Service', name: 'cart' };
  it.each<
    [string, Record<string, unknown>, string | undefined, object | undefined]
  >([
    [
      'parent',
      { parentRefs: [parent], rules: [{ backendRefs: [{ name: 'x' }] }] },
      'routes cart.shop.svc.cluster.local',
      { hosts: ['cart.shop.svc.cluster.local'], rules: 'all' },
    ],
    [
      'backend',
      {
        hostnames: ['www.example.com'],
        rules: [
          { backendRefs: [{ name: 'x' }] },
          { backendRefs: [{ name: 'cart', port: 80 }] },
        ],
      },
      'sends requests to cart.shop.svc.cluster.local',
      { hosts: ['www.example.com'], rules: new Set(['spec.rules[1]']) },
    ],
    [
      'mirror',
      {
        hostnames: ['www.example.com'],
        rules: [
          {
            backendRefs: [{ name: 'x' }],
            filters: [
              {
                type: 'RequestMirror',
                requestMirror: { backendRef: { name: 'cart', port: 80 } },
              },
            ],
          },
        ],
      },
      'mirrors requests to cart.shop.svc.cluster.local',
      { hosts: [], hiddenHosts: 1 },
    ],
    [
      'backend of another namespace',
      { rules: [{ backendRefs: [{ name: 'cart', namespace: 'web' }] }] },
      undefined,
      undefined,
    ],
  ])(
    'takes an HTTPRoute that names the service as %s',
    (_, spec, reason, concern) => {
      for (const kind of ['HTTPRoute', 'GRPCRoute'] as const) {
        const snapshot = snapshotOf(...cart, raw(kind, 'shop/route', { spec }));
        const scope = scopeOf(snapshot, plain);
        expect(membersOf(scope, kind).map(member => member.reason)).toEqual(
          reason === undefined ? [] : [reason],
        );
        const [object] = snapshot.list<'HTTPRoute' | 'GRPCRoute'>(kind);
        expect(scope.concerns.get(object) ?? {}).toMatchObject(concern ?? {});
      }
    },
  );
});

describe('DestinationRules', () => {
  const rule = (id: string, spec: Record<string, unknown>) =>
    raw('DestinationRule', id, { spec });

  it.each([
    ['shop/a', { host: 'cart' }, ''],
    ['shop/a', { host: 'cart', exportTo: ['.'] }, ' by callers in shop'],
    ['web/a', { host: 'cart.shop.svc.cluster.local' }, ' by callers in web'],
    ['web/a', { host: '*.svc.cluster.local' }, ' by callers in web'],
  ])('takes %s %j', (id, spec, suffix) => {
    expect(
      reasonsOf('DestinationRule', plain, ...cart, rule(id, spec)),
    ).toEqual([
      `DestinationRule ${id}: sets the policy for calls to cart.shop.svc.cluster.local${suffix}`,
    ]);
  });

  it('takes that of the root namespace for the mesh', () => {
    expect(
      reasonsOf(
        'DestinationRule',
        plain,
        ...cart,
        rule('istio-system/all', { host: '*.local' }),
      ),
    ).toEqual([
      'DestinationRule istio-system/all: sets the policy of the mesh for calls to cart.shop.svc.cluster.local',
    ]);
  });

  it.each([
    [{ host: 'cart.shop.svc.cluster.local', exportTo: ['~'] }],
    [{ host: 'cart' }],
    [{ host: 'search.shop.svc.cluster.local' }],
    [{}],
  ])('leaves out web/a %j', spec => {
    expect(
      reasonsOf('DestinationRule', plain, ...cart, rule('web/a', spec)),
    ).toEqual([]);
  });
});

describe('policies of calls', () => {
  const rule = (id: string, host: string) =>
    raw('DestinationRule', id, { spec: { host } });
  const route = virtualService('shop/cart', {
    hosts: ['cart'],
    http: [routeTo('pricing.web.svc.cluster.local')],
  });

  it('are those of the own namespace for what its routes send requests to', () => {
    expect(
      reasonsOf(
        'DestinationRule',
        plain,
        ...cart,
        route,
        rule('shop/pricing', 'pricing.web.svc.cluster.local'),
        rule('web/pricing', 'pricing'),
        rule('shop/unused', 'unused'),
      ),
    ).toEqual([
      'DestinationRule shop/pricing: sets the policy for calls to pricing.web.svc.cluster.local by callers in shop',
    ]);
  });

  it('do not follow routes of other teams', () => {
    expect(
      reasonsOf(
        'DestinationRule',
        plain,
        ...cart,
        virtualService('web/a', {
          hosts: ['a'],
          http: [routeTo('cart.shop.svc.cluster.local', 'pricing')],
        }),
        rule('shop/pricing', 'pricing.web.svc.cluster.local'),
      ),
    ).toEqual([]);
  });
});

describe('gateways', () => {
  const gateway = (id: string, ...hosts: string[]) =>
    raw('IstioGateway', id, {
      spec: {
        servers: [
          { hosts, port: { number: 443, name: 'https', protocol: 'HTTPS' } },
        ],
      },
    });
  const route = (...gateways: string[]) =>
    virtualService('shop/public', {
      hosts: ['cart.example.com'],
      gateways,
      http: [routeTo('cart')],
    });

  it.each([
    ['edge/public', 'cart.example.com', true],
    ['edge/public', '*.example.com', true],
    ['edge/public', '*', true],
    ['edge/public', 'shop/cart.example.com', true],
    ['edge/public', '*/cart.example.com', true],
    ['edge/public', './cart.example.com', false],
    ['edge/public', 'web/cart.example.com', false],
    ['edge/public', 'other.example.com', false],
    ['shop/own', './cart.example.com', true],
  ])('%s with host %s admits: %s', (id, host, admitted) => {
    const name = id.startsWith('shop/') ? id.split('/')[1] : id;
    expect(
      reasonsOf('Gateway', plain, ...cart, gateway(id, host), route(name)),
    ).toEqual(admitted ? [`Gateway ${id}: admits cart.example.com`] : []);
  });

  it('takes only gateways that a route names', () => {
    expect(
      reasonsOf(
        'Gateway',
        plain,
        ...cart,
        gateway('edge/public', '*'),
        gateway('edge/other', '*'),
        route('mesh', 'edge/public', 'edge/missing'),
      ),
    ).toEqual(['Gateway edge/public: admits cart.example.com']);
  });

  it('takes the Gateways of a route of the Gateway API', () => {
    const http = raw('HTTPRoute', 'shop/r', {
      spec: {
        parentRefs: [
          { name: 'own' },
          { name: 'edge', namespace: 'edge', kind: 'Gateway' },
          { name: 'missing' },
          { name: 'cart', kind: 'Service', group: '' },
        ],
        rules: [{ backendRefs: [{ name: 'cart', port: 80 }] }],
      },
    });
    expect(
      reasonsOf(
        'Gateway',
        plain,
        ...cart,
        http,
        raw('GatewayApiGateway', 'shop/own'),
        raw('GatewayApiGateway', 'edge/edge'),
        raw('GatewayApiGateway', 'edge/unused'),
      ),
    ).toEqual([
      'Gateway edge/edge: carries HTTPRoute shop/r',
      'Gateway shop/own: carries HTTPRoute shop/r',
    ]);
  });
});

describe('egress', () => {
  const entry = (
    id: string,
    host: string,
    rest: { exportTo?: string[]; labels?: Record<string, string> } = {},
  ) =>
    raw('ServiceEntry', id, {
      metadata: { labels: rest.labels },
      spec: { hosts: [host], exportTo: rest.exportTo },
    });
  const sidecar = (
    id: string,
    hosts: string[],
    labels?: Record<string, string>,
    creationTimestamp?: string,
  ) =>
    raw('Sidecar', id, {
      metadata: { creationTimestamp },
      spec: {
        ...(labels ? { workloadSelector: { labels } } : {}),
        egress: [{ hosts }],
      },
    });

  it.each<[string, RawObject[], string[]]>([
    [
      'of its own namespace',
      [entry('shop/mail', 'api.mail.example')],
      ['declares api.mail.example for shop'],
    ],
    [
      'with the label of another entity',
      [entry('shop/mail', 'api.mail.example', { labels: { [ID]: 'other' } })],
      [],
    ],
    [
      'with its own label',
      [entry('shop/mail', 'api.mail.example', { labels: { [ID]: 'cart' } })],
      ['declares api.mail.example for shop'],
    ],
    ['that is merely visible', [entry('web/mail', 'api.mail.example')], []],
    [
      'that is exported to its namespace by name',
      [entry('web/mail', 'api.mail.example', { exportTo: ['shop'] })],
      ['declares api.mail.example and is exported to shop'],
    ],
    [
      'that is not exported',
      [
        entry('web/mail', 'api.mail.example', { exportTo: ['.'] }),
        virtualService('shop/v', { hosts: ['api.mail.example'] }),
      ],
      [],
    ],
    [
      'that its namespace routes',
      [
        entry('web/mail', 'api.mail.example'),
        virtualService('shop/v', { hosts: ['api.mail.example'] }),
      ],
      ['declares api.mail.example, which shop routes'],
    ],
    [
      'that its Sidecar names',
      [
        entry('web/mail', 'api.mail.example'),
        sidecar('shop/default', ['web/api.mail.example']),
      ],
      ['declares api.mail.example, which Sidecar default names'],
    ],
    [
      'that its Sidecar does not know',
      [
        entry('shop/mail', 'api.mail.example'),
        sidecar('shop/default', ['./*.svc.cluster.local']),
      ],
      [],
    ],
    [
      'that its Sidecar excludes',
      [
        entry('shop/mail', 'api.mail.example'),
        sidecar('shop/default', ['*/*', '~shop/api.mail.example']),
      ],
      [],
    ],
  ])('takes a ServiceEntry %s', (_, objects, expected) => {
    expect(
      reasonsOf('ServiceEntry', plain, ...cart, ...objects).map(
        text => text.split(': ')[1],
      ),
    ).toEqual(expected);
  });

  it('takes the routes to an external host, with that host alone', () => {
    const route = virtualService('shop/out', {
      hosts: ['api.mail.example', 'api.sms.example'],
      gateways: ['mesh', 'egress/out'],
      http: [routeTo('out.egress.svc.cluster.local')],
    });
    const hidden = virtualService('web/out', {
      hosts: ['api.mail.example'],
      exportTo: ['.'],
    });
    const every = virtualService('web/all', {
      hosts: ['*'],
      gateways: ['edge/public'],
    });
    const snapshot = snapshotOf(
      ...cart,
      entry('shop/mail', 'api.mail.example'),
      route,
      hidden,
      every,
      raw('DestinationRule', 'egress/tls', {
        spec: { host: 'api.mail.example' },
      }),
      raw('IstioGateway', 'egress/out', {
        spec: {
          servers: [
            {
              hosts: ['api.mail.example'],
              port: { number: 443, name: 'tls', protocol: 'HTTPS' },
            },
          ],
        },
      }),
    );
    const scope = scopeOf(snapshot, plain);
    expect(scope.egressHosts).toEqual(['api.mail.example']);
    expect(scope.hosts).toEqual(['cart.shop.svc.cluster.local']);
    expect(
      scope.members.slice(2).map(({ ref, reason }) => `${ref.name} ${reason}`),
    ).toEqual([
      'mail declares api.mail.example for shop',
      'out routes calls to api.mail.example, which shop may call',
      'tls sets the policy for calls to api.mail.example by callers in egress',
      'out admits api.mail.example',
    ]);
    const object = snapshot.get('VirtualService', 'shop', 'out');
    expect(object && scope.concerns.get(object)).toMatchObject({
      hosts: ['api.mail.example'],
      hiddenHosts: 1,
    });
  });

  it.each<[string, RawObject[], string[]]>([
    ['of the namespace', [sidecar('shop/default', ['*/*'])], ['default']],
    [
      'that selects the pods',
      [
        sidecar('shop/default', ['*/*']),
        sidecar('shop/own', ['*/*'], { app: 'cart' }),
      ],
      ['own'],
    ],
    [
      'that selects other pods',
      [sidecar('shop/own', ['*/*'], { app: 'search' })],
      [],
    ],
    [
      'of the root namespace',
      [sidecar('istio-system/mesh', ['*/*']), sidecar('web/x', ['*/*'])],
      ['mesh'],
    ],
    [
      'that is the oldest',
      [
        sidecar('shop/a', ['*/*'], undefined, '2026-02-01T00:00:00Z'),
        sidecar('shop/b', ['*/*'], undefined, '2026-01-01T00:00:00Z'),
      ],
      ['b'],
    ],
  ])('takes the Sidecar %s', (_, objects, expected) => {
    const scope = scopeOf(snapshotOf(...cart, ...objects), plain);
    expect(membersOf(scope, 'Sidecar').map(({ ref }) => ref.name)).toEqual(
      expected,
    );
  });
});

describe('security', () => {
  const policy = (
    kind:
      'PeerAuthentication' | 'AuthorizationPolicy' | 'RequestAuthentication',
    id: string,
    spec: Record<string, unknown> = {},
  ) => raw(kind, id, { spec });
  const selecting = (app: string) => ({ selector: { matchLabels: { app } } });

  it.each([
    ['shop/p', {}, 'holds for all of namespace shop'],
    ['shop/p', selecting('cart'), 'selects the pods of cart'],
    ['shop/p', selecting('search'), undefined],
    ['web/p', {}, undefined],
    ['istio-system/p', {}, 'holds for the whole mesh'],
    [
      'istio-system/p',
      { selector: { matchLabels: {} } },
      'holds for the whole mesh',
    ],
  ])('policies %s %j', (id, spec, reason) => {
    for (const kind of [
      'PeerAuthentication',
      'AuthorizationPolicy',
      'RequestAuthentication',
    ] as const) {
      const found = reasonsOf(kind, plain, ...cart, policy(kind, id, spec));
      expect(found).toEqual(reason ? [`${kind} ${id}: ${reason}`] : []);
    }
  });

  it('lets selectors of the root namespace reach pods everywhere, but not those of PeerAuthentications', () => {
    const found = reasons(
      plain,
      ...cart,
      policy('PeerAuthentication', 'istio-system/p', selecting('cart')),
      policy('AuthorizationPolicy', 'istio-system/a', selecting('cart')),
    ).filter(text => text.includes('istio-system'));
    expect(found).toEqual([
      'AuthorizationPolicy istio-system/a: selects the pods of cart',
    ]);
  });

  it('takes policies that are attached to its Service, and no others', () => {
    const target = (name: string) => ({
      targetRefs: [{ kind: 'Service', group: '', name }],
    });
    expect(
      reasonsOf(
        'AuthorizationPolicy',
        plain,
        ...cart,
        policy('AuthorizationPolicy', 'shop/a', target('cart')),
        policy('AuthorizationPolicy', 'shop/b', target('search')),
        policy('AuthorizationPolicy', 'shop/c', {
          targetRef: { kind: 'Gateway', group: 'x', name: 'waypoint' },
        }),
      ),
    ).toEqual(['AuthorizationPolicy shop/a: is attached to Service cart']);
  });

  it('finds a policy for one half of a release', () => {
    expect(
      reasonsOf(
        'AuthorizationPolicy',
        checkout,
        ...underFlagger('shop/checkout'),
        policy('AuthorizationPolicy', 'shop/a', selecting('checkout-primary')),
      ),
    ).toEqual([
      'AuthorizationPolicy shop/a: selects the pods of checkout-primary',
    ]);
  });

  it('takes the root namespace from the mesh configuration', () => {
    const config = (mesh: string) =>
      raw('ConfigMap', 'mesh/istio', { data: { mesh } });
    const objects = [
      ...cart,
      policy('PeerAuthentication', 'istio-system/p'),
      policy('PeerAuthentication', 'root/p'),
      policy('PeerAuthentication', 'mesh/p'),
    ];
    const roots = ['rootNamespace: root', 'accessLogFile: x', '{', ''].map(
      mesh =>
        reasonsOf('PeerAuthentication', plain, ...objects, config(mesh))[0],
    );
    expect(roots).toEqual([
      'PeerAuthentication root/p: holds for the whole mesh',
      'PeerAuthentication mesh/p: holds for the whole mesh',
      'PeerAuthentication mesh/p: holds for the whole mesh',
      'PeerAuthentication mesh/p: holds for the whole mesh',
    ]);
  });
});

describe('policy reports', () => {
  const result = (rest: Record<string, unknown> = {}) => ({
    policy: 'p',
    result: 'fail',
    ...rest,
  });

  it.each<[string, RawObject, boolean]>([
    [
      'on the workload',
      raw('PolicyReport', 'shop/r', {
        scope: { kind: 'Deployment', namespace: 'shop', name: 'cart' },
        results: [result()],
      }),
      true,
    ],
    [
      'on the workload, by its resources',
      raw('PolicyReport', 'shop/r', {
        results: [result({ resources: [{ kind: 'Service', name: 'cart' }] })],
      }),
      true,
    ],
    [
      'on a pod of the workload',
      raw('OpenReport', 'shop/r', {
        scope: { kind: 'Pod', namespace: 'shop', name: 'cart-1' },
        results: [result()],
      }),
      true,
    ],
    [
      'on an object of the same name elsewhere',
      raw('PolicyReport', 'web/r', {
        scope: { kind: 'Deployment', namespace: 'web', name: 'cart' },
        results: [result()],
      }),
      false,
    ],
    [
      'on another object',
      raw('PolicyReport', 'shop/r', {
        scope: { kind: 'Deployment', namespace: 'shop', name: 'search' },
        results: [result()],
      }),
      false,
    ],
    [
      'without results',
      raw('PolicyReport', 'shop/r', {
        scope: { kind: 'Deployment', namespace: 'shop', name: 'cart' },
      }),
      false,
    ],
  ])('takes a report %s', (_, report, taken) => {
    const pod = raw('Pod', 'shop/cart-1', {
      metadata: { labels: { app: 'cart' } },
    });
    const scope = scopeOf(snapshotOf(...cart, pod, report), plain);
    expect(
      scope.members.filter(({ ref }) => ref.kind === report.kind),
    ).toHaveLength(taken ? 1 : 0);
  });
});
