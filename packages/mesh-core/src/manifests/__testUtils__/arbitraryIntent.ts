import fc from 'fast-check';
import type { MeshIntentInput } from '../intent';

type Canary = NonNullable<MeshIntentInput['canary']>;
type Versions = NonNullable<MeshIntentInput['versions']>;

const name = fc.stringMatching(/^[a-z]([-a-z0-9]{0,20}[a-z0-9])?$/);
const labelValue = fc.stringMatching(
  /^[a-zA-Z0-9]([-_.a-zA-Z0-9]{0,9}[a-z0-9])?$/,
);
const labels = fc.dictionary(name, labelValue, { maxKeys: 3 });
const durationMs = fc.integer({ min: 1, max: 3_600_000 });
const percent = fc.integer({ min: 1, max: 100 });
const few = fc.integer({ min: 1, max: 30 });

function optional<T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(of, { nil: undefined });
}

const service = fc.record(
  {
    name,
    namespace: name,
    port: fc.integer({ min: 1, max: 65_535 }),
    targetPort: fc.integer({ min: 1, max: 65_535 }),
    protocol: fc.constantFrom('http' as const, 'http2' as const),
    kubernetesId: labelValue,
    owner: name.map(team => `group:default/${team}`),
    labels,
  },
  { requiredKeys: ['name', 'namespace', 'port'] },
);

const exposure = fc.record({
  hosts: fc.array(
    name.map(label => `${label}.example.com`),
    { minLength: 1, maxLength: 3 },
  ),
  gateways: fc.array(
    name.map(label => `istio-ingress/${label}`),
    { minLength: 1, maxLength: 2 },
  ),
});

const retries = fc.record(
  {
    attempts: fc.integer({ min: 0, max: 10 }),
    retryOn: fc.uniqueArray(fc.constantFrom('5xx', 'reset', '503'), {
      minLength: 1,
    }),
  },
  { requiredKeys: ['attempts'] },
);

const resilience = fc.record(
  {
    timeoutMs: durationMs,
    retries,
    loadBalancer: fc.constantFrom('LEAST_REQUEST' as const, 'RANDOM' as const),
    outlierDetection: fc.record(
      {
        consecutive5xxErrors: few,
        intervalMs: durationMs,
        baseEjectionTimeMs: durationMs,
        maxEjectionPercent: percent,
      },
      { requiredKeys: ['consecutive5xxErrors'] },
    ),
  },
  { requiredKeys: [] },
);

/** Cuts 100 percent at some places, so that the weights add up. */
const versions: fc.Arbitrary<Versions> = fc
  .tuple(
    fc.uniqueArray(name, { minLength: 1, maxLength: 4 }),
    fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 3 }),
  )
  .map(([names, cuts]) => {
    const ends = [...cuts.slice(0, names.length - 1), 100].sort(
      (a, b) => a - b,
    );
    return names.map((each, index) => ({
      name: each,
      weight: ends[index] - (ends[index - 1] ?? 0),
    }));
  });

const stringMatch = fc.oneof(
  fc.string({ minLength: 1 }).map(exact => ({ exact })),
  fc.string({ minLength: 1 }).map(prefix => ({ prefix })),
);

const way: fc.Arbitrary<Partial<Canary>> = fc.oneof(
  fc
    .tuple(percent, percent, optional(percent))
    .map(([a, b, stepWeightPromotion]) => ({
      stepWeight: Math.min(a, b),
      maxWeight: Math.max(a, b),
      ...(stepWeightPromotion && { stepWeightPromotion }),
    })),
  fc
    .uniqueArray(percent, { minLength: 1, maxLength: 6 })
    .map(weights => ({ stepWeights: weights.sort((a, b) => a - b) })),
  few.map(iterations => ({ iterations })),
  fc
    .tuple(few, fc.dictionary(name, stringMatch, { minKeys: 1, maxKeys: 2 }))
    .map(([iterations, headers]) => ({ iterations, match: [{ headers }] })),
);

const canary: fc.Arbitrary<Canary> = fc
  .tuple(
    way,
    fc.record(
      {
        interval: fc.oneof(
          fc.integer({ min: 10, max: 90 }).map(figure => `${figure}s`),
          few.map(figure => `${figure}m`),
        ),
        threshold: few,
        metrics: fc.record(
          {
            successRateMin: fc.double({ min: 0, max: 100, noNaN: true }),
            durationMaxMs: durationMs,
          },
          { requiredKeys: ['successRateMin'] },
        ),
        loadTest: fc.record({
          url: fc.constant('http://loadtester.test/'),
          path: fc.constantFrom('/', '/api/v1.0/ping'),
          ratePerSecond: fc.integer({ min: 1, max: 1000 }),
        }),
        alerts: fc.array(fc.record({ provider: name }), { maxLength: 2 }),
        autoscaler: name,
        progressDeadlineSeconds: few,
      },
      { requiredKeys: ['interval', 'threshold', 'metrics'] },
    ),
  )
  .map(([how, rest]) => ({ ...how, ...rest }));

/** Any intent that is well formed, with versions, with a canary, or with neither. */
export const arbitraryIntent: fc.Arbitrary<MeshIntentInput> = fc
  .tuple(
    fc.record({ service, exposure, resilience }, { requiredKeys: ['service'] }),
    fc.oneof(
      fc.constant({}),
      versions.map(each => ({ versions: each })),
      canary.map(each => ({ canary: each })),
    ),
  )
  .map(([base, releases]) => ({ ...base, ...releases }));
