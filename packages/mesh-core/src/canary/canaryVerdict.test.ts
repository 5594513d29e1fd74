import { canaryVerdict } from './canaryVerdict';
import { canarySteps } from './canarySteps';
import type { CanaryPhase, CanaryRevision, LiveWeights } from './model';
import type { ReadEvent } from './canaryEvents';
import { eventsOf, runFacts, split } from './__testUtils__/facts';

const revision = (version?: string): CanaryRevision => ({
  images: [],
  ...(version === undefined ? {} : { version }),
});

function verdictOf(
  phase: CanaryPhase,
  more: {
    analysis?: Record<string, unknown>;
    spec?: Record<string, unknown>;
    status?: Record<string, unknown>;
    weights?: LiveWeights;
    events?: ReadEvent[];
    stable?: string;
    candidate?: string;
    rawPhase?: string;
    failedVersion?: string;
  } = {},
) {
  const facts = runFacts(phase, {
    ...more,
    analysis: { stepWeight: 10, maxWeight: 60, ...more.analysis },
  });
  return canaryVerdict({
    ...facts,
    rawPhase: more.rawPhase,
    failedVersion: more.failedVersion,
    steps: canarySteps(facts),
    revisions: {
      primary: revision('stable' in more ? more.stable : 'v1.4.1'),
      canary: revision('candidate' in more ? more.candidate : 'v1.4.2'),
    },
  });
}

const byMatch = (primary: number, to: number): LiveWeights => ({
  ...split(primary, to),
  ...({ by: 'match', conditions: ['header x = beta', 'path = /new'] } as const),
});
const unknown: LiveWeights = {
  state: 'unknown',
  reason: 'VirtualService shop/a was not found.',
};
const inIterations = (mirror = false) => ({
  stepWeight: undefined,
  maxWeight: undefined,
  iterations: 5,
  mirror,
});

describe('a release in progress', () => {
  it.each<[string, Parameters<typeof verdictOf>[1], string]>([
    [
      'a step',
      { weights: split(70, 30) },
      'v1.4.2 takes 30 % of the traffic, step 3 of 6.',
    ],
    [
      'a fraction',
      { weights: split(66.666667, 33.333333) },
      'v1.4.2 takes 33.3 % of the traffic, step 3 of 6.',
    ],
    [
      'the start',
      {},
      'v1.4.2 takes no traffic yet; the analysis is about to start.',
    ],
    [
      'a split that was taken back',
      { status: { canaryWeight: 20 } },
      'v1.4.2 takes no traffic any more; Flagger still counts 20 %.',
    ],
    [
      'an unknown split',
      { weights: unknown },
      'v1.4.2 takes an unknown share of the traffic: VirtualService shop/a was not found.',
    ],
    [
      'no step at all',
      { analysis: { stepWeight: -5 } },
      'v1.4.2 takes no traffic, and the analysis has no step that gives it any.',
    ],
    [
      'one image in both',
      { weights: split(90, 10), candidate: 'v1.4.1' },
      'The new revision of v1.4.1 takes 10 % of the traffic, step 1 of 6.',
    ],
    [
      'images without a version',
      { weights: split(90, 10), candidate: undefined, stable: undefined },
      'The new revision takes 10 % of the traffic, step 1 of 6.',
    ],
    [
      'an A/B test',
      {
        weights: byMatch(0, 100),
        analysis: {
          ...inIterations(),
          match: [{ headers: { x: { exact: 'beta' } } }],
        },
        status: { iterations: 2 },
      },
      'v1.4.2 takes the requests where header x = beta or path = /new, iteration 2 of 5.',
    ],
    [
      'a part of some requests',
      { weights: byMatch(80, 20) },
      'v1.4.2 takes 20 % of the requests where header x = beta or path = /new, step 2 of 6.',
    ],
    [
      'a blue/green apart from users',
      { analysis: inIterations(), status: { iterations: 1 } },
      'v1.4.2 is tried apart from users, iteration 1 of 5.',
    ],
    [
      'a blue/green with copies',
      { analysis: inIterations(true), status: { iterations: 1 } },
      'v1.4.2 is tried with copies of the requests, iteration 1 of 5.',
    ],
    [
      'a blue/green with all traffic',
      {
        analysis: inIterations(),
        status: { iterations: 6 },
        weights: split(0, 100),
      },
      'v1.4.2 takes all traffic; its promotion is next.',
    ],
  ])('tells %s', (_, more, reason) => {
    expect(verdictOf('Progressing', more)).toMatchObject({
      state: 'progressing',
      reason,
    });
  });
});

describe('other phases', () => {
  it.each<[CanaryPhase, Parameters<typeof verdictOf>[1], string, string]>([
    [
      'Initializing',
      {},
      'initializing',
      'Flagger is making the primary; releases can start after that.',
    ],
    [
      'Initialized',
      {},
      'succeeded',
      'v1.4.1 takes all traffic. No release has run yet.',
    ],
    [
      'Waiting',
      {},
      'waiting',
      'v1.4.2 waits for the approval to start; v1.4.1 serves users.',
    ],
    [
      'WaitingPromotion',
      { weights: split(40, 60), status: { canaryWeight: 0 } },
      'waiting',
      'v1.4.2 takes 60 % of the traffic and waits for the approval of its promotion.',
    ],
    [
      'Promoting',
      { weights: split(40, 60) },
      'promoting',
      'v1.4.2 is being copied to the primary; the canary takes 60 % of the traffic.',
    ],
    [
      'Promoting',
      { stable: 'v1.4.2' },
      'promoting',
      'v1.4.2 is being copied to the primary; the canary takes no traffic.',
    ],
    [
      'Finalising',
      {},
      'promoting',
      'v1.4.2 was copied to the primary; the canary takes no traffic.',
    ],
    ['Succeeded', {}, 'succeeded', 'v1.4.1 takes all traffic.'],
    [
      'Succeeded',
      { weights: split(0, 100) },
      'succeeded',
      'The canary takes all traffic, although no release is on.',
    ],
    [
      'Succeeded',
      { stable: undefined },
      'succeeded',
      'The primary takes all traffic.',
    ],
    [
      'Succeeded',
      { weights: unknown },
      'succeeded',
      'Who serves users is unknown: VirtualService shop/a was not found.',
    ],
    ['Terminating', {}, 'unknown', 'The Canary is being deleted.'],
    ['Terminated', {}, 'unknown', 'The Canary is being deleted.'],
    ['Unknown', {}, 'unknown', 'Flagger has not reported on this Canary yet.'],
    [
      'Unknown',
      { rawPhase: 'Resting' },
      'unknown',
      'Flagger reports the phase Resting, which Fairway does not know. v1.4.2 takes no traffic.',
    ],
  ])('%s %j', (phase, more, state, reason) => {
    expect(verdictOf(phase, more)).toMatchObject({ state, reason });
  });
});

describe('a failed release', () => {
  const checks = eventsOf(
    'New revision detected! Scaling up a.shop',
    'Halt a.shop advancement success rate 85.21% < 99%',
    'Rolling back a.shop failed checks threshold reached 5',
    'Canary failed! Scaling down a.shop',
  );

  it.each<[string, Parameters<typeof verdictOf>[1], string]>([
    [
      'who serves',
      { events: checks },
      'v1.4.2 was rolled back: 5 checks failed, the last: success rate 85.21% < 99%. v1.4.1 takes all traffic.',
    ],
    [
      'the version that failed',
      { events: checks, failedVersion: 'v1.4.0', candidate: 'v1.5.0' },
      'v1.4.0 was rolled back: 5 checks failed, the last: success rate 85.21% < 99%. v1.4.1 takes all traffic. The target has v1.5.0 now, which has not been started.',
    ],
    [
      'a split that is left',
      { events: checks, weights: split(95, 5) },
      'v1.4.2 was rolled back: 5 checks failed, the last: success rate 85.21% < 99%. v1.4.1 takes 95 % of the traffic.',
    ],
    [
      'a failed promotion',
      { weights: split(0, 100) },
      'The promotion of v1.4.2 failed: the primary did not become ready. The canary takes all traffic.',
    ],
    [
      'an unknown split',
      { weights: unknown },
      'v1.4.2 was rolled back: no event says why. Who serves users is unknown.',
    ],
  ])('tells %s', (_, more, reason) => {
    expect(verdictOf('Failed', more).reason).toBe(reason);
  });
});

describe('a suspended release', () => {
  const spec = { suspend: true };
  it.each<[CanaryPhase, string]>([
    [
      'Progressing',
      'Suspended: v1.4.2 takes 20 % of the traffic, and nothing is checked.',
    ],
    [
      'Succeeded',
      'Suspended: a new revision is not released. The canary takes 20 % of the traffic, although no release is on.',
    ],
  ])('in %s', (phase, reason) => {
    expect(verdictOf(phase, { spec, weights: split(80, 20) })).toMatchObject({
      state: 'suspended',
      reason,
    });
  });
});

describe('the evidence', () => {
  it('names the rule, and the status where it says something else', () => {
    const { evidence } = verdictOf('WaitingPromotion', {
      weights: { ...split(60, 40), ...{ statusWeight: 0 } },
    });
    expect(evidence).toEqual([
      {
        text: 'VirtualService shop/a sends 60 % to the primary and 40 % to the canary.',
        ref: expect.objectContaining({ kind: 'VirtualService' }),
        path: 'spec.http[0]',
      },
      {
        text: 'The status of the Canary says 0 %; Flagger resets it while traffic is still on the canary.',
        path: 'status.canaryWeight',
      },
    ]);
  });

  it('says why the split is unknown', () => {
    expect(verdictOf('Succeeded', { weights: unknown }).evidence).toEqual([
      { text: 'VirtualService shop/a was not found.' },
    ]);
  });
});
