import { request } from '../traps/__testUtils__/ask';
import { compareRanks, complexity } from './complexity';

describe('complexity', () => {
  it('prefers what is shorter to read', () => {
    const ordered = [
      request('cart/'),
      request('cart/api'),
      request('POST cart/'),
      request('cart/?a=1'),
      request('https://cart/'),
      request('other/'),
      { ...request('cart/'), connect: 'other' },
      request('cart/', 'x: a'),
      request('cart/', 'x: longer'),
      request('other/', 'x: a'),
      request('cart/', 'x: a', 'y: a'),
    ];
    const ranks = ordered.map(one => complexity(one, 'cart'));
    expect([...ranks].reverse().sort(compareRanks)).toEqual(ranks);
  });
});

describe('compareRanks', () => {
  it.each([
    [[1, 2], [1, 2], 0],
    [[1, 2], [1, 3], -1],
    [[2, 0], [1, 9], 1],
  ])('compares %j with %j', (one, other, sign) => {
    expect(Math.sign(compareRanks(one, other))).toBe(sign);
  });
});
