import fc from 'fast-check';
import { CanaryEffect, CanaryState, TickInputs } from './CanaryTick';
import { checkMetrics, goDuration } from './checkMetrics';
import { parseInterval, readCanaryPlan } from './readCanaryPlan';
import { tickCanary } from './tickCanary';

function planOf(analysis: Record<string, unknown>) {
  return readCanaryPlan({
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: { name: 'orders', namespace: 'demo' },
    spec: {
      targetRef: { name: 'orders' },
      analysis: { interval: '10s', threshold: 3, ...analysis },
    },
  });
}

const hooks = [
  { name: 'start', type: 'confirm-rollout', url: '' },
  { name: 'more', type: 'confirm-traffic-increase', url: '' },
  { name: 'promote', type: 'confirm-promotion', url: '' },
  { name: 'abort', type: 'rollback', url: '' },
];

interface Weather {
  readonly hash: string;
  readonly primaryReady: boolean;
  readonly canaryReady: boolean;
  readonly open: readonly boolean[];
  readonly slow: boolean;
}

const weather: fc.Arbitrary<Weather> = fc.record({
  hash: fc.constantFrom('v1', 'v1', 'v1', 'v2', 'v3'),
  primaryReady: fc.boolean(),
  canaryReady: fc.boolean(),
  open: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean()),
  slow: fc.boolean(),
});

function inputsOf({
  hash,
  primaryReady,
  canaryReady,
  open,
  slow,
}: Weather): TickInputs {
  const readiness = (ready: boolean) =>
    ready ? { ready: true as const } : { ready: false as const, reason: 'why' };
  return {
    templateHash: hash,
    primary: readiness(primaryReady),
    canary: readiness(canaryReady),
    ask: hook => ({
      code: open[hooks.findIndex(({ name }) => name === hook.name)] ? 200 : 403,
    }),
    measure: () => (slow ? 900 : 100),
  };
}

function after(
  state: CanaryState,
  effects: readonly CanaryEffect[],
): CanaryState {
  return effects.reduce<CanaryState>((present, effect) => {
    if (effect.type === 'status') {
      return { ...present, status: effect.status };
    }
    return effect.type === 'routes'
      ? { ...present, routes: effect.routes }
      : present;
  }, state);
}

const fresh = {
  phase: '',
  canaryWeight: 0,
  iterations: 0,
  failedChecks: 0,
} as const;

describe('tickCanary', () => {
  it('keeps its invariants in any weather', () => {
    const analyses = fc.constantFrom<Record<string, unknown>>(
      { stepWeight: 20, maxWeight: 50, stepWeightPromotion: 30 },
      { stepWeights: [1, 10, 60] },
      { iterations: 2 },
      { iterations: 2, match: [{ headers: { a: { exact: 'b' } } }] },
    );
    fc.assert(
      fc.property(
        analyses,
        fc.array(weather, { maxLength: 80 }),
        (analysis, days) => {
          const plan = planOf({
            ...analysis,
            webhooks: hooks,
            metrics: [
              { name: 'request-duration', thresholdRange: { max: 500 } },
            ],
          });
          const max =
            plan.strategy === 'weighted' ? (plan.weights.at(-1) ?? 0) : 100;
          let state: CanaryState = { plan, status: fresh };
          for (const day of days) {
            const effects = tickCanary(state, inputsOf(day));
            const next = after(state, effects);
            const { routes = { primary: 100, canary: 0 }, status } = next;
            const outside = [
              'Failed',
              'Succeeded',
              'Finalising',
              'Initialized',
            ].includes(status.phase);
            const promoted = effects.some(({ type }) => type === 'promote');
            expect({
              sum: routes.primary + routes.canary,
              overMax: routes.canary > max,
              overThreshold: status.failedChecks > plan.threshold,
              shareOutsideOfRun: outside
                ? routes.canary + status.canaryWeight
                : 0,
              promoted,
            }).toEqual({
              sum: 100,
              overMax: false,
              overThreshold: false,
              shareOutsideOfRun: 0,
              promoted:
                status.phase === 'Promoting' &&
                state.status.phase !== 'Promoting',
            });
            state = next;
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is a function: the same state and inputs, the same effects', () => {
    fc.assert(
      fc.property(weather, day => {
        const state: CanaryState = {
          plan: planOf({ stepWeight: 10 }),
          status: fresh,
        };
        const inputs = inputsOf(day);
        expect(tickCanary(state, inputs)).toEqual(tickCanary(state, inputs));
      }),
    );
  });

  it('needs as many passes as Flagger: one to detect, one per weight, three to promote', () => {
    const plan = planOf({ stepWeight: 10, maxWeight: 50 });
    let state: CanaryState = {
      plan,
      status: {
        ...fresh,
        phase: 'Initialized',
        lastAppliedSpec: 'v1',
        lastPromotedSpec: 'v1',
      },
      routes: { primary: 100, canary: 0 },
    };
    const good = inputsOf({
      hash: 'v2',
      primaryReady: true,
      canaryReady: true,
      open: [],
      slow: false,
    });
    let passes = 0;
    while (state.status.phase !== 'Succeeded' && passes < 50) {
      state = after(state, tickCanary(state, good));
      passes += 1;
    }
    expect(passes).toBe(1 + 5 + 3);
  });

  it('never sees a revision that comes in Failed while the primary is not ready', () => {
    const failed: CanaryState = {
      plan: planOf({ stepWeight: 10 }),
      status: {
        ...fresh,
        phase: 'Failed',
        lastAppliedSpec: 'v2',
        lastPromotedSpec: 'v1',
      },
      routes: { primary: 100, canary: 0 },
    };
    const bad = inputsOf({
      hash: 'v3',
      primaryReady: false,
      canaryReady: true,
      open: [],
      slow: false,
    });
    const swallowed = after(failed, tickCanary(failed, bad));
    const good = inputsOf({
      hash: 'v3',
      primaryReady: true,
      canaryReady: true,
      open: [],
      slow: false,
    });
    expect(after(swallowed, tickCanary(swallowed, good)).status.phase).toBe(
      'Failed',
    );
    expect(after(failed, tickCanary(failed, good)).status.phase).toBe(
      'Progressing',
    );
  });

  it('says once a pass that it is suspended, and does nothing', () => {
    const state: CanaryState = {
      plan: { ...planOf({ stepWeight: 10 }), suspend: true },
      status: fresh,
    };
    const inputs = inputsOf({
      hash: 'v1',
      primaryReady: true,
      canaryReady: true,
      open: [],
      slow: false,
    });
    expect(tickCanary(state, inputs)).toEqual([
      {
        type: 'event',
        level: 'Normal',
        message: 'skipping canary run as object is suspended',
      },
    ]);
  });
});

describe('readCanaryPlan', () => {
  it.each([
    ['overshoots the maximum', { stepWeight: 20, maxWeight: 50 }, [20, 40, 60]],
    ['goes to 100 without a maximum', { stepWeight: 40 }, [40, 80, 100]],
    ['caps listed weights', { stepWeights: [50, 120] }, [50, 100]],
    ['never moves by steps of 0', { stepWeight: 0 }, []],
  ])('%s', (_what, analysis, weights) => {
    expect(planOf(analysis).weights).toEqual(weights);
  });

  it.each([
    ['30s', 30_000],
    ['2m', 120_000],
    ['1s', 10_000],
    ['5minutes', 60_000],
    [undefined, 60_000],
  ])('reads the interval %s', (text, ms) => {
    expect(parseInterval(text)).toBe(ms);
  });
});

describe('checkMetrics', () => {
  const metric = (name: string, range: object) =>
    planOf({ metrics: [{ name, thresholdRange: range }] });

  it.each([
    [
      'request-success-rate',
      { min: 99 },
      98.69,
      'Halt orders.demo advancement success rate 98.69% < 99%',
    ],
    [
      'request-duration',
      { max: 500 },
      1515.9,
      'Halt orders.demo advancement request duration 1.515s > 500ms',
    ],
    [
      'request-duration',
      { max: 0.5 },
      97,
      'Halt orders.demo advancement request duration 97ms > 0s',
    ],
    [
      'not-found',
      { max: 5 },
      7.126,
      'Halt orders.demo advancement not-found 7.13 > 5',
    ],
    ['request-duration', { max: 500 }, 500, undefined],
    ['request-success-rate', {}, 0, undefined],
  ])('%s %j of %d', (name, range, value, message) => {
    expect(checkMetrics(metric(name, range), () => value)).toBe(message);
  });

  it('counts no values as a failure', () => {
    expect(
      checkMetrics(
        metric('request-success-rate', { min: 99 }),
        () => undefined,
      ),
    ).toBe(
      'Halt advancement no values found for istio metric request-success-rate probably orders.demo is not receiving traffic: running query failed: no values found',
    );
  });

  it('prints durations as Go does', () => {
    expect([0, 500, 2453, 90_000].map(goDuration)).toEqual([
      '0s',
      '500ms',
      '2.453s',
      '1m30s',
    ]);
  });
});
