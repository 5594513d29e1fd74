import { explainFailure } from './explainFailure';
import { eventsOf, split } from './__testUtils__/facts';

const START = 'New revision detected! Scaling up a.shop';
const FAILED = 'Canary failed! Scaling down a.shop';
const NOT_READY =
  'canary deployment a.shop not ready: waiting for rollout to finish: 0 of 2 (readyThreshold 100%) updated replicas are available';

const explain = (...messages: string[]) =>
  explainFailure(eventsOf(...messages), split(100, 0));

describe('explainFailure', () => {
  it.each<[string, string[], string, string]>([
    [
      'failed checks',
      [
        START,
        'Advance a.shop canary weight 10',
        'Halt a.shop advancement success rate 85.21% < 99%',
        'Halt a.shop advancement request duration 1.2s > 500ms',
        'Rolling back a.shop failed checks threshold reached 2',
        FAILED,
      ],
      'checks',
      '2 checks failed, the last: request duration 1.2s > 500ms',
    ],
    [
      'one failed check',
      [
        START,
        'Halt a.shop advancement success rate 85.21% < 99%',
        'Rolling back a.shop failed checks threshold reached 1',
      ],
      'checks',
      '1 check failed, the last: success rate 85.21% < 99%',
    ],
    [
      'failed checks of which no event is left',
      ['Rolling back a.shop failed checks threshold reached 5', FAILED],
      'checks',
      '5 checks failed',
    ],
    [
      'a rollback by hand, also after failed checks',
      [
        START,
        'Halt a.shop advancement success rate 85.21% < 99%',
        'Rollback check manual passed',
        'Rolling back a.shop manual webhook invoked',
        FAILED,
      ],
      'by-hand',
      'the rollback hook asked for it',
    ],
    [
      'pods that never became ready',
      [START, NOT_READY, FAILED],
      'not-ready',
      'its pods did not become ready (waiting for rollout to finish: 0 of 2 (readyThreshold 100%) updated replicas are available)',
    ],
    [
      'pods that never became ready, while a rollback hook is asked each time',
      [
        START,
        NOT_READY,
        'Rollback hook manual not signaling a rollback',
        FAILED,
      ],
      'not-ready',
      'its pods did not become ready (waiting for rollout to finish: 0 of 2 (readyThreshold 100%) updated replicas are available)',
    ],
    [
      'a primary that was not ready',
      [
        START,
        'a-primary.shop not ready: deployment "a-primary" exceeded its progress deadline',
        FAILED,
      ],
      'primary-not-ready',
      'the primary was not ready (deployment "a-primary" exceeded its progress deadline)',
    ],
    [
      'pods that were not ready once, but then were',
      [START, NOT_READY, 'Advance a.shop canary weight 10', FAILED],
      'unknown',
      'no event says why',
    ],
    [
      'something after a failed check that did not reach the threshold',
      [
        START,
        NOT_READY,
        'Halt a.shop advancement success rate 85.21% < 99%',
        FAILED,
      ],
      'unknown',
      'no event says why',
    ],
    ['nothing', [], 'unknown', 'no event says why'],
  ])('finds %s', (_, messages, kind, clause) => {
    const found = explain(...messages);
    expect(found.kind).toBe(kind);
    expect(found.clause).toBe(clause);
  });

  it('takes a canary with all traffic for a failed promotion, whatever else was said', () => {
    const events = eventsOf(
      START,
      'Promotion of a.shop failed, primary not ready: a-primary.shop not ready: x',
      'Rolling back a.shop failed checks threshold reached 2',
    );
    const found = explainFailure(events, split(0, 100));
    expect(found).toMatchObject({
      kind: 'promotion',
      clause: 'the primary did not become ready',
    });
    expect(found.evidence[0].text).toContain('Promotion of a.shop failed');
    expect(explainFailure([], split(0, 100)).evidence).toEqual([]);
  });

  it('rests on the last five failed checks, the rollback and the last weight', () => {
    const checks = Array.from(
      { length: 7 },
      (_, i) => `Halt a.shop advancement success rate ${80 + i}% < 99%`,
    );
    const { evidence } = explain(
      START,
      'Advance a.shop canary weight 30',
      ...checks,
      'Rolling back a.shop failed checks threshold reached 7',
    );
    expect(evidence.map(({ text }) => text.replace(/^[^ ]+Z: /, ''))).toEqual([
      ...checks.slice(2),
      'Rolling back a.shop failed checks threshold reached 7',
      'The last weight before the failure that an event tells is 30 % (2026-01-01T10:00:10.000Z).',
    ]);
  });

  it('says nothing of a weight that no event tells', () => {
    const { evidence } = explain('Rolling back a.shop manual webhook invoked');
    expect(evidence).toHaveLength(1);
  });
});
