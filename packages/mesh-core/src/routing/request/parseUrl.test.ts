import { parseUrl } from './parseUrl';

describe('parseUrl', () => {
  it.each([
    ['http://cart.shop', 'http', 'cart.shop', 80, '/'],
    ['cart:8080/items', 'http', 'cart:8080', 8080, '/items'],
    ['https://shop.example?x=1', 'https', 'shop.example', 443, '/?x=1'],
    ['https://shop.example:443/a', 'https', 'shop.example', 443, '/a'],
    ['http://shop.example:443/a', 'http', 'shop.example:443', 443, '/a'],
    ['HTTP://Cart.Shop/A', 'http', 'Cart.Shop', 80, '/A'],
    ['http://[2001:db8::1]:8080/a', 'http', '[2001:db8::1]:8080', 8080, '/a'],
    ['http://bücher.example/', 'http', 'xn--bcher-kva.example', 80, '/'],
    ['http://cart/a/../b//c#d', 'http', 'cart', 80, '/a/../b//c'],
  ])('reads %s', (text, scheme, host, port, path) => {
    expect(parseUrl(text)).toMatchObject({ scheme, host, port, path });
  });

  it.each([
    ['', 'is no URL'],
    ['http:///path', 'is no URL'],
    ['http://a b/', 'is no URL'],
    ['ftp://cart/', 'is no URL'],
    ['http://cart:0/', 'ports are 1 to 65535'],
    ['http://cart:65536/', 'ports are 1 to 65535'],
    ['http://cart:http/', 'is no URL'],
  ])('refuses %s', (text, reason) => {
    expect(() => parseUrl(text)).toThrow(reason);
  });
});
