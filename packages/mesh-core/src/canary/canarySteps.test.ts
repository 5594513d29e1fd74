import fc from 'fast-check';
import { canarySteps } from './canarySteps';
import type { CanaryPhase } from './model';
import { eventsOf, runFacts, split } from './__testUtils__/facts';

const statesOf = (...args: Parameters<typeof runFacts>): string =>
  canarySteps(runFacts(...args))
    .map(({ kind, value, state }) => `${value ?? kind}:${state}`)
    .join(' ');

const to30 = { analysis: { stepWeight: 10, maxWeight: 30 } };
const iterations = (count: number) => ({
  analysis: { stepWeight: undefined, maxWeight: undefined, iterations: count },
});

describe('where a run stands', () => {
  it.each([
    [0, 'start:current 10:todo 20:todo 30:todo promotion:todo'],
    [10, 'start:done 10:current 20:todo 30:todo promotion:todo'],
    [30, 'start:done 10:done 20:done 30:current promotion:todo'],
    [25, 'start:done 10:done 20:current 30:todo promotion:todo'],
    [5, 'start:current 10:todo 20:todo 30:todo promotion:todo'],
    [95, 'start:done 10:done 20:done 30:current promotion:todo'],
  ])('by the live weight %d', (weight, expected) => {
    expect(
      statesOf('Progressing', {
        ...to30,
        weights: split(100 - weight, weight),
      }),
    ).toBe(expected);
  });

  it('by the weight of the status where that of the mesh is unknown', () => {
    expect(
      statesOf('Progressing', {
        ...to30,
        weights: { state: 'unknown', reason: 'not found' },
        status: { canaryWeight: 20 },
      }),
    ).toBe('start:done 10:done 20:current 30:todo promotion:todo');
  });

  it('follows the mesh, not the status', () => {
    expect(
      statesOf('Progressing', {
        ...to30,
        weights: split(80, 20),
        status: { canaryWeight: 10 },
      }),
    ).toBe('start:done 10:done 20:current 30:todo promotion:todo');
  });

  it('finds the place in weights that do not grow', () => {
    const analysis = { stepWeight: undefined, stepWeights: [20, 10] };
    expect(statesOf('Progressing', { analysis, weights: split(90, 10) })).toBe(
      'start:done 20:done 10:current promotion:todo',
    );
  });

  it.each([
    [0, 'start:current 1:todo 2:todo promotion:todo'],
    [1, 'start:done 1:current 2:todo promotion:todo'],
    [2, 'start:done 1:done 2:current promotion:todo'],
    [3, 'start:done 1:done 2:done promotion:current'],
    [9, 'start:done 1:done 2:done promotion:current'],
    [-1, 'start:current 1:todo 2:todo promotion:todo'],
  ])('by iteration %d', (count, expected) => {
    expect(
      statesOf('Progressing', {
        ...iterations(2),
        status: { iterations: count },
      }),
    ).toBe(expected);
  });

  it.each<[CanaryPhase, string]>([
    ['Initializing', 'start:todo 10:todo 20:todo 30:todo promotion:todo'],
    ['Initialized', 'start:todo 10:todo 20:todo 30:todo promotion:todo'],
    ['Waiting', 'start:current 10:todo 20:todo 30:todo promotion:todo'],
    [
      'WaitingPromotion',
      'start:done 10:done 20:done 30:done promotion:current',
    ],
    ['Promoting', 'start:done 10:done 20:done 30:done promotion:current'],
    ['Finalising', 'start:done 10:done 20:done 30:done promotion:current'],
    ['Succeeded', 'start:done 10:done 20:done 30:done promotion:done'],
    [
      'Terminating',
      'start:unknown 10:unknown 20:unknown 30:unknown promotion:unknown',
    ],
    [
      'Unknown',
      'start:unknown 10:unknown 20:unknown 30:unknown promotion:unknown',
    ],
  ])('in phase %s', (phase, expected) => {
    expect(statesOf(phase, to30)).toBe(expected);
  });

  it('has neither weights nor iterations where the analysis is skipped', () => {
    const spec = { skipAnalysis: true };
    expect(statesOf('Progressing', { ...to30, spec })).toBe(
      'start:current promotion:todo',
    );
  });
});

describe('where a run failed', () => {
  const failed = (weights = split(100, 0), ...messages: string[]): string =>
    statesOf('Failed', { ...to30, weights, events: eventsOf(...messages) });

  it.each<[string, string[], string]>([
    [
      'nothing is left',
      [],
      'start:unknown 10:unknown 20:unknown 30:unknown promotion:unknown',
    ],
    [
      'only the start is known',
      ['New revision detected! Scaling up a.shop'],
      'start:failed 10:todo 20:todo 30:todo promotion:todo',
    ],
    [
      'the last weight is known',
      [
        'New revision detected! Scaling up a.shop',
        'Advance a.shop canary weight 10',
        'Advance a.shop canary weight 20',
        'Halt a.shop advancement success rate 85.21% < 99%',
        'Canary failed! Scaling down a.shop',
      ],
      'start:done 10:done 20:failed 30:todo promotion:todo',
    ],
    [
      'the last weight is in a merged event',
      [
        'New revision detected! Scaling up a.shop',
        '(combined from similar events): Advance a.shop canary weight 30',
      ],
      'start:done 10:done 20:done 30:failed promotion:todo',
    ],
    [
      'it was copied already',
      [
        'Advance a.shop canary weight 30',
        'Copying a.shop template spec to a-primary.shop',
      ],
      'start:done 10:done 20:done 30:done promotion:failed',
    ],
  ])('when %s', (_, messages, expected) => {
    expect(failed(split(100, 0), ...messages)).toBe(expected);
  });

  it('at the promotion, when the canary has all traffic', () => {
    expect(failed(split(0, 100))).toBe(
      'start:done 10:done 20:done 30:done promotion:failed',
    );
  });

  it('at an iteration', () => {
    expect(
      statesOf('Failed', {
        ...iterations(3),
        events: eventsOf('Advance a.shop canary iteration 2/3'),
      }),
    ).toBe('start:done 1:done 2:failed 3:todo promotion:todo');
  });
});

describe('gates', () => {
  const webhooks = (...types: string[]) => ({
    analysis: {
      stepWeight: 50,
      maxWeight: 50,
      webhooks: types.map(type => ({ name: type, type, url: 'http://gate/' })),
    },
  });
  const gatesOf = (phase: CanaryPhase, ...types: string[]): boolean[] =>
    canarySteps(runFacts(phase, webhooks(...types))).map(({ gated }) => gated);

  it.each<[CanaryPhase, string[], boolean[]]>([
    ['Initialized', [], [false, false, false]],
    ['Initialized', ['confirm-rollout'], [true, false, false]],
    ['Initialized', ['confirm-traffic-increase'], [false, true, false]],
    ['Initialized', ['confirm-promotion'], [false, false, true]],
    [
      'Initialized',
      ['rollout', 'pre-rollout', 'rollback'],
      [false, false, false],
    ],
    ['Waiting', ['confirm-rollout'], [true, false, false]],
    ['Progressing', ['confirm-rollout'], [false, false, false]],
    ['Progressing', ['confirm-promotion'], [false, false, true]],
    ['WaitingPromotion', ['confirm-promotion'], [false, false, true]],
    ['Promoting', ['confirm-promotion'], [false, false, false]],
    [
      'Succeeded',
      ['confirm-promotion', 'confirm-rollout'],
      [false, false, false],
    ],
  ])('in %s with %j', (phase, types, expected) => {
    expect(gatesOf(phase, ...types)).toEqual(expected);
  });

  it('do not stand before iterations', () => {
    const facts = runFacts('Initialized', {
      analysis: {
        stepWeight: undefined,
        maxWeight: undefined,
        iterations: 2,
        webhooks: [
          {
            name: 'gate',
            type: 'confirm-traffic-increase',
            url: 'http://gate/',
          },
        ],
      },
    });
    expect(canarySteps(facts).some(({ gated }) => gated)).toBe(false);
  });
});

describe('times', () => {
  it('come from the first event of a step, and from copying for the promotion', () => {
    const events = eventsOf(
      'New revision detected! Scaling up a.shop',
      'Starting canary analysis for a.shop',
      'Advance a.shop canary weight 10',
      'Advance a.shop canary weight 20',
      'Advance a.shop canary weight 30',
      'Copying a.shop template spec to a-primary.shop',
      'Routing all traffic to primary',
      'Promotion completed! Scaling down a.shop',
    );
    const steps = canarySteps(runFacts('Succeeded', { ...to30, events }));
    expect(steps.map(({ at }) => at?.slice(17, 19))).toEqual([
      '00',
      '20',
      '30',
      '40',
      '50',
    ]);
  });

  it('are absent where no event is left', () => {
    const steps = canarySteps(runFacts('Succeeded', to30));
    expect(steps.some(({ at, earliest }) => at ?? earliest)).toBe(false);
  });

  it('to come lie one interval apart, and never in the past', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 600 }),
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: 0, max: 3 }),
        (seconds, passed, step) => {
          const last = Date.UTC(2026, 0, 1);
          const now = new Date(last + passed * 1_000);
          const weight = step * 10;
          const steps = canarySteps(
            runFacts('Progressing', {
              analysis: { ...to30.analysis, interval: `${seconds}s` },
              weights: split(100 - weight, weight),
              status: { lastTransitionTime: new Date(last).toISOString() },
              now,
            }),
          );
          const times = steps.flatMap(({ earliest }) =>
            earliest === undefined ? [] : [Date.parse(earliest)],
          );
          expect(times).toHaveLength(4 - step);
          times.forEach((time, index) => {
            expect(time).toBeGreaterThanOrEqual(now.getTime());
            expect(time - times[0]).toBe(index * seconds * 1_000);
          });
          expect(times[0] - now.getTime()).toBeLessThanOrEqual(seconds * 1_000);
        },
      ),
    );
  });

  it('to come are unknown without a last tick', () => {
    const facts = runFacts('Progressing', { ...to30, now: new Date() });
    expect(canarySteps(facts).some(({ earliest }) => earliest)).toBe(false);
  });
});
