import { parseResource } from '../parseResource';

function parse(kind: string, spec: unknown) {
  const group =
    kind === 'Telemetry' ? 'telemetry.istio.io' : 'security.istio.io';
  const { object, findings } = parseResource({
    apiVersion: `${group}/v1`,
    kind,
    metadata: { name: 'callers', namespace: 'payments' },
    spec,
  });
  return {
    spec: (object as { spec?: unknown } | undefined)?.spec,
    findings: findings.map(({ code, path }) => `${code} ${path}`),
  };
}

describe('AuthorizationPolicy', () => {
  it('is read with callers, operations and conditions', () => {
    const spec = {
      selector: { matchLabels: { app: 'payments' } },
      action: 'ALLOW',
      rules: [
        {
          from: [
            {
              source: {
                principals: ['cluster.local/ns/shop/sa/checkout'],
                notIpBlocks: ['10.0.0.0/8'],
              },
            },
          ],
          to: [{ operation: { methods: ['POST'], paths: ['/pay*'] } }],
          when: [{ key: 'request.auth.claims[iss]', values: ['issuer'] }],
        },
      ],
    };
    expect(parse('AuthorizationPolicy', spec)).toEqual({ spec, findings: [] });
  });

  it('does not turn into ALLOW without saying so', () => {
    expect(parse('AuthorizationPolicy', { action: 'deny' })).toEqual({
      spec: {},
      findings: ['malformed-decisive-field spec.action'],
    });
  });

  it('does not open or widen without saying so', () => {
    const { findings } = parse('AuthorizationPolicy', {
      selector: { matchLabel: { app: 'payments' } },
      rules: [
        {
          from: [{ source: { principal: ['a'], namespaces: 'shop' } }],
          to: 'everything',
          when: [{ values: ['a'] }],
        },
      ],
    });
    expect(findings).toEqual([
      'unknown-condition spec.selector.matchLabel',
      'unknown-condition spec.rules[0].from[0].source.principal',
      'malformed-condition spec.rules[0].from[0].source.namespaces',
      'malformed-condition spec.rules[0].to',
      'missing-field spec.rules[0].when[0].key',
    ]);
  });
});

describe('PeerAuthentication', () => {
  it('is read with modes by port', () => {
    const spec = {
      mtls: { mode: 'STRICT' },
      portLevelMtls: { 9090: { mode: 'DISABLE' } },
    };
    expect(parse('PeerAuthentication', spec)).toEqual({ spec, findings: [] });
  });

  it('does not fall back to the mesh without saying so', () => {
    expect(
      parse('PeerAuthentication', {
        mtls: { mode: 'strict' },
        portLevelMtls: { 9090: 'DISABLE' },
      }),
    ).toEqual({
      spec: { mtls: {}, portLevelMtls: {} },
      findings: [
        'malformed-decisive-field spec.mtls.mode',
        'malformed-decisive-field spec.portLevelMtls["9090"]',
      ],
    });
  });
});

describe('RequestAuthentication', () => {
  it('is read in both spellings of the key address', () => {
    const spec = {
      jwtRules: [
        { issuer: 'a', jwksUri: 'https://a.example/keys' },
        { issuer: 'b', jwks_uri: 'https://b.example/keys' },
      ],
    };
    expect(parse('RequestAuthentication', spec)).toEqual({
      spec,
      findings: [],
    });
  });

  it('drops a header without a name, and keeps the rule', () => {
    expect(
      parse('RequestAuthentication', {
        jwtRules: [{ issuer: 'a', fromHeaders: [{ prefix: 'Bearer ' }] }],
      }),
    ).toEqual({
      spec: { jwtRules: [{ issuer: 'a', fromHeaders: [] }] },
      findings: ['missing-field spec.jwtRules[0].fromHeaders[0].name'],
    });
  });
});

describe('Telemetry', () => {
  it('is read with tracing, metrics and access logs', () => {
    const spec = {
      tracing: [{ randomSamplingPercentage: 0.5, customTags: { a: {} } }],
      metrics: [
        {
          providers: [{ name: 'prometheus' }],
          overrides: [{ match: { metric: 'REQUEST_COUNT', mode: 'SERVER' } }],
        },
      ],
      accessLogging: [{ filter: { expression: 'response.code >= 400' } }],
    };
    expect(parse('Telemetry', spec)).toEqual({ spec, findings: [] });
  });

  it('does not log more than is written without saying so', () => {
    expect(
      parse('Telemetry', { accessLogging: [{ filter: { expression: 1 } }] }),
    ).toMatchObject({
      findings: ['malformed-condition spec.accessLogging[0].filter.expression'],
    });
  });
});
