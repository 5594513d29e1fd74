import { eventsOfRun, gapsOf } from './canaryEvents';
import type { CanaryPhase } from './model';
import { eventsOf } from './__testUtils__/facts';

const START = 'New revision detected! Scaling up a.shop';
const RESTART = 'New revision detected! Restarting analysis for a.shop';
const ADVANCE = 'Advance a.shop canary weight 10';
const FAILED = 'Canary failed! Scaling down a.shop';
const PROMOTED = 'Promotion completed! Scaling down a.shop';
const COMBINED =
  '(combined from similar events): Routing all traffic to primary';

const runOf = (phase: CanaryPhase, ...messages: string[]): string[] =>
  eventsOfRun(eventsOf(...messages), phase).map(({ message }) => message);

describe('eventsOfRun', () => {
  it.each<[string, CanaryPhase, string[], string[]]>([
    ['nothing', 'Progressing', [], []],
    [
      'nothing, where the start is lost',
      'Progressing',
      ['Initialization done! a.shop', ADVANCE],
      [],
    ],
    [
      'all since the start',
      'Progressing',
      ['Initialization done! a.shop', START, ADVANCE],
      [START, ADVANCE],
    ],
    [
      'all since the restart',
      'Progressing',
      [START, ADVANCE, RESTART, ADVANCE],
      [RESTART, ADVANCE],
    ],
    [
      'the last of two runs',
      'Succeeded',
      [START, FAILED, START, ADVANCE, PROMOTED],
      [START, ADVANCE, PROMOTED],
    ],
    [
      'the run that failed',
      'Failed',
      [START, ADVANCE, FAILED],
      [START, ADVANCE, FAILED],
    ],
    [
      'the run that failed, when the next is about to start',
      'Failed',
      [START, ADVANCE, FAILED, START],
      [START, ADVANCE, FAILED],
    ],
    [
      'what is left of the run that failed, when its start moved to the next',
      'Failed',
      [PROMOTED, ADVANCE, FAILED, START],
      [ADVANCE, FAILED],
    ],
    [
      'the last run, when no failure is told',
      'Failed',
      [START, ADVANCE],
      [START, ADVANCE],
    ],
    [
      'the new run once Flagger says so',
      'Progressing',
      [START, FAILED, START],
      [START],
    ],
  ])('gives %s', (_, phase, messages, expected) => {
    expect(runOf(phase, ...messages)).toEqual(expected);
  });
});

describe('gapsOf', () => {
  it.each<[CanaryPhase, string[], RegExp | undefined]>([
    ['Unknown', [], undefined],
    ['Initializing', [], undefined],
    ['Progressing', [], /^No event is left/],
    ['Progressing', [START], undefined],
    ['Initialized', [START], /event that ended the run is missing/],
    ['Initialized', ['Initialization done! a.shop'], undefined],
    ['Succeeded', [START, PROMOTED], undefined],
    ['Succeeded', [START], /event that ended the run is missing/],
    ['Failed', [START, FAILED], undefined],
    ['Failed', [START], /event that ended the run is missing/],
    ['Progressing', [START, COMBINED], /^Kubernetes merged 1 events into one/],
  ])('in %s with %j', (phase, messages, expected) => {
    const gaps = gapsOf(eventsOf(...messages), phase) ?? '';
    expect(gaps).toMatch(expected ?? /^$/);
  });
});
