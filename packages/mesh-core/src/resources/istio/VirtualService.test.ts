import { parseVirtualService } from './VirtualService';

function parse(spec: unknown) {
  const { object, findings, leftOut } = parseVirtualService({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'cart', namespace: 'shop' },
    spec,
  });
  return {
    spec: object?.spec,
    findings: findings.map(
      ({ severity, code, path }) => `${severity} ${code} ${path}`,
    ),
    messages: findings.map(({ message }) => message),
    leftOut,
  };
}

const route = [{ destination: { host: 'cart' } }];

describe('a complete VirtualService', () => {
  it('is read without a finding', () => {
    const spec = {
      hosts: ['cart', 'cart.example.com'],
      gateways: ['mesh', 'istio-ingress/private-gateway'],
      exportTo: ['.'],
      http: [
        {
          name: 'testers',
          match: [
            {
              uri: { prefix: '/cart' },
              headers: { 'x-user': { regex: '.*@example.com' }, cookie: {} },
              withoutHeaders: { 'x-bot': {} },
              queryParams: { beta: { exact: '1' } },
              sourceLabels: { app: 'web' },
              port: 8080,
            },
          ],
          route: [
            {
              destination: { host: 'cart', subset: 'v2', port: { number: 80 } },
              weight: 100,
              headers: { request: { set: { 'x-tester': 'true' } } },
            },
          ],
        },
        {
          name: 'default',
          route,
          timeout: '5s',
          retries: { attempts: 2, perTryTimeout: '1s', retryOn: '5xx' },
          mirror: { host: 'cart', subset: 'v2' },
          mirrorPercentage: { value: 10 },
          fault: { delay: { fixedDelay: '1s', percentage: { value: 0.1 } } },
          corsPolicy: {
            allowOrigins: [{ exact: 'https://example.com' }],
            maxAge: '24h',
          },
        },
      ],
      tls: [{ match: [{ sniHosts: ['cart.example.com'] }], route }],
      tcp: [{ match: [{ port: 27017 }], route }],
    };
    expect(parse(spec)).toEqual({ spec, findings: [], messages: [] });
  });
});

describe('a rule that lost a condition', () => {
  it('stays, and the loss is an error: it applies to more', () => {
    const result = parse({
      http: [{ match: [{ uri: '/cart', port: 80 }], route }],
    });
    expect(result.spec?.http).toEqual([{ match: [{ port: 80 }], route }]);
    expect(result.findings).toEqual([
      'error malformed-condition spec.http[0].match[0].uri',
    ]);
    expect(result.messages[0]).toBe(
      '`spec.http[0].match[0].uri` should be an object, not a text. It was left out. What is shown applies to more than the object says.',
    );
  });

  it('says so for a condition that a newer Istio may know', () => {
    // The classic slip of istio/istio#17438: `prefix` beside `uri`.
    const result = parse({ http: [{ match: [{ prefix: '/cart' }], route }] });
    expect(result.spec?.http).toEqual([{ match: [{}], route }]);
    expect(result.findings).toEqual([
      'error unknown-condition spec.http[0].match[0].prefix',
    ]);
  });

  it('says so for each header by itself', () => {
    const result = parse({
      http: [{ match: [{ headers: { a: 'x', 'x-b': { exact: 1 } } }], route }],
    });
    expect(result.spec?.http?.[0].match).toEqual([{ headers: { 'x-b': {} } }]);
    expect(result.findings).toEqual([
      'error malformed-condition spec.http[0].match[0].headers.a',
      'error malformed-condition spec.http[0].match[0].headers["x-b"].exact',
    ]);
  });

  it('is not kept when it cannot stand without: TLS by server name', () => {
    const result = parse({
      tls: [
        { route },
        { match: [{ port: 443 }, { sniHosts: ['a.example.com'] }], route },
      ],
    });
    expect(result.spec?.tls).toEqual([
      { match: [{ sniHosts: ['a.example.com'] }], route },
    ]);
    expect(result.findings).toEqual([
      'error missing-field spec.tls[0].match',
      'error missing-field spec.tls[1].match[0].sniHosts',
    ]);
  });
});

describe('rules', () => {
  it('are kept beside one that is none, whose loss is an error', () => {
    const result = parse({ http: [{ name: 'a', route }, 'b', { route }] });
    expect(result.spec?.http).toEqual([{ name: 'a', route }, { route }]);
    expect(result.findings).toEqual([
      'error malformed-decisive-field spec.http[1]',
    ]);
  });
});

describe('destinations', () => {
  it('cannot be without a host', () => {
    const result = parse({
      http: [
        {
          route: [
            { destination: { subset: 'v1' }, weight: 90 },
            { destination: { host: 'cart', subset: 'v2' }, weight: 10 },
          ],
        },
      ],
    });
    expect(result.spec?.http?.[0].route).toEqual([
      { destination: { host: 'cart', subset: 'v2' }, weight: 10 },
    ]);
    expect(result.messages).toEqual([
      '`spec.http[0].route[0].destination.host` is missing. `spec.http[0].route[0]` was left out with it.',
    ]);
    expect(result.leftOut).toEqual([
      {
        path: 'spec.http[0].route[0]',
        value: { destination: { subset: 'v1' }, weight: 90 },
      },
    ]);
  });

  it.each([
    ['weight', '90'],
    ['weight', 12.5],
  ])('are marked when their %s is lost', (_, weight) => {
    const result = parse({
      http: [{ route: [{ destination: { host: 'cart' }, weight }] }],
    });
    expect(result.spec?.http?.[0].route).toEqual(route);
    expect(result.findings).toEqual([
      'error malformed-decisive-field spec.http[0].route[0].weight',
    ]);
  });

  it('take any whole number for a weight; judging is for rules', () => {
    const weights = [-5, 0, 150].map(weight => ({
      destination: { host: 'cart' },
      weight,
    }));
    expect(parse({ http: [{ route: weights }] })).toMatchObject({
      spec: { http: [{ route: weights }] },
      findings: [],
    });
  });
});

describe('other fields', () => {
  it('are dropped one by one, as warnings', () => {
    const result = parse({
      hosts: 'cart',
      http: [
        { route, timeout: 5, retries: { attempts: 'two', retryOn: '5xx' } },
      ],
    });
    expect(result.spec).toEqual({
      http: [{ route, retries: { retryOn: '5xx' } }],
    });
    expect(result.findings).toEqual([
      'warning malformed-field spec.hosts',
      'warning malformed-field spec.http[0].timeout',
      'warning malformed-field spec.http[0].retries.attempts',
    ]);
  });

  it('are marked where the absent field means all requests', () => {
    const mirror = { host: 'cart', subset: 'v2' };
    const result = parse({
      gateways: 'istio-ingress/public-gateway',
      http: [{ route, mirror, mirrorPercentage: { value: '1%' } }],
    });
    expect(result.findings).toEqual([
      'error malformed-decisive-field spec.gateways',
      'error malformed-decisive-field spec.http[0].mirrorPercentage.value',
    ]);
  });
});
