import { request } from '../traps/__testUtils__/ask';
import { describeRequest, type RequestWords } from './describeRequest';

type Asked = Parameters<typeof describeRequest>[0];

describe('describeRequest', () => {
  it.each<[string, Asked, RequestWords]>([
    ['GET /', request('cart'), { usualHost: 'cart' }],
    ['GET / at cart', request('cart'), {}],
    ['POST /api?a=1 at cart', request('POST cart/api?a=1'), {}],
    [
      'GET / with x-user: a, y: b',
      request('cart', 'x-user: a', 'y: b'),
      { usualHost: 'cart' },
    ],
    ['GET / with x empty', request('cart', 'x:'), { usualHost: 'cart' }],
    [
      'GET / at cart.shop over TLS with x: 1',
      request('https://cart.shop', 'x: 1'),
      { usualHost: 'cart' },
    ],
    [
      'GET / on the address of 10.0.0.1',
      { ...request('cart'), connect: '10.0.0.1' },
      { usualHost: 'cart' },
    ],
    [
      'GET / at any other host (other.example)',
      request('other.example'),
      { usualHost: 'other.example', isAnyOtherHost: true },
    ],
    [
      'Connection to port 5432',
      request('db:5432', 'x: 1'),
      { usualHost: 'db', isConnection: true },
    ],
    [
      'TLS connection to port 443 for any other host (other.example)',
      request('https://other.example'),
      { isAnyOtherHost: true, isConnection: true },
    ],
  ])('says %s', (expected, asked, words) => {
    expect(describeRequest(asked, words)).toBe(expected);
  });
});
