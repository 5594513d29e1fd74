import { scopeOf } from '../../snapshot';
import {
  canary,
  deployment,
  raw,
  service,
  snapshotOf,
  virtualService,
  routeTo,
  type RawObject,
} from '../../snapshot/__testUtils__/objects';
import { cart, cartQuery, pod } from '../__testUtils__/routing';
import type { ObservedCalls, PossibleCaller } from './model';
import { routeCallers } from './routeCallers';

const injected = (name: string): RawObject =>
  raw('Namespace', name, {
    metadata: { labels: { 'istio-injection': 'enabled' } },
  });
const namespaces = ['shop', 'web', 'batch', 'ingress', 'jobs'].map(injected);

function callersOf(
  objects: readonly RawObject[],
  observed?: ObservedCalls,
): PossibleCaller[] {
  const snapshot = snapshotOf(...namespaces, ...cart, ...objects);
  return routeCallers(snapshot, scopeOf(snapshot, cartQuery), observed);
}

const idsOf = (callers: readonly PossibleCaller[]): string[] =>
  callers.map(({ id }) => id);
const withoutSelf = (callers: readonly PossibleCaller[]): string[] =>
  idsOf(callers.filter(({ role }) => role !== 'self'));

const allow = (id: string, source: object, action?: string): RawObject =>
  raw('AuthorizationPolicy', id, {
    spec: {
      selector: { matchLabels: { app: 'cart' } },
      ...(action ? { action } : {}),
      rules: [{ from: [{ source }] }],
    },
  });

const gateway = raw('IstioGateway', 'ingress/public', {
  spec: {
    selector: { istio: 'public' },
    servers: [
      {
        port: { number: 443, name: 'https', protocol: 'HTTPS' },
        tls: { mode: 'SIMPLE', credentialName: 'cert' },
        hosts: ['*'],
      },
    ],
  },
});
const atGateway = virtualService('shop/cart', {
  hosts: ['cart', 'www.shop.example'],
  gateways: ['ingress/public', 'mesh'],
  http: [routeTo('cart')],
});

describe('routeCallers', () => {
  it('has the own namespace where nobody else is known, so that there is one to ask about', () => {
    expect(callersOf([])).toEqual([
      expect.objectContaining({
        id: 'sidecar:shop',
        role: 'workloads',
        caller: { kind: 'sidecar', namespace: 'shop', labels: {} },
        seenBy: 'configuration',
        hosts: [
          {
            host: 'cart.shop.svc.cluster.local',
            ports: [{ number: 8080, protocol: 'http' }],
          },
        ],
      }),
      expect.objectContaining({
        id: 'self:shop/cart',
        role: 'self',
        caller: {
          kind: 'sidecar',
          namespace: 'shop',
          labels: { app: 'cart', version: 'v1' },
        },
      }),
      expect.objectContaining({ id: 'self:shop/cart-v2' }),
    ]);
  });

  describe('by configuration', () => {
    it.each<[string, RawObject[], string[]]>([
      [
        'a policy that lets a namespace in',
        [allow('shop/a', { namespaces: ['web'] })],
        ['sidecar:web'],
      ],
      [
        'a policy that lets an identity in',
        [allow('shop/a', { principals: ['cluster.local/ns/batch/sa/jobs'] })],
        ['sidecar:batch'],
      ],
      [
        'a policy that lets a service account in',
        [allow('shop/a', { serviceAccounts: ['web/front', 'own'] })],
        ['sidecar:shop', 'sidecar:web'],
      ],
      [
        'a policy for many namespaces names none',
        [allow('shop/a', { namespaces: ['web*'] })],
        ['sidecar:shop'],
      ],
      [
        'a policy that refuses names no caller',
        [allow('shop/a', { namespaces: ['web'] }, 'DENY')],
        ['sidecar:shop'],
      ],
      [
        'a rule for callers of a namespace',
        [
          virtualService('shop/cart', {
            hosts: ['cart'],
            http: [
              { match: [{ sourceNamespace: 'web' }], ...routeTo('cart') },
              routeTo('cart'),
            ],
          }),
        ],
        ['sidecar:web'],
      ],
      [
        'a DestinationRule of a client',
        [
          raw('DestinationRule', 'web/cart', {
            spec: { host: 'cart.shop.svc.cluster.local' },
          }),
        ],
        ['sidecar:web'],
      ],
      [
        'a Sidecar that names the host',
        [
          raw('Sidecar', 'web/default', {
            spec: {
              egress: [{ hosts: ['shop/cart.shop.svc.cluster.local'] }],
            },
          }),
          raw('Sidecar', 'batch/default', {
            spec: { egress: [{ hosts: ['*/*'] }] },
          }),
        ],
        ['sidecar:web'],
      ],
    ])('%s', (_, objects, ids) => {
      expect(withoutSelf(callersOf(objects))).toEqual(ids);
    });

    it('tells pods apart where a rule does', () => {
      const callers = callersOf([
        deployment('web/front'),
        deployment('web/admin', { podLabels: { team: 'b' } }),
        virtualService('shop/cart', {
          hosts: ['cart'],
          http: [
            {
              match: [
                { sourceNamespace: 'web', sourceLabels: { app: 'admin' } },
              ],
              ...routeTo('cart'),
            },
          ],
        }),
      ]);
      expect(
        callers
          .filter(({ role }) => role === 'workloads')
          .map(({ id, title, caller }) => [id, title, caller]),
      ).toEqual([
        [
          'sidecar:web:app=admin',
          'web (app=admin)',
          { kind: 'sidecar', namespace: 'web', labels: { app: 'admin' } },
        ],
        [
          'sidecar:web:app=front',
          'web (app=front)',
          { kind: 'sidecar', namespace: 'web', labels: { app: 'front' } },
        ],
      ]);
    });

    it('finds the pods that a rule means, wherever they are', () => {
      const callers = callersOf([
        deployment('batch/nightly'),
        deployment('jobs/hourly'),
        virtualService('shop/cart', {
          hosts: ['cart'],
          http: [
            {
              match: [{ sourceLabels: { app: 'nightly' } }],
              ...routeTo('cart'),
            },
          ],
        }),
      ]);
      expect(withoutSelf(callers)).toEqual(['sidecar:batch:app=nightly']);
    });
  });

  describe('gateways', () => {
    const proxies = pod('ingress/public-1', {
      istio: 'public',
      'pod-template-hash': 'abc',
    });

    it('that admit the host are callers, with the ports of their servers', () => {
      const found = callersOf([gateway, atGateway, proxies]).find(
        ({ role }) => role === 'gateway',
      );
      expect(found?.caller).toEqual({
        kind: 'gateway',
        namespace: 'ingress',
        labels: { istio: 'public' },
      });
      expect(found).toMatchObject({
        id: 'gateway:ingress/public',
        ref: { kind: 'Gateway', namespace: 'ingress', name: 'public' },
        hosts: [
          {
            host: 'cart.shop.svc.cluster.local',
            ports: [{ number: 443, protocol: 'https' }],
          },
          {
            host: 'www.shop.example',
            ports: [{ number: 443, protocol: 'https' }],
          },
        ],
      });
    });

    it.each<[string, RawObject[]]>([
      ['as their workload asks for', [proxies]],
      [
        'with labels of injection',
        [
          pod('ingress/public-1', {
            app: 'public',
            istio: 'public',
            'security.istio.io/tlsMode': 'istio',
          }),
        ],
      ],
      ['that are not there', []],
    ])('get what was measured at pods %s', (_, pods) => {
      const callers = callersOf(
        [
          gateway,
          atGateway,
          ...pods,
          deployment('ingress/public', { podLabels: { istio: 'public' } }),
        ],
        {
          callers: [
            {
              namespace: 'ingress',
              workload: 'public',
              requestsPerSecond: 4,
            },
          ],
          called: [],
        },
      );
      expect(callers[0]).toMatchObject({
        id: 'gateway:ingress/public',
        requestsPerSecond: 4,
        seenBy: 'telemetry',
      });
      expect(idsOf(callers)).not.toContain('sidecar:ingress');
    });

    it('of others are no workloads that call', () => {
      const callers = callersOf([
        gateway,
        deployment('ingress/public', { podLabels: { istio: 'public' } }),
        allow('shop/a', { namespaces: ['ingress'] }),
      ]);
      expect(withoutSelf(callers)).toEqual(['sidecar:shop']);
    });
  });

  describe('by telemetry', () => {
    const objects = [
      deployment('web/front'),
      deployment('batch/nightly'),
      deployment('jobs/old', {
        podLabels: { 'sidecar.istio.io/inject': 'false' },
      }),
    ];
    const observed: ObservedCalls = {
      callers: [
        { namespace: 'batch', workload: 'nightly', requestsPerSecond: 1 },
        { namespace: 'web', workload: 'front', requestsPerSecond: 20 },
        { namespace: 'web', workload: 'gone', requestsPerSecond: 2 },
        { namespace: 'jobs', workload: 'old', requestsPerSecond: 3 },
        { namespace: 'shop', workload: 'cart', requestsPerSecond: 100 },
      ],
      called: [],
    };

    it('puts the busiest first, sums up a namespace, leaves out calls to itself', () => {
      expect(
        callersOf(objects, observed)
          .filter(({ role }) => role !== 'self')
          .map(({ id, requestsPerSecond, seenBy }) => [
            id,
            requestsPerSecond,
            seenBy,
          ]),
      ).toEqual([
        ['sidecar:web', 22, 'telemetry'],
        ['none:jobs', 3, 'telemetry'],
        ['sidecar:batch', 1, 'telemetry'],
      ]);
    });

    it('knows callers without a proxy', () => {
      expect(
        callersOf(objects, observed).find(({ id }) => id === 'none:jobs'),
      ).toMatchObject({
        role: 'outside-mesh',
        caller: { kind: 'none', namespace: 'jobs' },
      });
    });

    it('has no rate where bytes were measured', () => {
      const [first] = callersOf(objects, {
        callers: [{ namespace: 'web', workload: 'front' }],
        called: [],
      });
      expect(first).toMatchObject({ id: 'sidecar:web', seenBy: 'telemetry' });
      expect(first).not.toHaveProperty('requestsPerSecond');
    });
  });

  describe('in ambient mode', () => {
    const ambient = (name: string, labels = {}): RawObject =>
      raw('Namespace', name, {
        metadata: {
          labels: { 'istio.io/dataplane-mode': 'ambient', ...labels },
        },
      });
    const waypoint = raw('GatewayApiGateway', 'shop/way', {
      metadata: { labels: { 'istio.io/waypoint-for': 'service' } },
      spec: { gatewayClassName: 'istio-waypoint', listeners: [] },
    });
    const observed: ObservedCalls = {
      callers: [{ namespace: 'web', workload: 'front', requestsPerSecond: 5 }],
      called: [],
    };

    it('the waypoint is asked about in place of its callers', () => {
      const callers = callersOf(
        [
          ambient('shop', { 'istio.io/use-waypoint': 'way' }),
          ambient('web'),
          waypoint,
          deployment('web/front'),
        ],
        observed,
      );
      expect(callers[0]).toMatchObject({
        id: 'waypoint:shop/way',
        role: 'waypoint',
        caller: { kind: 'waypoint', namespace: 'shop', name: 'way' },
        requestsPerSecond: 5,
        seenBy: 'telemetry',
      });
      expect(withoutSelf(callers)).toEqual(['waypoint:shop/way']);
    });

    it('without a waypoint no rule for HTTP acts on callers', () => {
      const callers = callersOf(
        [ambient('shop'), ambient('web'), deployment('web/front')],
        observed,
      );
      expect(callers[0]).toMatchObject({
        id: 'ambient:web',
        caller: { kind: 'none', namespace: 'web' },
        detail: 'ambient, no waypoint · namespace web',
      });
    });
  });

  it('the entity itself may call what it was seen to, and what is declared for it', () => {
    const callers = callersOf(
      [
        service('web/front', { app: 'front' }),
        raw('ServiceEntry', 'shop/mail', {
          spec: {
            hosts: ['api.mail.example'],
            ports: [{ number: 443, name: 'tls', protocol: 'TLS' }],
          },
        }),
      ],
      {
        callers: [],
        called: [
          'front.web.svc.cluster.local',
          'nobody.web.svc.cluster.local',
          'cart.shop.svc.cluster.local',
        ],
      },
    );
    expect(callers.find(({ role }) => role === 'self')).toMatchObject({
      hosts: [
        {
          host: 'front.web.svc.cluster.local',
          ports: [{ number: 8080, protocol: 'http' }],
        },
        {
          host: 'api.mail.example',
          ports: [{ number: 443, protocol: 'tls' }],
        },
      ],
    });
  });

  it('the entity itself may call the Services of pods that answered it, by the name that callers use', () => {
    const called = { namespace: 'web', workload: 'front' };
    const callers = callersOf(
      [
        deployment('web/front'),
        service('web/front-internal', { app: 'front' }),
        service('web/front', { app: 'front' }),
        service('web/other', { app: 'other' }),
      ],
      {
        callers: [],
        called: [],
        calledWorkloads: [
          called,
          called,
          { namespace: 'web', workload: 'gone' },
          { namespace: 'shop', workload: 'cart' },
        ],
      },
    );
    expect(callers.find(({ role }) => role === 'self')).toMatchObject({
      seenBy: 'telemetry',
      hosts: [
        {
          host: 'front.web.svc.cluster.local',
          ports: [{ number: 8080, protocol: 'http' }],
        },
      ],
    });
  });

  it.each(['front', 'front-primary'])(
    'the entity itself calls pods of a release, here %s, by the name that all callers use',
    workload => {
      const callers = callersOf(
        [
          canary('web/front'),
          deployment('web/front'),
          deployment('web/front-primary'),
          service('web/front', { app: 'front-primary' }),
          service('web/front-primary', { app: 'front-primary' }),
          service('web/front-canary', { app: 'front' }),
        ],
        {
          callers: [],
          called: [],
          calledWorkloads: [{ namespace: 'web', workload }],
        },
      );
      expect(
        callers
          .find(({ role }) => role === 'self')
          ?.hosts.map(({ host }) => host),
      ).toEqual(['front.web.svc.cluster.local']);
    },
  );

  describe('names that are no Services', () => {
    const port = { number: 8080, protocol: 'http' };
    const hostsOf = (...objects: RawObject[]): string[] =>
      callersOf(objects)
        .filter(({ id }) => id === 'sidecar:shop')
        .flatMap(({ hosts }) => hosts)
        .map(({ host }) => host);
    const root = (gateways?: string[]): RawObject =>
      virtualService('web/root', {
        hosts: ['api.shop.example'],
        ...(gateways ? { gateways } : {}),
        http: [{ delegate: { name: 'cart', namespace: 'shop' } }],
      });
    const delegate = virtualService('shop/cart', { http: [routeTo('cart')] });

    it('are those of rules that hold in the mesh, on the ports of the entity', () => {
      expect(
        callersOf([atGateway]).find(({ id }) => id === 'sidecar:shop'),
      ).toMatchObject({
        hosts: [
          { host: 'cart.shop.svc.cluster.local', ports: [port] },
          { host: 'www.shop.example', ports: [port] },
        ],
      });
    });

    it('are those of a root that delegates to the entity', () => {
      expect(hostsOf(root(['ingress/public', 'mesh']), delegate)).toEqual([
        'cart.shop.svc.cluster.local',
        'api.shop.example',
      ]);
    });

    it.each<[string, ...RawObject[]]>([
      ['at a gateway alone', root(['ingress/public'])],
      [
        'with a wildcard',
        virtualService('shop/a', {
          hosts: ['*.shop.example'],
          http: [routeTo('cart')],
        }),
      ],
      [
        'that are short for the Service',
        virtualService('shop/a', {
          hosts: ['cart.shop', 'cart'],
          http: [routeTo('cart')],
        }),
      ],
      [
        'of a host outside of the cluster that the entity calls',
        raw('ServiceEntry', 'shop/mail', {
          spec: {
            hosts: ['api.mail.example'],
            ports: [{ number: 8080, name: 'http', protocol: 'HTTP' }],
          },
        }),
        virtualService('shop/mail', {
          hosts: ['api.mail.example'],
          http: [routeTo('api.mail.example')],
        }),
      ],
    ])('are none %s', (_, ...objects) => {
      expect(hostsOf(...objects, delegate)).toEqual([
        'cart.shop.svc.cluster.local',
      ]);
    });
  });

  it('gives every caller an id of its own', () => {
    const ids = idsOf(
      callersOf([gateway, atGateway, deployment('web/front')], {
        callers: [
          { namespace: 'web' },
          { namespace: 'web', workload: 'front' },
          { namespace: 'unknown-namespace', workload: 'x' },
        ],
        called: [],
      }),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});
