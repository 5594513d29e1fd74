import { aRouteRequest, aSimulationResult } from '@fairway/mesh-test-utils';
import { t } from '../../../__testUtils__/words';
import { failureWords, listenerWords, upstreamWords } from './traceWords';

const request = aRouteRequest({
  path: '/a?page=2&flag',
  headers: [
    ['x-user', 'beta'],
    ['authorization', 'Bearer 1234'],
    ['x-long', 'a'.repeat(50)],
    ['cookie', 'a=1'],
  ],
});

describe('failureWords', () => {
  it.each([
    [{ field: 'uri' as const }, 'path differs'],
    [{ field: 'method' as const }, 'method differs'],
    [{ field: 'headers' as const, name: 'x-user' }, 'x-user is beta'],
    [{ field: 'headers' as const, name: 'x-other' }, 'x-other is absent'],
    [
      { field: 'headers' as const, name: 'authorization' },
      'authorization differs',
    ],
    [{ field: 'headers' as const, name: 'x-long' }, 'x-long differs'],
    [{ field: 'headers' as const, name: 'cookie' }, 'no such cookie'],
    [
      { field: 'withoutHeaders' as const, name: 'x-user' },
      'x-user must not be so',
    ],
    [{ field: 'queryParams' as const, name: 'page' }, 'page is 2'],
    [{ field: 'queryParams' as const, name: 'p' }, 'p is absent'],
    [
      { field: 'uri' as const, problem: 'missing )' },
      'cannot be compared: missing )',
    ],
  ])('says of %j: %s', (failure, words) => {
    expect(failureWords(t, failure, request)).toBe(words);
  });

  it('says when there are no cookies', () => {
    expect(
      failureWords(t, { field: 'headers', name: 'cookie' }, aRouteRequest()),
    ).toBe('no cookies');
  });
});

describe('listenerWords', () => {
  it('says port, TLS and how the host is found', () => {
    const result = aSimulationResult();
    const { trace } = result;
    expect(
      listenerWords(t, {
        ...result,
        trace: {
          ...trace,
          chain: {
            transport: 'tls',
            serverNames: ['a'],
            clientCertificate: 'required',
          },
        },
      }),
    ).toEqual([
      'port 8080, TLS ends at the proxy, client certificate required',
      'host checkout.shop.svc.cluster.local is found by checkout.shop.svc.cluster.local (exact domain)',
    ]);
  });

  it('says when nobody listens, takes the port, or knows the host', () => {
    const result = aSimulationResult();
    const { listener, virtualHost: _, chain: __, ...trace } = result.trace;
    expect(listenerWords(t, { ...result, trace })).toEqual([
      'No listener takes the connection.',
    ]);
    expect(
      listenerWords(t, {
        ...result,
        outcome: { outcome: 'no_route', status: 404 },
        trace: { ...trace, listener: { port: 80, refused: 'bad regex' } },
      }),
    ).toEqual([
      'port 80',
      'The proxy does not take this port: bad regex',
      'no virtual host has the name checkout.shop.svc.cluster.local',
    ]);
    expect(listener).toBeDefined();
  });
});

describe('upstreamWords', () => {
  it('says what is sent, and whether it is another path or host', () => {
    const result = aSimulationResult();
    expect(upstreamWords(t, result)).toEqual([
      'path /api/checkout (unchanged)',
      'authority checkout.shop.svc.cluster.local (unchanged)',
    ]);
    expect(
      upstreamWords(t, {
        ...result,
        request: aRouteRequest({ path: '/old', host: 'other' }),
      }),
    ).toEqual([
      'path /api/checkout',
      'authority checkout.shop.svc.cluster.local',
    ]);
    expect(
      upstreamWords(t, { ...result, outcome: { outcome: 'no_listener' } }),
    ).toEqual([]);
  });
});
