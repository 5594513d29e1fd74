import { dataOf, nextQuery, type MeshQuery } from './MeshQuery';
import type { MeshFailure } from './MeshFailure';

const ready: MeshQuery<string> = { state: 'ready', data: 'a', receivedAt: 1 };
const failed = (kind: MeshFailure['kind']) =>
  ({
    type: 'failed',
    failure: { kind, message: kind },
    retryAt: 9,
  }) as const;

describe('nextQuery', () => {
  it('is ready once answered, whatever was before', () => {
    const answered = { type: 'answered', data: 'b', at: 5 } as const;
    const expected = { state: 'ready', data: 'b', receivedAt: 5 };
    expect(nextQuery({ state: 'loading' }, answered)).toEqual(expected);
    expect(nextQuery(ready, answered)).toEqual(expected);
    expect(
      nextQuery(nextQuery<string>(ready, failed('network')), answered),
    ).toEqual(expected);
  });

  it.each(['network', 'backend-missing', 'contract'] as const)(
    'keeps showing the last answer when it failed with %s',
    kind => {
      const stale = nextQuery(ready, failed(kind));
      expect(stale).toMatchObject({ state: 'stale', data: 'a', receivedAt: 1 });
      expect(nextQuery(stale, failed(kind))).toMatchObject({
        state: 'stale',
        receivedAt: 1,
      });
    },
  );

  it.each(['forbidden', 'not-found'] as const)(
    'drops the last answer when it is %s',
    kind => {
      const query = nextQuery(ready, failed(kind));
      expect(query.state).toBe('failed');
      expect(dataOf(query)).toBeUndefined();
    },
  );

  it('has failed when there never was an answer', () => {
    expect(nextQuery({ state: 'loading' }, failed('network'))).toEqual({
      state: 'failed',
      failure: { kind: 'network', message: 'network' },
      retryAt: 9,
    });
  });
});
