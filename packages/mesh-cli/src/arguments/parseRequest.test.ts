import { parseRequest } from './parseRequest';

const own = [
  ['user-agent', 'curl/8'],
  ['accept', '*/*'],
];

describe('parseRequest', () => {
  it('reads a method and a URL', () => {
    expect(parseRequest('GET http://cart.shop:8080/items?page=2')).toEqual({
      method: 'GET',
      scheme: 'http',
      host: 'cart.shop:8080',
      port: 8080,
      path: '/items?page=2',
      headers: [],
    });
  });

  it('takes GET when there is no method, and leaves the version out', () => {
    expect(parseRequest('https://cart/')).toMatchObject({ method: 'GET' });
    expect(parseRequest('PUT http://cart/a HTTP/1.1')).toMatchObject({
      method: 'PUT',
      path: '/a',
    });
  });

  it('calls the address of the URL with the host of the header', () => {
    expect(
      parseRequest('GET http://10.96.0.1:8080/', [
        'X-User:  beta ',
        'Host: cart.shop',
        'x-user: 2',
        'x-empty;',
      ]),
    ).toEqual({
      method: 'GET',
      scheme: 'http',
      host: 'cart.shop',
      connect: '10.96.0.1',
      port: 8080,
      path: '/',
      headers: [
        ['x-user', 'beta'],
        ['x-user', '2'],
        ['x-empty', ''],
      ],
    });
  });

  it.each(['', 'GET', 'GET http://a http://b', 'GET /items'])(
    'refuses %j',
    text => {
      expect(() => parseRequest(text)).toThrow(/is no (request|URL)/);
    },
  );

  it('refuses what is no header', () => {
    expect(() => parseRequest('http://cart', ['no header'])).toThrow(
      '"no header" is no header: write it as "name: value".',
    );
  });
});

describe('parseRequest of a curl command', () => {
  it.each<[string, object]>([
    ['curl http://cart/', { method: 'GET', headers: own }],
    ['curl -XDELETE http://cart/', { method: 'DELETE' }],
    ['curl --request=PATCH http://cart/', { method: 'PATCH' }],
    ['curl -sI http://cart/', { method: 'HEAD' }],
    ['curl -o out -w "%{http_code}" http://cart/a', { path: '/a' }],
    ['curl --max-time 5 --url http://cart/b', { path: '/b' }],
    [
      "curl -d 'a=1' http://cart/",
      {
        method: 'POST',
        headers: [
          ['content-type', 'application/x-www-form-urlencoded'],
          ...own,
        ],
      },
    ],
    [
      "curl -G -d a=1 --data-urlencode 'q=x y' http://cart/?z",
      { method: 'GET', path: '/?z&a=1&q=x%20y', headers: own },
    ],
    [
      `curl --json '{}' http://cart/`,
      {
        method: 'POST',
        headers: [
          ['content-type', 'application/json'],
          ['accept', 'application/json'],
          own[0],
        ],
      },
    ],
    [
      `curl -b 'a=1' --cookie b=2 -b jar.txt http://cart/`,
      { headers: [['cookie', 'a=1; b=2'], ...own] },
    ],
    [
      `curl -A robot -u me:secret -e http://x -H 'Accept:' http://cart/`,
      {
        headers: [
          ['user-agent', 'robot'],
          ['authorization', 'Basic bWU6c2VjcmV0'],
          ['referer', 'http://x'],
        ],
      },
    ],
    [
      'curl http://me:secret@cart/',
      { headers: [['authorization', 'Basic bWU6c2VjcmV0'], ...own] },
    ],
    [
      `curl -H 'Host: shop.example' http://10.0.0.1:8080/`,
      { host: 'shop.example', connect: '10.0.0.1', port: 8080, headers: own },
    ],
    [
      'curl --resolve shop.example:443:10.0.0.1 https://shop.example/',
      { host: 'shop.example', connect: '10.0.0.1', port: 443 },
    ],
    [
      'curl --connect-to ::gateway.istio-ingress:8443 https://shop.example/',
      { host: 'shop.example', connect: 'gateway.istio-ingress', port: 8443 },
    ],
    [
      'curl --resolve other:443:10.0.0.1 https://shop.example/',
      { host: 'shop.example', connect: undefined },
    ],
  ])('reads %s', (text, expected) => {
    const { connect, ...request } = parseRequest(text);
    expect({ connect, ...request }).toMatchObject(expected);
  });

  it('reads a command over several lines', () => {
    const text = `curl 'https://shop.example/api' \\
      -H 'x-user-group: beta' \\
      --compressed`;
    expect(parseRequest(text)).toMatchObject({
      scheme: 'https',
      host: 'shop.example',
      path: '/api',
      headers: [['x-user-group', 'beta'], ...own],
    });
  });

  it('wants a URL', () => {
    expect(() => parseRequest('curl -s')).toThrow(
      'The curl command names no URL.',
    );
  });
});
