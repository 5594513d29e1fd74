import type { CanarySummary } from '@fairway/mesh-core';
import {
  aBlueGreenSummary,
  aCanarySummary,
  aFailedCanarySummary,
  anAbTestSummary,
  aWaitingCanarySummary,
  weightSteps,
} from '@fairway/mesh-test-utils';
import { plain, t, times } from '../__testUtils__/words';
import { canaryDetail, canarySentence, progressOf } from './canarySentence';

type State = CanarySummary['verdict']['state'];
const verdict = (state: State) => ({ state, reason: '', evidence: [] });
const unknownWeights = { state: 'unknown', reason: 'not read' } as const;

describe('canarySentence', () => {
  it.each<[string, CanarySummary, string]>([
    [
      'a release that moves',
      aCanarySummary(),
      'v1.4.2 takes 30 % of the traffic; step 3 of 6; promotion not before 14:32.',
    ],
    [
      'one without a forecast',
      aCanarySummary({
        steps: weightSteps([10, 20], 20).map(
          ({ earliest: _dropped, ...step }) => step,
        ),
      }),
      'v1.4.2 takes 30 % of the traffic; step 2 of 2.',
    ],
    [
      'one that has just started',
      aCanarySummary({
        weights: {
          ...(aCanarySummary().weights as Extract<
            CanarySummary['weights'],
            { state: 'known' }
          >),
          canary: 0,
          primary: 100,
        },
        steps: [{ kind: 'weight', value: 10, state: 'todo', gated: false }],
      }),
      'v1.4.2 takes 0 % of the traffic; the first step is to come.',
    ],
    [
      'one whose weights are not known',
      aCanarySummary({ weights: unknownWeights }),
      'It is not known how the release of checkout is going.',
    ],
    [
      'one without a version',
      aCanarySummary({ canary: { images: [] } }),
      'the new version takes 30 % of the traffic; step 3 of 6; promotion not before 14:32.',
    ],
    [
      'a closed promotion gate',
      aWaitingCanarySummary(),
      'v2.3.0 waits at 50 % for an approval since 13:42.',
    ],
    [
      'a closed start gate',
      aWaitingCanarySummary({ phase: 'Waiting' }),
      'v2.3.0 waits for an approval to start; v2.2.4 serves everyone.',
    ],
    [
      'a closed gate between steps',
      aWaitingCanarySummary({ phase: 'Progressing', phaseSince: undefined }),
      'v2.3.0 is held at 50 % of the traffic.',
    ],
    [
      'an A/B test',
      anAbTestSummary(),
      'v1.4.2 answers the requests of the test group, v1.4.1 all others; check 4 of 6.',
    ],
    [
      'a blue/green release',
      aBlueGreenSummary(),
      'v1.4.2 is checked beside v1.4.1, which serves everyone; check 4 of 6.',
    ],
    [
      'a promotion',
      aCanarySummary({ phase: 'Promoting', verdict: verdict('promoting') }),
      'v1.4.2 passed; the primary is taking over its image.',
    ],
    [
      'a release that is done',
      aCanarySummary({ phase: 'Succeeded', verdict: verdict('succeeded') }),
      'v1.4.1 serves everyone; its release was promoted at 14:16.',
    ],
    [
      'a Canary without a release yet',
      aCanarySummary({ phase: 'Initialized', verdict: verdict('succeeded') }),
      'v1.4.1 serves everyone; no release is under way.',
    ],
    [
      'a rollback',
      aFailedCanarySummary(),
      'v3.1.0 was rolled back at 14:16; v3.0.1 serves everyone.',
    ],
    [
      'a rollback of an unknown version at an unknown time',
      aFailedCanarySummary({ canary: { images: [] }, phaseSince: undefined }),
      'The release was rolled back; v3.0.1 serves everyone.',
    ],
    [
      'a failure that still gets traffic',
      aFailedCanarySummary({ weights: aCanarySummary().weights }),
      'v3.1.0 failed at 14:16, and still gets 30 % of the traffic.',
    ],
    [
      'a Canary that is set up',
      aCanarySummary({ verdict: verdict('initializing') }),
      'Flagger is preparing the primary of checkout.',
    ],
    [
      'a suspended Canary',
      aCanarySummary({ verdict: verdict('suspended'), suspended: true }),
      'Releases of checkout are suspended; v1.4.1 serves everyone.',
    ],
    [
      'a Canary that goes',
      aCanarySummary({ phase: 'Terminating', verdict: verdict('unknown') }),
      'Flagger is handing checkout back: its Canary is being deleted.',
    ],
    [
      'what is not known',
      aCanarySummary({ phase: 'Unknown', verdict: verdict('unknown') }),
      'It is not known how the release of checkout is going.',
    ],
  ])('says of %s', (_name, summary, expected) => {
    expect(plain(canarySentence(t, summary, times))).toBe(expected);
  });

  it('counts the step that failed', () => {
    expect(progressOf(t, weightSteps([10, 20, 30], 20, { failed: true }))).toBe(
      'step 2 of 3',
    );
  });
});

describe('canaryDetail', () => {
  it.each<[string, CanarySummary, string]>([
    [
      'since when it runs, and who takes the rest',
      aCanarySummary({ phaseSince: '2026-11-25T13:42:00Z' }),
      'Progressing since 13:42; v1.4.1 takes the rest.',
    ],
    [
      'since when, where the stable version is not known',
      aCanarySummary({
        phaseSince: '2026-11-25T13:42:00Z',
        primary: { images: [] },
      }),
      'Progressing since 13:42.',
    ],
    [
      'the reason, where it is not known since when',
      aCanarySummary({
        phaseSince: undefined,
        verdict: { ...verdict('progressing'), reason: 'It runs.' },
      }),
      'It runs.',
    ],
    [
      'the reason, when the release failed',
      aFailedCanarySummary({
        verdict: { ...verdict('failed'), reason: 'Too slow.' },
      }),
      'Too slow.',
    ],
  ])('says %s', (_case, summary, expected) => {
    expect(plain(canaryDetail(t, summary, times))).toBe(expected);
  });
});
