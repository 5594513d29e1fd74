import fc from 'fast-check';
import type { RouteRequest } from '../simulate/Outcome';
import { parseRequest } from './parseRequest';
import { writeCurl } from './writeCurl';

function aRequest(overrides: Partial<RouteRequest> = {}): RouteRequest {
  return {
    method: 'GET',
    scheme: 'http',
    host: 'cart.shop:8080',
    path: '/items?page=2',
    headers: [],
    port: 8080,
    ...overrides,
  };
}

const token = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
const value = fc
  .string({ unit: fc.constantFrom(...'ab:;=\'"$\\`|& #é') })
  .map(text => text.trim());
const requests = fc
  .record({
    method: fc.constantFrom('GET', 'HEAD', 'POST', 'PURGE'),
    scheme: fc.constantFrom('http' as const, 'https' as const),
    name: fc.constantFrom('cart', 'shop.example', '[::1]', '10.0.0.1'),
    hostPort: fc.constantFrom(undefined, 8080, 15443),
    path: fc
      .string({ unit: fc.constantFrom(...'a/?&=.%\'"#é ') })
      .map(text => `/${text}`),
    headers: fc.array(
      fc.tuple(
        token.filter(name => name !== 'host'),
        value,
      ),
      {
        maxLength: 4,
      },
    ),
    elsewhere: fc.constantFrom(undefined, 'gateway.istio-ingress', '[::2]'),
  })
  .map(({ name, hostPort, elsewhere, ...rest }): RouteRequest => {
    const port = hostPort ?? (rest.scheme === 'https' ? 443 : 80);
    return {
      ...rest,
      host: hostPort === undefined ? name : `${name}:${hostPort}`,
      port: elsewhere === undefined ? port : 8443,
      ...(elsewhere === undefined ? {} : { connect: elsewhere }),
    };
  });

describe('writeCurl', () => {
  it('writes an option a line and leaves out what curl does by itself', () => {
    const headers = [
      ['user-agent', 'curl/8'],
      ['accept', '*/*'],
      ['cookie', 'release=beta'],
      ['x-empty', ''],
    ] as const;
    expect(writeCurl(aRequest({ headers, method: 'POST' }))).toBe(
      [
        "curl -X POST 'http://cart.shop:8080/items?page=2' \\",
        "  -H 'user-agent: curl/8' \\",
        "  -H 'accept: */*' \\",
        "  -H 'cookie: release=beta' \\",
        "  -H 'x-empty;'",
      ].join('\n'),
    );
  });

  it('takes out the headers that curl would add', () => {
    expect(writeCurl(aRequest())).toContain('-H user-agent: \\\n  -H accept:');
  });

  it('says which address is called when it is another one', () => {
    expect(
      writeCurl(
        aRequest({
          scheme: 'https',
          host: 'a.example',
          connect: 'gw',
          port: 8443,
        }),
      ),
    ).toContain('--connect-to a.example:443:gw:8443');
  });

  it('writes a path that is no URL as the target', () => {
    expect(writeCurl(aRequest({ path: '*', method: 'OPTIONS' }))).toContain(
      "curl -X OPTIONS http://cart.shop:8080/ \\\n  --request-target '*'",
    );
  });

  it('is read back as the same request', () => {
    fc.assert(
      fc.property(requests, request => {
        expect(parseRequest(writeCurl(request)).request).toEqual(request);
      }),
    );
  });
});
