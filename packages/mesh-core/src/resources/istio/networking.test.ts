import { parseResource } from '../parseResource';

function parse(kind: string, spec: unknown) {
  const { object, findings } = parseResource({
    apiVersion: 'networking.istio.io/v1beta1',
    kind,
    metadata: { name: 'cart', namespace: 'shop' },
    spec,
  });
  return {
    spec: (object as { spec?: unknown } | undefined)?.spec,
    findings: findings.map(({ code, path }) => `${code} ${path}`),
  };
}

describe('DestinationRule', () => {
  it('is read with policies of host, port and subset', () => {
    const spec = {
      host: 'cart',
      workloadSelector: { matchLabels: { app: 'web' } },
      trafficPolicy: {
        loadBalancer: {
          consistentHash: { httpCookie: { name: 'user', ttl: '0s' } },
        },
        connectionPool: { tcp: { maxConnections: 100 } },
        outlierDetection: { consecutive5xxErrors: 5, interval: '10s' },
        tls: { mode: 'ISTIO_MUTUAL' },
        portLevelSettings: [{ port: { number: 80 }, tls: { mode: 'DISABLE' } }],
      },
      subsets: [
        {
          name: 'v1',
          labels: { version: 'v1' },
          trafficPolicy: { loadBalancer: { simple: 'RANDOM' } },
        },
      ],
    };
    expect(parse('DestinationRule', spec)).toEqual({ spec, findings: [] });
  });

  it('has no subset without a name, and marks one that selects more', () => {
    expect(
      parse('DestinationRule', {
        subsets: [
          { labels: { version: 'v1' } },
          { name: 'v2', labels: { version: 2 } },
        ],
      }),
    ).toEqual({
      spec: { subsets: [{ name: 'v2', labels: {} }] },
      findings: [
        'missing-field spec.subsets[0].name',
        'malformed-condition spec.subsets[1].labels.version',
      ],
    });
  });
});

describe('Gateway of Istio', () => {
  const server = {
    port: { number: 443, name: 'https', protocol: 'HTTPS' },
    hosts: ['shop/www.example.com'],
    tls: { mode: 'SIMPLE', credentialName: 'www' },
  };

  it('is read with servers', () => {
    const spec = { selector: { istio: 'ingress' }, servers: [server] };
    expect(parse('Gateway', spec)).toEqual({ spec, findings: [] });
  });

  it('keeps the server that can be read', () => {
    const half = { ...server, port: { number: 'https' } };
    expect(parse('Gateway', { servers: [half, server, 443] })).toEqual({
      spec: { servers: [server] },
      findings: [
        'missing-field spec.servers[0].port.name',
        'malformed-field spec.servers[2]',
      ],
    });
  });
});

describe('ServiceEntry', () => {
  it('is read with ports and endpoints', () => {
    const spec = {
      hosts: ['api.mail.example'],
      location: 'MESH_EXTERNAL',
      resolution: 'DNS',
      ports: [{ number: 443, name: 'tls', protocol: 'TLS' }],
      endpoints: [{ address: 'eu.mail.example', ports: { tls: 443 } }],
    };
    expect(parse('ServiceEntry', spec)).toEqual({ spec, findings: [] });
  });

  it('is kept without hosts, which have no default', () => {
    expect(parse('ServiceEntry', { resolution: 'dns' })).toEqual({
      spec: {},
      findings: ['malformed-decisive-field spec.resolution'],
    });
  });
});

describe('Sidecar', () => {
  it('is read with what it listens to and knows', () => {
    const spec = {
      workloadSelector: { labels: { app: 'cart' } },
      ingress: [
        { port: { number: 8080, protocol: 'HTTP' }, defaultEndpoint: 'unix:a' },
      ],
      egress: [{ hosts: ['./*', 'istio-system/*'] }],
      outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
    };
    expect(parse('Sidecar', spec)).toEqual({ spec, findings: [] });
  });

  it('does not know all hosts without saying so', () => {
    expect(parse('Sidecar', { egress: { hosts: ['./*'] } })).toEqual({
      spec: {},
      findings: ['malformed-decisive-field spec.egress'],
    });
  });
});

describe('WorkloadEntry', () => {
  it('is read with ports by name', () => {
    const spec = { address: '10.0.0.1', ports: { http: 8080 }, weight: 1 };
    expect(parse('WorkloadEntry', spec)).toEqual({ spec, findings: [] });
    expect(parse('WorkloadEntry', { ports: { http: '8080' } })).toEqual({
      spec: { ports: {} },
      findings: ['malformed-field spec.ports.http'],
    });
  });
});
