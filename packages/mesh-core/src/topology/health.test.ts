import fc from 'fast-check';
import {
  edgeHealth,
  replicaHealth,
  requestHealth,
  worstHealth,
} from './health';
import type { HealthVerdict } from './model';
import { defaultTolerances, tolerancesOf } from './tolerances';

describe('requestHealth', () => {
  it.each([
    ['http', { 200: 1 }, 'healthy'],
    ['http', {}, 'healthy'],
    ['http', { 200: 99.9, 500: 0.1 }, 'degraded'],
    ['http', { 200: 90.1, 503: 9.9 }, 'degraded'],
    ['http', { 200: 90, 503: 10 }, 'failure'],
    ['http', { 200: 91, 404: 9 }, 'healthy'],
    ['http', { 200: 90, 404: 10 }, 'degraded'],
    ['http', { 200: 80, 404: 20 }, 'failure'],
    ['http', { 200: 94, 404: 6, 301: 0 }, 'healthy'],
    ['http', { 200: 99, '-': 1 }, 'degraded'],
    ['http', { 200: 90, '-': 10 }, 'failure'],
    ['grpc', { 0: 1 }, 'healthy'],
    ['grpc', { 0: 99, 14: 1 }, 'degraded'],
    ['grpc', { 0: 9, 2: 1 }, 'failure'],
    ['grpc', { 0: 1, 503: 1 }, 'healthy'],
    ['grpc', { 0: 1, 17: 1 }, 'healthy'],
    ['grpc', { 0: 99, '-': 1 }, 'degraded'],
    ['tcp', { '-': 1 }, 'unknown'],
  ] as const)('%s %j is %s', (protocol, codes, state) => {
    expect(requestHealth(protocol, 'inbound', codes).state).toBe(state);
    expect(requestHealth(protocol, 'outbound', codes).state).toBe(state);
  });

  it('judges each tolerance by itself: 6 % 5xx and 9 % 4xx are no failure', () => {
    expect(
      requestHealth('http', 'inbound', { 200: 85, 500: 6, 404: 9 }),
    ).toMatchObject({
      state: 'degraded',
      reason: '6 % of the requests end with 5XX; any share counts as degraded.',
    });
  });

  it('says the bound that was passed', () => {
    expect(requestHealth('http', 'inbound', { 200: 88, 404: 12 }).reason).toBe(
      '12 % of the requests end with 4XX; from 10 % on it counts as degraded.',
    );
    expect(requestHealth('http', 'inbound', { '-': 1 }).reason).toBe(
      '100 % of the requests end with no response; from 10 % on it is a failure.',
    );
    expect(requestHealth('grpc', 'inbound', { 4: 1, 0: 399 }).reason).toBe(
      '0.25 % of the requests end with a gRPC error; any share counts as degraded.',
    );
  });

  it('never gets better with more errors', () => {
    const order = ['healthy', 'degraded', 'failure'];
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.nat(1000),
        fc.nat(1000),
        fc.constantFrom('500', '404', '-'),
        (good, bad, more, code) => {
          const of = (errors: number) =>
            order.indexOf(
              requestHealth('http', 'inbound', { 200: good, [code]: errors })
                .state,
            );
          expect(of(bad + more)).toBeGreaterThanOrEqual(of(bad));
        },
      ),
    );
  });
});

describe('tolerancesOf', () => {
  it.each([
    undefined,
    '',
    '5XX',
    '5XX,1,2,http',
    '5XX,1,2,http,inbound,more',
    '5XX,a,2,http,inbound',
    '5XX,5,2,http,inbound',
    '5XX,,2,http,inbound',
    '[,1,2,http,inbound',
    '(a+)+,1,2,http,inbound',
  ])('takes those of Kiali for %j', annotation => {
    expect(tolerancesOf(annotation)).toEqual(defaultTolerances);
  });

  it('reads what can be read', () => {
    const own = tolerancesOf(
      '4XX, 20,50,http,inbound;nonsense;^0$,0,0,grpc,.*',
    );
    expect(own).toHaveLength(2);
    expect(
      requestHealth('http', 'inbound', { 200: 81, 404: 19 }, own).state,
    ).toBe('healthy');
    expect(
      requestHealth('http', 'inbound', { 200: 70, 404: 30 }, own).state,
    ).toBe('degraded');
    expect(requestHealth('http', 'outbound', { 404: 1 }, own).state).toBe(
      'unknown',
    );
    expect(requestHealth('grpc', 'outbound', { 0: 1 }, own).state).toBe(
      'failure',
    );
  });

  it('matches protocols as Kiali does, by their beginning and end', () => {
    const [, , , noResponse] = defaultTolerances;
    expect(
      ['http', 'grpc', 'http2', 'tcp'].map(name =>
        noResponse.protocol.test(name),
      ),
    ).toEqual([true, true, true, false]);
  });
});

describe('replicaHealth', () => {
  it.each([
    [0, 0, 0, -1, 'not-ready'],
    [0, 2, 2, -1, 'not-ready'],
    [2, 2, 2, -1, 'healthy'],
    [2, 2, 2, 2, 'healthy'],
    [2, 2, 2, 1, 'degraded'],
    [2, 2, 1, -1, 'degraded'],
    [2, 1, 1, -1, 'degraded'],
    [2, 2, 0, -1, 'failure'],
    [2, 0, 0, -1, 'failure'],
    [2, 3, 2, -1, 'failure'],
    [2, 3, 3, -1, 'degraded'],
  ])(
    'desired %d, current %d, available %d, synced %d is %s',
    (desired, current, available, syncedProxies, state) => {
      expect(
        replicaHealth({ desired, current, available, syncedProxies }).state,
      ).toBe(state);
    },
  );
});

describe('edgeHealth', () => {
  const edge = (
    protocol: 'http' | 'grpc' | 'tcp',
    ratePerSecond: number,
    ...responses: [string, number][]
  ) => ({
    traffic: { protocol, ratePerSecond },
    responses: responses.map(([code, share]) => ({ code, share })),
  });

  it.each([
    [edge('http', 0), 'idle'],
    [edge('http', 1), 'healthy'],
    [edge('tcp', 100, ['-', 1]), 'healthy'],
    [edge('http', 1, ['200', 0.9], ['503', 0.05], ['503', 0.05]), 'failure'],
    [edge('http', 1, ['200', 0.99], ['503', 0.01]), 'degraded'],
  ])('%j is %s', (given, state) => {
    expect(edgeHealth(given).state).toBe(state);
  });

  it('takes the worse of its two ends', () => {
    const given = edge('http', 1, ['200', 0.95], ['500', 0.05]);
    const lenient = tolerancesOf('5XX,50,60,http,.*');
    const strict = tolerancesOf('5XX,0,1,http,.*');
    expect(edgeHealth(given, { source: lenient, target: lenient }).state).toBe(
      'healthy',
    );
    expect(edgeHealth(given, { source: lenient, target: strict }).state).toBe(
      'failure',
    );
    expect(edgeHealth(given, { source: strict, target: lenient }).state).toBe(
      'failure',
    );
  });
});

describe('worstHealth', () => {
  const of = (state: HealthVerdict['state']): HealthVerdict => ({
    state,
    reason: state,
    evidence: [],
  });

  it.each([
    [['healthy', 'failure', 'degraded'], 'failure'],
    [['healthy', 'not-ready'], 'not-ready'],
    [['not-ready', 'degraded'], 'degraded'],
    [['idle', 'healthy'], 'healthy'],
    [['unknown', 'idle'], 'idle'],
    [[], 'unknown'],
  ] as const)('of %j is %s', (states, worst) => {
    expect(worstHealth(states.map(of)).state).toBe(worst);
  });
});
