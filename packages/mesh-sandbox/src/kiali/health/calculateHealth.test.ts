import { statusOf, workloadHealth } from './calculateHealth';
import type { RequestRates } from './NodeHealth';
import { DEFAULT_TOLERANCES, matchesPattern, tolerancesOf } from './tolerances';

function judged(inbound: RequestRates, outbound: RequestRates = {}) {
  return statusOf(
    { inbound, outbound, healthAnnotations: {} },
    DEFAULT_TOLERANCES,
  );
}

describe('statusOf', () => {
  it.each<[string, RequestRates, object]>([
    ['no traffic', {}, { status: 'NA', errorRatio: -1 }],
    [
      'bytes only',
      { tcp: { '-': 10 } },
      { status: 'NA', errorRatio: -1, totalRequestRate: 10 },
    ],
    [
      'no error',
      { http: { '200': 5 } },
      { status: 'Healthy', totalRequestRate: 5 },
    ],
    [
      'any 5xx',
      { http: { '200': 999, '500': 1 } },
      { status: 'Degraded', errorRatio: 0.1, totalRequestRate: 1000 },
    ],
    [
      'ten percent of 5xx',
      { http: { '200': 9, '503': 1 } },
      { status: 'Failure', errorRatio: 10, totalRequestRate: 10 },
    ],
    [
      'nine percent of 4xx',
      { http: { '200': 91, '404': 9 } },
      { status: 'Healthy', totalRequestRate: 100 },
    ],
    [
      'ten percent of 4xx',
      { http: { '200': 9, '404': 1 } },
      { status: 'Degraded', errorRatio: 10, totalRequestRate: 10 },
    ],
    [
      'errors that no tolerance sums',
      { http: { '200': 85, '404': 9, '500': 6 } },
      { status: 'Degraded', errorRatio: 6, totalRequestRate: 100 },
    ],
    [
      'gRPC errors',
      { grpc: { '0': 3, '14': 1 } },
      { status: 'Failure', errorRatio: 25, totalRequestRate: 4 },
    ],
    [
      'gRPC with only an HTTP code',
      { grpc: { '503': 4 } },
      { status: 'Healthy', totalRequestRate: 4 },
    ],
    [
      'requests without an answer',
      { http: { '-': 1, '200': 9 } },
      { status: 'Failure', errorRatio: 10, totalRequestRate: 10 },
    ],
  ])('%s', (_name, inbound, expected) => {
    expect(judged(inbound)).toEqual(expected);
  });

  it('counts what a workload sends as well', () => {
    expect(judged({ http: { '200': 1 } }, { http: { '500': 1 } })).toEqual({
      status: 'Failure',
      errorRatio: 100,
      totalRequestRate: 2,
    });
  });
});

describe('workloadHealth', () => {
  it.each([
    ['NA', null],
    ['Not Ready', [0, 0, 0, -1]],
    ['Failure', [2, 2, 0, 0]],
    ['Degraded', [2, 2, 1, 1]],
    ['Degraded', [2, 1, 1, 1]],
    ['Degraded', [2, 2, 2, 1]],
    ['Failure', [2, 3, 2, 2]],
    ['Healthy', [2, 2, 2, 2]],
    ['Healthy', [2, 2, 2, -1]],
  ])('%s for %p', (expected, replicas) => {
    const [desiredReplicas, currentReplicas, availableReplicas, syncedProxies] =
      replicas ?? [];
    const status = replicas && {
      name: 'w',
      desiredReplicas,
      currentReplicas,
      availableReplicas,
      syncedProxies,
    };
    expect(workloadHealth(status)).toBe(expected);
  });
});

describe('tolerances', () => {
  it('takes the valid parts of the annotation', () => {
    const annotation =
      '404,5,10,http,inbound;bad;500,9,1,http,inbound;5XX,x,5,http,inbound';
    expect(tolerancesOf({ 'health.kiali.io/rate': annotation })).toEqual([
      {
        code: '404',
        degraded: 5,
        failure: 10,
        protocol: 'http',
        direction: 'inbound',
      },
    ]);
  });

  it('keeps the defaults when no part is valid', () => {
    expect(tolerancesOf({ 'health.kiali.io/rate': 'nonsense' })).toBe(
      DEFAULT_TOLERANCES,
    );
  });

  it.each([
    ['http|grpc', 'http', true],
    ['http|grpc', 'https', true],
    ['http|grpc', 'tcp', false],
    ['', 'anything', true],
    ['(', '(', false],
  ])('pattern %p on %p: %p', (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });
});
