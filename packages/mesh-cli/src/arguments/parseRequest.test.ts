import { InputError } from '@backstage/errors';
import { parseRequest } from './parseRequest';

describe('parseRequest', () => {
  it('reads a command of curl with more headers', () => {
    expect(
      parseRequest("curl -b a=1 'http://10.0.0.1/items'", ['Host: cart.shop']),
    ).toMatchObject({
      method: 'GET',
      host: 'cart.shop',
      connect: '10.0.0.1',
      path: '/items',
    });
  });

  it('refuses what is no request as wrong input, with what is wrong', () => {
    expect(() => parseRequest('curl -s')).toThrow(
      new InputError('The curl command names no URL.'),
    );
    expect(() => parseRequest('curl -s')).toThrow(InputError);
    expect(() => parseRequest('http://cart', ['no header'])).toThrow(
      InputError,
    );
  });
});
