import {
  raw,
  routeTo,
  service,
  virtualService,
  type RawObject,
} from '../snapshot/__testUtils__/objects';
import type { GatewayExposure } from './model';
import { cartModel, pod } from './__testUtils__/routing';

const route = virtualService('shop/public', {
  hosts: ['cart.example.com', '*.carts.example.com'],
  gateways: ['edge/public'],
  http: [routeTo('cart')],
});
const server = (tls?: object, hosts: string[] = ['*.example.com']) => ({
  hosts,
  port: { number: 443, name: 'https', protocol: 'HTTPS' },
  ...(tls ? { tls } : {}),
});
const gateway = (...servers: object[]) =>
  raw('IstioGateway', 'edge/public', {
    spec: {
      selector: { istio: 'public' },
      servers: servers.length > 0 ? servers : [server({ mode: 'SIMPLE' })],
    },
  });
const pods = pod('edge/gateway-1', { istio: 'public', app: 'gateway' });
const front = (
  spec: Record<string, unknown>,
  annotations: Record<string, string> = {},
): RawObject => ({
  ...service('edge/gateway', { app: 'gateway' }, spec),
  metadata: { namespace: 'edge', name: 'gateway', annotations },
});
const balanced = (more: object = {}, annotations?: Record<string, string>) =>
  front({ type: 'LoadBalancer', ...more }, annotations);

function exposureOf(...objects: RawObject[]): GatewayExposure {
  const { gateways } = cartModel(route, ...objects);
  expect(gateways).toHaveLength(1);
  return gateways[0];
}

describe('the profile of a gateway', () => {
  const aws = 'service.beta.kubernetes.io/aws-load-balancer';
  it.each<[string, RawObject, GatewayExposure['profile']]>([
    ['a load balancer', balanced(), 'public'],
    [
      'one for some addresses',
      balanced({ loadBalancerSourceRanges: ['203.0.113.0/24'] }),
      'restricted',
    ],
    [
      'one for some addresses, by annotation',
      balanced(
        {},
        {
          'service.beta.kubernetes.io/load-balancer-source-ranges':
            '203.0.113.0/24, 198.51.100.0/24',
        },
      ),
      'restricted',
    ],
    [
      'one for all addresses',
      balanced({ loadBalancerSourceRanges: ['10.0.0.0/8', '0.0.0.0/0'] }),
      'public',
    ],
    [
      'an internal one of AWS',
      balanced({}, { [`${aws}-scheme`]: 'internal' }),
      'internal',
    ],
    [
      'an internal one of the old AWS provider',
      balanced({}, { [`${aws}-internal`]: 'true' }),
      'internal',
    ],
    [
      'one of the AWS controller, which is internal unless told otherwise',
      balanced({}, { [`${aws}-type`]: 'external' }),
      'internal',
    ],
    [
      'one of the AWS controller by class',
      balanced({ loadBalancerClass: 'service.k8s.aws/nlb' }),
      'internal',
    ],
    [
      'one of the AWS controller that faces the internet',
      balanced(
        { loadBalancerClass: 'service.k8s.aws/nlb' },
        { [`${aws}-scheme`]: 'internet-facing' },
      ),
      'public',
    ],
    [
      'an internal one of Azure',
      balanced(
        {},
        { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' },
      ),
      'internal',
    ],
    [
      'an internal one of Google',
      balanced({}, { 'networking.gke.io/load-balancer-type': 'Internal' }),
      'internal',
    ],
    ['a cluster address', front({ type: 'ClusterIP' }), 'internal'],
    ['a port of the nodes', front({ type: 'NodePort' }), 'unknown'],
    [
      'an address of its own',
      front({ type: 'ClusterIP', externalIPs: ['203.0.113.9'] }),
      'unknown',
    ],
  ])('with %s', (_, inFront, profile) => {
    expect(exposureOf(gateway(), pods, inFront).profile).toBe(profile);
  });

  it('is unknown without a Service', () => {
    expect(exposureOf(gateway(), pods).profile).toBe('unknown');
  });

  it('finds the Service by the selector where no pod is known', () => {
    const inFront = {
      ...balanced(),
      spec: { type: 'LoadBalancer', selector: { istio: 'public', a: 'b' } },
    };
    expect(exposureOf(gateway(), inFront).profile).toBe('public');
  });

  it('is as open as the most open of several Services', () => {
    const second = {
      ...balanced({ loadBalancerSourceRanges: ['10.0.0.0/8'] }),
      metadata: { namespace: 'edge', name: 'second' },
    };
    expect(exposureOf(gateway(), pods, balanced(), second).profile).toBe(
      'public',
    );
  });

  it.each<[object[], GatewayExposure['profile']]>([
    [[server({ mode: 'MUTUAL' })], 'mutual-tls'],
    [[server({ mode: 'OPTIONAL_MUTUAL' })], 'public'],
    [[server({ mode: 'MUTUAL' }), server({ mode: 'SIMPLE' })], 'public'],
    [
      [
        {
          ...server({ httpsRedirect: true }),
          port: { number: 80, name: 'http', protocol: 'HTTP' },
        },
        server({ mode: 'MUTUAL' }),
      ],
      'mutual-tls',
    ],
    [[server({ mode: 'MUTUAL' }, ['other.example.org']), server()], 'public'],
  ])('with servers %j is %s', (servers, profile) => {
    expect(exposureOf(gateway(...servers), pods, balanced()).profile).toBe(
      profile,
    );
  });

  it('is egress by its labels', () => {
    const byLabel = balanced();
    byLabel.metadata.labels = {
      'operator.istio.io/component': 'EgressGateways',
    };
    expect(exposureOf(gateway(), pods, byLabel).profile).toBe('egress');
    const bySelector = raw('IstioGateway', 'edge/public', {
      spec: { selector: { istio: 'egressgateway' }, servers: [server()] },
    });
    expect(exposureOf(bySelector).profile).toBe('egress');
  });
});

describe('the servers of a gateway', () => {
  it('are those that admit own hosts, with these alone', () => {
    const other = virtualService('web/other', {
      hosts: ['other.example.com'],
      gateways: ['edge/public'],
      http: [routeTo('web')],
    });
    const { servers, addresses } = exposureOf(
      gateway(
        {
          hosts: ['*'],
          port: { number: 80, name: 'http', protocol: 'HTTP' },
          tls: { httpsRedirect: true },
        },
        server({ mode: 'SIMPLE' }, [
          'shop/cart.example.com',
          'other.example.com',
        ]),
        server({ mode: 'SIMPLE' }, ['unrelated.org']),
      ),
      pods,
      other,
      {
        ...balanced(),
        status: {
          loadBalancer: {
            ingress: [{ ip: '203.0.113.1' }, { hostname: 'lb.example.com' }],
          },
        },
      },
    );
    expect(servers).toEqual([
      {
        port: 80,
        protocol: 'HTTP',
        httpsRedirect: true,
        hosts: ['cart.example.com', '*.carts.example.com'],
      },
      {
        port: 443,
        protocol: 'HTTPS',
        tlsMode: 'SIMPLE',
        httpsRedirect: false,
        hosts: ['cart.example.com'],
      },
    ]);
    expect(addresses).toEqual(['203.0.113.1', 'lb.example.com']);
  });
});

describe('gateways of the Gateway API', () => {
  const http = raw('HTTPRoute', 'shop/cart', {
    spec: {
      parentRefs: [{ name: 'edge', namespace: 'edge' }],
      hostnames: ['cart.example.com'],
      rules: [{ backendRefs: [{ name: 'cart', port: 80 }] }],
    },
  });
  const edge = (spec: object, status?: object) =>
    raw('GatewayApiGateway', 'edge/edge', {
      spec: { gatewayClassName: 'istio', ...spec },
      ...(status ? { status } : {}),
    });
  const inFront: RawObject = {
    ...balanced(),
    metadata: {
      namespace: 'edge',
      name: 'edge-istio',
      labels: { 'gateway.networking.k8s.io/gateway-name': 'edge' },
    },
  };
  const listener = (more: object = {}) => ({
    name: 'https',
    port: 443,
    protocol: 'HTTPS',
    allowedRoutes: { namespaces: { from: 'All' } },
    ...more,
  });

  it('have listeners, addresses and a profile', () => {
    const [exposure] = cartModel(
      http,
      inFront,
      edge(
        {
          listeners: [
            listener({ hostname: '*.example.com', tls: {} }),
            listener({ hostname: 'other.org', name: 'x' }),
            listener({ port: 80, protocol: 'HTTP', name: 'y' }),
          ],
        },
        { addresses: [{ value: '203.0.113.5' }] },
      ),
    ).gateways;
    expect(exposure).toEqual({
      ref: expect.objectContaining({
        group: 'gateway.networking.k8s.io',
        name: 'edge',
      }),
      profile: 'public',
      servers: [
        {
          port: 443,
          protocol: 'HTTPS',
          tlsMode: 'SIMPLE',
          httpsRedirect: false,
          hosts: ['cart.example.com'],
        },
        {
          port: 80,
          protocol: 'HTTP',
          httpsRedirect: false,
          hosts: ['cart.example.com'],
        },
      ],
      addresses: ['203.0.113.5'],
    });
  });

  it.each([
    [{ mode: 'Passthrough' }, undefined, 'PASSTHROUGH', 'public'],
    [
      {},
      { frontend: { default: { validation: { caCertificateRefs: [] } } } },
      'MUTUAL',
      'mutual-tls',
    ],
    [
      {},
      {
        frontend: {
          default: {
            validation: {
              mode: 'AllowInsecureFallback',
              caCertificateRefs: [],
            },
          },
        },
      },
      'OPTIONAL_MUTUAL',
      'public',
    ],
  ])('with TLS %j and %j are %s', (tls, all, mode, profile) => {
    const [exposure] = cartModel(
      http,
      inFront,
      edge({ listeners: [listener({ tls })], ...(all ? { tls: all } : {}) }),
    ).gateways;
    expect(exposure.servers[0].tlsMode).toBe(mode);
    expect(exposure.profile).toBe(profile);
  });

  describe('with a listener for each scheme', () => {
    const plain = (more: object = {}) =>
      listener({ name: 'http', port: 80, protocol: 'HTTP', ...more });
    const https = raw('HTTPRoute', 'shop/cart', {
      spec: {
        parentRefs: [{ name: 'edge', namespace: 'edge', sectionName: 'https' }],
        hostnames: ['cart.example.com'],
        rules: [{ backendRefs: [{ name: 'cart', port: 80 }] }],
      },
    });
    const redirect = (rule: object = {}, more: object = {}) =>
      raw('HTTPRoute', 'edge/redirect', {
        spec: {
          parentRefs: [{ name: 'edge', sectionName: 'http' }],
          rules: [
            {
              filters: [
                {
                  type: 'RequestRedirect',
                  requestRedirect: { scheme: 'https', statusCode: 301 },
                },
              ],
              ...rule,
            },
          ],
          ...more,
        },
      });
    const portsOf = (...objects: RawObject[]): [number, boolean][] =>
      cartModel(https, ...objects)
        .gateways.flatMap(({ servers }) => servers)
        .map(({ port, httpsRedirect }) => [port, httpsRedirect]);
    const both = edge({ listeners: [plain(), listener()] });
    const served: [number, boolean] = [443, false];

    it('are the entity’s where its route is attached', () => {
      expect(portsOf(both)).toEqual([served]);
    });

    it('say that a host is merely redirected', () => {
      expect(portsOf(both, redirect())).toEqual([[80, true], served]);
    });

    it.each<[string, RawObject]>([
      [
        'some paths alone',
        redirect({ matches: [{ path: { type: 'Exact', value: '/old' } }] }),
      ],
      ['other hosts', redirect({}, { hostnames: ['other.example.com'] })],
      [
        'another listener',
        redirect({}, { parentRefs: [{ name: 'edge', sectionName: 'admin' }] }),
      ],
      [
        'another path',
        redirect({ filters: [{ requestRedirect: { hostname: 'x.org' } }] }),
      ],
    ])('do not when the redirect is for %s', (_, other) => {
      expect(portsOf(both, other)).toEqual([served]);
    });

    it('do not for a host that the listener does not admit', () => {
      const other = edge({
        listeners: [plain({ hostname: '*.example.org' }), listener()],
      });
      expect(portsOf(other, redirect())).toEqual([served]);
    });

    it.each<[string, object, [number, boolean][]]>([
      ['its own namespace', { from: 'Same' }, []],
      ['all namespaces', { from: 'All' }, [served]],
      [
        'namespaces with a label',
        { from: 'Selector', selector: { matchLabels: { team: 'shop' } } },
        [served],
      ],
      [
        'namespaces with another label',
        { from: 'Selector', selector: { matchLabels: { team: 'x' } } },
        [],
      ],
    ])('take routes of %s', (_, namespaces, expected) => {
      const admitting = edge({
        listeners: [listener({ allowedRoutes: { namespaces } })],
      });
      const namespace = raw('Namespace', 'shop', {
        metadata: { labels: { team: 'shop' } },
      });
      expect(portsOf(admitting, namespace)).toEqual(expected);
    });

    it('take routes of some kinds', () => {
      const grpc = edge({
        listeners: [
          listener({
            allowedRoutes: {
              namespaces: { from: 'All' },
              kinds: [{ kind: 'GRPCRoute' }],
            },
          }),
        ],
      });
      expect(portsOf(grpc)).toEqual([]);
    });
  });
});
