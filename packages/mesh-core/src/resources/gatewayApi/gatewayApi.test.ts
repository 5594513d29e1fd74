import { parseResource } from '../parseResource';

function parse(kind: string, spec: unknown, status?: unknown) {
  const { object, findings } = parseResource({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind,
    metadata: { name: 'cart', namespace: 'shop' },
    spec,
    status,
  });
  const { spec: readSpec, status: readStatus } = (object ?? {}) as {
    spec?: unknown;
    status?: unknown;
  };
  return {
    spec: readSpec,
    status: readStatus,
    findings: findings.map(({ code, path }) => `${code} ${path}`),
  };
}

const parentRefs = [{ group: '', kind: 'Service', name: 'cart', port: 80 }];
const conditions = [
  {
    type: 'Accepted',
    status: 'True',
    reason: 'Accepted',
    message: '',
    lastTransitionTime: '2026-11-24T04:27:21Z',
  },
];

describe('HTTPRoute', () => {
  it('is read with matches, filters, backends and status', () => {
    const spec = {
      parentRefs,
      hostnames: ['cart.example.com'],
      rules: [
        {
          matches: [
            {
              path: { type: 'PathPrefix', value: '/cart' },
              headers: [{ name: 'x-user', value: 'a' }],
              method: 'GET',
            },
          ],
          filters: [
            {
              type: 'RequestMirror',
              requestMirror: { backendRef: { name: 'cart-v2', port: 80 } },
            },
            {
              type: 'RequestRedirect',
              requestRedirect: { statusCode: 308, scheme: 'https' },
            },
          ],
          backendRefs: [
            { name: 'cart-v1', port: 80, weight: 90 },
            { name: 'cart-v2', port: 80, weight: 10 },
          ],
          timeouts: { request: '5s' },
        },
      ],
    };
    const status = {
      parents: [
        {
          parentRef: parentRefs[0],
          controllerName: 'istio.io/gateway-controller',
          conditions,
        },
      ],
    };
    expect(parse('HTTPRoute', spec, status)).toEqual({
      spec,
      status,
      findings: [],
    });
  });

  it('does not match more without saying so', () => {
    const { spec, findings } = parse('HTTPRoute', {
      parentRefs,
      hostnames: 'cart.example.com',
      rules: [
        {
          matches: [
            {
              path: { type: 'Prefix', value: '/' },
              method: 'get',
              headers: [{ name: 'a' }],
            },
          ],
        },
      ],
    });
    expect(spec).toEqual({
      parentRefs,
      rules: [{ matches: [{ path: { value: '/' }, headers: [] }] }],
    });
    expect(findings).toEqual([
      'malformed-condition spec.hostnames',
      'malformed-condition spec.rules[0].matches[0].path.type',
      'malformed-condition spec.rules[0].matches[0].method',
      'missing-field spec.rules[0].matches[0].headers[0].value',
    ]);
  });

  it('marks a lost weight and drops a backend without a name', () => {
    const backendRefs = [{ name: 'a', weight: '90' }, { weight: 10 }];
    expect(parse('HTTPRoute', { rules: [{ backendRefs }] })).toMatchObject({
      spec: { rules: [{ backendRefs: [{ name: 'a' }] }] },
      findings: [
        'malformed-decisive-field spec.rules[0].backendRefs[0].weight',
        'missing-field spec.rules[0].backendRefs[1].name',
      ],
    });
  });

  it('drops a status code that no redirect has', () => {
    const filter = {
      type: 'RequestRedirect',
      requestRedirect: { statusCode: 304 },
    };
    expect(
      parse('HTTPRoute', { rules: [{ filters: [filter] }] }).findings,
    ).toEqual([
      'malformed-field spec.rules[0].filters[0].requestRedirect.statusCode',
    ]);
  });
});

describe('GRPCRoute', () => {
  it('is read with methods', () => {
    const spec = {
      parentRefs,
      rules: [
        {
          matches: [{ method: { service: 'shop.Cart', method: 'Add' } }],
          backendRefs: [{ name: 'cart', port: 80 }],
        },
      ],
    };
    expect(parse('GRPCRoute', spec)).toMatchObject({ spec, findings: [] });
  });
});

describe('Gateway of the Gateway API', () => {
  const listener = { name: 'http', port: 80, protocol: 'HTTP' };

  it('is read with listeners and who may use them', () => {
    const spec = {
      gatewayClassName: 'istio',
      listeners: [
        {
          ...listener,
          hostname: '*.example.com',
          allowedRoutes: {
            namespaces: {
              from: 'Selector',
              selector: {
                matchExpressions: [
                  { key: 'team', operator: 'In', values: ['shop'] },
                ],
              },
            },
          },
        },
      ],
    };
    const status = {
      addresses: [{ type: 'IPAddress', value: '10.0.0.1' }],
      conditions,
      listeners: [{ name: 'http', attachedRoutes: 1, conditions }],
    };
    expect(parse('Gateway', spec, status)).toEqual({
      spec,
      status,
      findings: [],
    });
  });

  it('does not listen to more or admit more without saying so', () => {
    const { findings } = parse('Gateway', {
      listeners: [
        {
          ...listener,
          hostname: ['*.example.com'],
          allowedRoutes: { namespaces: { from: 'all' }, kinds: 'HTTPRoute' },
        },
        { name: 'https', port: '443', protocol: 'HTTPS' },
      ],
    });
    expect(findings).toEqual([
      'malformed-condition spec.listeners[0].hostname',
      'malformed-decisive-field spec.listeners[0].allowedRoutes.namespaces.from',
      'malformed-condition spec.listeners[0].allowedRoutes.kinds',
      'malformed-field spec.listeners[1].port',
    ]);
  });
});

describe('GatewayClass', () => {
  it('needs no namespace', () => {
    const raw = {
      apiVersion: 'gateway.networking.k8s.io/v1beta1',
      kind: 'GatewayClass',
      metadata: { name: 'istio' },
      spec: { controllerName: 'istio.io/gateway-controller' },
    };
    expect(parseResource(raw)).toEqual({ object: raw, findings: [] });
  });
});

describe('ReferenceGrant', () => {
  it('does not grant more without saying so', () => {
    const from = [
      {
        group: 'gateway.networking.k8s.io',
        kind: 'HTTPRoute',
        namespace: 'shop',
      },
    ];
    const spec = { from, to: [{ group: '', kind: 'Service', name: 'cart' }] };
    expect(parse('ReferenceGrant', spec)).toMatchObject({ spec, findings: [] });

    const named = [{ group: '', kind: 'Service', name: ['cart'] }];
    expect(parse('ReferenceGrant', { from, to: named }).findings).toEqual([
      'malformed-condition spec.to[0].name',
    ]);
  });
});
