import * as fc from 'fast-check';
import type { Failure } from '../http';
import {
  initialWatchState,
  nextWatchState,
  type WatchEvent,
  type WatchState,
} from './watchState';

const NOW = 1_000_000;
const MINUTE = 60_000;
const circumstances = { now: NOW, random: 0.5, versions: 3 };

const fresh = initialWatchState(NOW - 5_000);
const watching: WatchState = {
  health: 'live',
  since: NOW - 5_000,
  observedAt: NOW - 2_000,
  failures: 0,
  version: 1,
  next: { do: 'watch', resourceVersion: '40' },
  notBefore: NOW - 2_000,
};

const after = (state: WatchState, ...events: WatchEvent[]): WatchState =>
  events.reduce((at, event) => nextWatchState(at, event, circumstances), state);
const failed = (failure: Failure): WatchEvent => ({ type: 'failed', failure });

describe('a watch that works', () => {
  it('begins by listing at once', () => {
    expect(fresh).toMatchObject({
      health: 'loading',
      next: { do: 'list' },
      notBefore: NOW - 5_000,
    });
    expect(fresh.observedAt).toBeUndefined();
  });

  it('watches from the version of the list on', () => {
    expect(after(fresh, { type: 'listed', resourceVersion: '40' })).toEqual({
      health: 'live',
      since: NOW,
      observedAt: NOW,
      failures: 0,
      version: 0,
      next: { do: 'watch', resourceVersion: '40' },
      notBefore: NOW,
    });
  });

  it('keeps the newest version', () => {
    const state = after(
      watching,
      { type: 'received', resourceVersion: '41' },
      { type: 'received' },
    );
    expect(state.next).toEqual({ do: 'watch', resourceVersion: '41' });
    expect(state).toMatchObject({ since: watching.since, observedAt: NOW });
  });

  it('goes on where it was when the watch ends as agreed', () => {
    expect(after(watching, { type: 'ended', openMs: 300_000 })).toEqual({
      ...watching,
      observedAt: NOW,
      notBefore: NOW,
    });
  });

  it('goes on where it was when it is silent, which proves nothing', () => {
    expect(after(watching, { type: 'silent' })).toEqual({
      ...watching,
      notBefore: NOW,
    });
  });

  it('does not spin when watches end as soon as they begin', () => {
    const once = after(watching, { type: 'ended', openMs: 3 });
    expect(once).toMatchObject({ health: 'live', notBefore: NOW + 250 });
    expect(after(once, { type: 'ended', openMs: 3 })).toMatchObject({
      health: 'stale',
      failure: { type: 'cut' },
      notBefore: NOW + 500,
    });
  });
});

describe('a failure', () => {
  const shown: [Failure, 'list' | 'watch'][] = [
    [{ type: 'unreachable' }, 'watch'],
    [{ type: 'backend', detail: '' }, 'watch'],
    [{ type: 'timeout' }, 'watch'],
    [{ type: 'unauthorized' }, 'watch'],
    [{ type: 'throttled' }, 'watch'],
    [{ type: 'server-error', status: 500 }, 'watch'],
    [{ type: 'malformed', detail: '' }, 'watch'],
  ];

  it.each(shown)('of a watch keeps the data as stale: %j', (failure, step) => {
    const state = after(watching, failed(failure));
    expect(state).toMatchObject({
      health: 'stale',
      since: NOW,
      failure,
      failures: 1,
      observedAt: watching.observedAt,
      next: { do: step },
    });
    expect(state.notBefore).toBeGreaterThan(NOW);
  });

  it.each(shown)('of the first list leaves nothing to show: %j', failure => {
    const state = after(fresh, failed(failure));
    expect(state).toMatchObject({
      health: 'unavailable',
      since: NOW,
      failure,
      next: { do: 'list' },
    });
  });

  it.each<[Failure, WatchState['next']]>([
    [{ type: 'cut' }, { do: 'watch', resourceVersion: '40' }],
    [{ type: 'gone' }, { do: 'list' }],
  ])('that happens every day shows nowhere: %j', (failure, next) => {
    const once = after(watching, failed(failure));
    expect(once).toMatchObject({ health: 'live', next });
    expect(once.failure).toBeUndefined();
    expect(once.notBefore - NOW).toBeLessThanOrEqual(500);
    expect(after(once, failed(failure))).toMatchObject({
      health: 'stale',
      failure,
      next,
    });
  });

  it('waits longer each time, and not at all after a success', () => {
    const broken = failed({ type: 'unreachable' });
    const waits = [1, 2, 3, 4].map(
      count =>
        after(watching, ...Array<WatchEvent>(count).fill(broken)).notBefore -
        NOW,
    );
    expect(waits).toEqual([250, 500, 1_000, 2_000]);
    const reopened = after(watching, broken, broken, { type: 'reached' });
    expect(reopened).toMatchObject({
      health: 'live',
      since: NOW,
      failures: 2,
      notBefore: NOW,
    });
    expect(reopened.failure).toBeUndefined();
    expect(after(reopened, { type: 'received' }).failures).toBe(0);
    expect(after(reopened, { type: 'ended', openMs: 9e5 }).failures).toBe(0);
  });

  it('waits as long as the API server asks', () => {
    const asked = failed({ type: 'throttled', retryAfterMs: 90_000 });
    expect(after(watching, asked).notBefore).toBe(NOW + 90_000);
    const soon = failed({ type: 'throttled', retryAfterMs: 0 });
    expect(after(watching, soon).notBefore).toBe(NOW + 250);
  });

  it('goes around a place that stays unreadable', () => {
    const unreadable = failed({ type: 'malformed', detail: '' });
    expect(after(watching, unreadable, unreadable).next).toEqual({
      do: 'list',
    });
  });
});

describe('a kind that is not served', () => {
  const missing = failed({ type: 'not-found' });

  it('is asked for in the older versions, at once', () => {
    expect(after(fresh, missing)).toMatchObject({
      health: 'loading',
      version: 1,
      next: { do: 'list' },
      notBefore: NOW,
    });
  });

  it('is not installed when no version is served, and asked for again in five minutes', () => {
    const state = after(fresh, missing, missing, missing);
    expect(state).toMatchObject({
      health: 'not-installed',
      since: NOW,
      version: 0,
      next: { do: 'list' },
      notBefore: NOW + 5 * MINUTE,
    });
    const again = nextWatchState({ ...state, version: 2 }, missing, {
      ...circumstances,
      now: NOW + 5 * MINUTE,
    });
    expect(again.since).toBe(NOW);
  });

  it('is listed anew when a watch finds it gone', () => {
    const uninstalled = after(watching, missing);
    expect(uninstalled).toMatchObject({
      health: 'live',
      version: 0,
      next: { do: 'list' },
    });
    const state = after(uninstalled, missing, missing, missing);
    expect(state.health).toBe('not-installed');
    expect(state.observedAt).toBeUndefined();
  });
});

it('a kind that is forbidden has no data, and is asked for again in five minutes', () => {
  const state = after(watching, failed({ type: 'forbidden' }));
  expect(state).toEqual({
    health: 'forbidden',
    since: NOW,
    failure: { type: 'forbidden' },
    failures: 0,
    version: 0,
    next: { do: 'list' },
    notBefore: NOW + 5 * MINUTE,
  });
});

describe('in any order of events', () => {
  const failure = fc.constantFrom<Failure>(
    { type: 'unreachable' },
    { type: 'backend', detail: '' },
    { type: 'timeout' },
    { type: 'cut' },
    { type: 'unauthorized' },
    { type: 'forbidden' },
    { type: 'not-found' },
    { type: 'gone' },
    { type: 'throttled', retryAfterMs: 5_000 },
    { type: 'server-error', status: 502 },
    { type: 'malformed', detail: '' },
  );
  const event = fc.oneof<fc.Arbitrary<WatchEvent>[]>(
    fc.record({
      type: fc.constant('listed'),
      resourceVersion: fc.nat().map(String),
    }),
    fc.record({ type: fc.constant('reached') }),
    fc.record({ type: fc.constant('received') }),
    fc.record({ type: fc.constant('silent') }),
    fc.record({ type: fc.constant('ended'), openMs: fc.nat(400_000) }),
    fc.record({ type: fc.constant('failed'), failure }),
  );

  it('what is shown agrees with what is known', () => {
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 40 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (events, random) => {
          let state = initialWatchState(0);
          events.forEach((happened, index) => {
            const now = (index + 1) * 1_000;
            const ofWatch = ['reached', 'received', 'silent', 'ended'].includes(
              happened.type,
            );
            if (
              happened.type !== 'failed' &&
              ofWatch !== (state.next.do === 'watch')
            ) {
              return;
            }
            state = nextWatchState(state, happened, {
              now,
              random,
              versions: 2,
            });
            expect(state.since).toBeLessThanOrEqual(now);
            expect(state.notBefore).toBeGreaterThanOrEqual(now);
            expect(state.version).toBeLessThan(2);
            const hasData = ['live', 'stale'].includes(state.health);
            expect(state.observedAt !== undefined).toBe(hasData);
            const explained = ['live', 'loading'].includes(state.health);
            expect(state.failure === undefined).toBe(explained);
          });
        },
      ),
    );
  });
});
