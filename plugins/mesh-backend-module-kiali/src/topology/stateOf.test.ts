import { stateOf } from './stateOf';
import type { TargetAnswer } from './TargetGraphs';

const at = Date.parse('2026-11-25T10:00:00Z');
const fresh: TargetAnswer<string> = { graph: 'g', at };
const old: TargetAnswer<string> = {
  graph: 'g',
  at: at - 60_000,
  failure: { type: 'timeout' },
};
const missing: TargetAnswer<string> = { failure: { type: 'timeout' } };
const forbidden: TargetAnswer<string> = { failure: { type: 'forbidden' } };

describe('stateOf', () => {
  it.each([
    ['all are new', [fresh, fresh], 'live', undefined],
    ['nothing was asked', [], 'live', undefined],
    [
      'some are older',
      [fresh, old],
      'stale',
      'Kiali did not answer in time. The last graph is shown.',
    ],
    [
      'all are missing',
      [missing],
      'unavailable',
      'Kiali did not answer in time.',
    ],
    [
      'some are missing',
      [fresh, missing],
      'unavailable',
      'Kiali did not answer in time. A part of the graph is missing.',
    ],
    [
      'some may not be read',
      [old, forbidden],
      'forbidden',
      'Kiali may not show this. Its account needs access to the namespace. A part of the graph is missing.',
    ],
  ] as const)('when %s', (_, answers, state, reason) => {
    const health = stateOf(answers);
    expect(health.state).toBe(state);
    expect(health.reason).toBe(reason);
  });

  it('is as old as the oldest graph', () => {
    expect(stateOf([fresh, old]).observedAt).toBe('2026-11-25T09:59:00.000Z');
    expect(stateOf([missing])).not.toHaveProperty('observedAt');
  });
});
