import { mockCredentials } from '@backstage/backend-test-utils';
import { PrincipalCache } from './PrincipalCache';

const casey = mockCredentials.user('user:default/casey');
const priya = mockCredentials.user('user:default/priya');

function setUp(keeps?: (value: string) => boolean) {
  let now = 1_000;
  const cache = new PrincipalCache<string>({
    ttlMs: 100,
    now: () => now,
    ...(keeps && { keeps }),
  });
  const load = jest.fn(async (keys: string[]) => keys.map(key => `<${key}>`));
  return { cache, load, pass: (ms: number) => (now += ms) };
}

describe('PrincipalCache', () => {
  it('answers in the order of the keys and fetches what is missing', async () => {
    const { cache, load } = setUp();
    await cache.getMany(casey, ['b'], load);
    expect(await cache.getMany(casey, ['c', 'b', 'a', 'c'], load)).toEqual([
      '<c>',
      '<b>',
      '<a>',
      '<c>',
    ]);
    expect(load.mock.calls).toEqual([[['b']], [['c', 'a']]]);
  });

  it('never answers one with what it knows for another', async () => {
    const { cache, load } = setUp();
    await cache.getMany(casey, ['a'], load);
    await cache.getMany(priya, ['a'], load);
    await cache.getMany(mockCredentials.service('plugin:x'), ['a'], load);
    await cache.getMany(
      mockCredentials.service('plugin:x', { permissionNames: ['p'] }),
      ['a'],
      load,
    );
    expect(load).toHaveBeenCalledTimes(4);
  });

  it('keeps nothing for those without an identity', async () => {
    const { cache, load } = setUp();
    await cache.getMany(mockCredentials.none(), ['a'], load);
    await cache.getMany(mockCredentials.none(), ['a'], load);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('asks again after its time', async () => {
    const { cache, load, pass } = setUp();
    await cache.getMany(casey, ['a'], load);
    pass(99);
    await cache.getMany(casey, ['a'], load);
    expect(load).toHaveBeenCalledTimes(1);
    pass(1);
    await cache.getMany(casey, ['a'], load);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('shares what is being fetched', async () => {
    const { cache } = setUp();
    const load = jest.fn(
      () => new Promise<string>(resolve => setImmediate(resolve, 'x')),
    );
    const both = [cache.get(casey, 'a', load), cache.get(casey, 'a', load)];
    expect(await Promise.all(both)).toEqual(['x', 'x']);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('keeps no error', async () => {
    const { cache } = setUp();
    const load = jest
      .fn<Promise<string>, []>()
      .mockRejectedValueOnce(new Error('away'))
      .mockResolvedValueOnce('x');
    await expect(cache.get(casey, 'a', load)).rejects.toThrow('away');
    expect(await cache.get(casey, 'a', load)).toBe('x');
  });

  it('keeps no answer that it is told not to', async () => {
    const { cache, load } = setUp(value => value !== '<no>');
    await cache.getMany(casey, ['yes', 'no'], load);
    await cache.getMany(casey, ['yes', 'no'], load);
    expect(load.mock.calls).toEqual([[['yes', 'no']], [['no']]]);
  });
});
