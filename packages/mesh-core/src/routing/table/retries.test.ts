import { retriesOf } from './retries';

const USUAL =
  'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes';

describe('retriesOf', () => {
  it('tries twice again where neither rule nor mesh says anything', () => {
    expect(retriesOf(undefined, undefined)).toEqual({
      attempts: 2,
      on: USUAL,
    });
  });

  it.each([
    ['no attempts', {}],
    ['zero attempts', { attempts: 0 }],
    ['fewer than none', { attempts: -1 }],
  ])('tries nothing again with a policy of %s', (_, policy) => {
    expect(retriesOf(policy, undefined)).toBeNull();
    expect(retriesOf(undefined, policy)).toBeNull();
  });

  it('takes the policy of the rule before that of the mesh, as a whole', () => {
    const own = { attempts: 3 };
    const mesh = { attempts: 5, perTryTimeout: '1s', retryOn: '5xx' };
    expect(retriesOf(own, mesh)).toEqual({ attempts: 3, on: USUAL });
    expect(retriesOf(undefined, mesh)).toEqual({
      attempts: 5,
      on: '5xx',
      perTryTimeoutMs: 1_000,
    });
  });

  it.each([
    ['5xx,reset', '5xx,reset', undefined],
    [' 5xx , reset ,', '5xx,reset', undefined],
    ['503', 'retriable-status-codes', [503]],
    ['5xx,503,504', '5xx,retriable-status-codes', [503, 504]],
    ['retriable-status-codes,503', 'retriable-status-codes', [503]],
    ['', USUAL, undefined],
  ])('reads the conditions "%s"', (retryOn, on, codes) => {
    expect(retriesOf({ attempts: 1, retryOn }, undefined)).toEqual({
      attempts: 1,
      on,
      ...(codes ? { codes } : {}),
    });
  });

  it.each([
    [{ perTryTimeout: '250ms' }, { perTryTimeoutMs: 250 }],
    [{ backoff: '1.5s' }, { backoffMs: 1_500 }],
    [{ perTryTimeout: 'soon' }, {}],
    [{ perTryTimeout: '0s' }, { perTryTimeoutMs: 0 }],
  ])('reads %j', (policy, expected) => {
    expect(retriesOf({ attempts: 1, ...policy }, undefined)).toEqual({
      attempts: 1,
      on: USUAL,
      ...expected,
    });
  });
});
