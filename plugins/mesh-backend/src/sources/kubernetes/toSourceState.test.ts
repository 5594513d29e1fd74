import { toSourceState } from './toSourceState';
import { initialWatchState, nextWatchState, type WatchTarget } from './watch';

const target: WatchTarget = { cluster: 'eu', kind: 'Canary' };
const NOW = Date.parse('2026-11-25T10:00:00Z');
const circumstances = { now: NOW + 1_000, random: 0, versions: 1 };

describe('toSourceState', () => {
  it('writes the times for people who read the answer', () => {
    const listed = nextWatchState(
      initialWatchState(NOW),
      { type: 'listed', resourceVersion: '7' },
      circumstances,
    );
    expect(toSourceState(target, listed)).toEqual({
      id: 'kubernetes:eu/canaries.flagger.app',
      type: 'kubernetes',
      cluster: 'eu',
      kind: 'Canary',
      state: 'live',
      since: '2026-11-25T10:00:01.000Z',
      observedAt: '2026-11-25T10:00:01.000Z',
    });
  });

  it('makes it once for each state', () => {
    const state = initialWatchState(NOW);
    const first = toSourceState(target, state);
    expect(toSourceState(target, state)).toBe(first);
    expect(toSourceState(target, initialWatchState(NOW))).not.toBe(first);
  });
});
