import fc from 'fast-check';
import { parseRequest as readText } from './parseRequest';
import { RequestTextError } from './RequestTextError';

/** Texts that are nearly right find more than texts of any characters. */
const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      ...['curl ', '-H', '-X', '-b', '-G', '-d', ' ', 'http://', 'cart', ':8'],
      ...['--resolve ', '[::1]', "'", '"', "$'", '\\', '`', '@', '|', '&'],
    ),
    fc.string({ unit: 'binary', maxLength: 3 }),
  ),
  { maxLength: 12 },
);

const own = [
  ['user-agent', 'curl/8'],
  ['accept', '*/*'],
];

const parseRequest = (text: string, headers?: string[]) =>
  readText(text, headers).request;

/** What is said against a text; nothing when it is a request. */
function refusalOf(text: string): unknown {
  try {
    parseRequest(text);
    return undefined;
  } catch (error) {
    return error;
  }
}

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
      'curl --resolve +shop.example:443:10.0.0.1 https://shop.example/',
      { host: 'shop.example', connect: '10.0.0.1' },
    ],
    [
      'curl --request-target /a/../b --path-as-is http://cart/',
      { path: '/a/../b', host: 'cart' },
    ],
    [
      'curl --url-query q=1%2 --url-query +r=%20 http://cart/?z',
      { method: 'GET', path: '/?z&q=1%252&r=%20' },
    ],
    ['curl -T file http://cart/', { method: 'PUT' }],
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

  it('reads what browsers copy', () => {
    const text = String.raw`$ curl 'https://shop.example/api' -X $'POST' \
      -H $'x-name: Zo\u00eb\'s' --data-raw $'{"a":"\u0021"}' --compressed`;
    expect(parseRequest(text)).toMatchObject({
      method: 'POST',
      headers: [
        ['x-name', "Zo\u00eb's"],
        ['content-type', 'application/x-www-form-urlencoded'],
        ...own,
      ],
    });
  });

  it('encodes credentials of any script', () => {
    expect(parseRequest('curl -u zoë:é http://cart/').headers[0]).toEqual([
      'authorization',
      `Basic ${Buffer.from('zoë:é').toString('base64')}`,
    ]);
  });

  it('says what a shell would have replaced, and what it did not read', () => {
    expect(
      readText(
        'curl -H "authorization: Bearer $TOKEN" http://cart/ 2>&1 | jq .',
      ),
    ).toMatchObject({
      request: { headers: [['authorization', 'Bearer $TOKEN'], ...own] },
      literal: ['$TOKEN'],
      rest: '>&1 | jq .',
    });
  });

  it.each([
    ['', 'empty', ''],
    ['curl', 'no-url', ''],
    ['curl -s', 'no-url', ''],
    ['curl http://a http://b', 'several', 'http://a, http://b'],
    ['curl "http://a', 'open-quote', '"'],
    ["curl $'http://a", 'open-quote', "'"],
    ['curl http://a -H', 'value', '-H'],
    ['curl http://a --header', 'value', '--header'],
    ['curl ftp://a', 'url', 'ftp://a'],
    ['curl http://a:70000', 'port', '70000'],
    ['curl http://a -H nothing', 'header', 'nothing'],
    ["curl http://a -H $'a: b\\r\\nc: d'", 'header', 'a: b\r\nc: d'],
    ['curl http://a -X "A B"', 'method', 'A B'],
    ['wget -q http://a', 'request', 'wget -q http://a'],
    ['x'.repeat(100_001), 'too-long', '100000'],
  ])('says what is wrong with %j', (text, problem, part) => {
    expect(refusalOf(text)).toMatchObject({
      name: 'RequestTextError',
      problem,
      part,
    });
  });

  it('reads any text, or refuses it in its own words', () => {
    fc.assert(
      fc.property(pieces, parts => {
        const refusal = refusalOf(parts.join(''));
        expect(
          refusal === undefined || refusal instanceof RequestTextError,
        ).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
