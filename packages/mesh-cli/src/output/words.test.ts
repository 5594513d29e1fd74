import type { Outcome, RouteMatch } from '@fairway/mesh-core';
import { durationWords, shares } from './destinationWords';
import { failureWords, matchWords } from './matchWords';
import { isFailure, outcomeWords } from './outcomeWords';

describe('matchWords', () => {
  it.each<[RouteMatch, string]>([
    [{}, 'any request'],
    [{ uri: { prefix: '/' } }, 'any request'],
    [{ pathElements: '/' }, 'any request'],
    [{ uri: { exact: '/' } }, 'path is "/"'],
    [{ pathElements: '/a' }, 'path is or is below "/a"'],
    [
      { uri: { prefix: '/a' }, ignoreUriCase: true },
      'path starts with "/a" in any case',
    ],
    [{ uri: { regex: '/a.*' }, ignoreUriCase: true }, 'path matches /a.*'],
    [
      {
        method: { exact: 'GET' },
        scheme: { exact: 'https' },
        authority: { regex: '*' },
      },
      'method is "GET" and host is there and scheme is "https"',
    ],
    [
      {
        headers: { a: { exact: '1' }, b: {} },
        withoutHeaders: {
          c: {},
          d: { exact: '1' },
          e: { prefix: '1' },
          f: { regex: '1' },
        },
        queryParams: { g: { prefix: 'x' } },
      },
      'header a is "1" and header b is there and header c is not there and header d is not "1" and header e does not start with "1" and header f does not match 1 and query parameter g starts with "x"',
    ],
  ])('says %j', (match, words) => {
    expect(matchWords(match)).toBe(words);
  });

  it('names the condition that fails', () => {
    const match = {
      headers: { a: { exact: '1' }, b: { regex: '(' } },
    };
    expect(failureWords(match, { field: 'headers', name: 'b' })).toBe(
      'fails: header b matches (',
    );
    expect(
      failureWords(match, { field: 'headers', name: 'b', problem: 'no end' }),
    ).toBe('fails: header b matches (, which cannot be compared: no end');
  });
});

describe('outcomeWords', () => {
  const host = 'a';
  it.each<[Outcome, boolean, string]>([
    [
      {
        outcome: 'tcp',
        destinations: [{ host, port: 1, weight: 100, exists: false }],
      },
      true,
      'is forwarded without a look at HTTP to a:1 (which does not exist)',
    ],
    [
      {
        outcome: 'tcp',
        destinations: [
          { host, port: 1, weight: 1, exists: true },
          { cluster: 'InvalidBackend', weight: 2, exists: false },
        ],
      },
      false,
      'is forwarded without a look at HTTP to 33.33 % to a:1, 66.67 % to InvalidBackend (which does not exist)',
    ],
    [
      {
        outcome: 'redirect',
        status: 301,
        location: 'https://a/',
        reason: 'httpsRedirect',
      },
      false,
      'is redirected with 301 to https://a/ before any route is looked at: the gateway sends plain HTTP to HTTPS',
    ],
    [
      { outcome: 'direct', status: 503, body: '', route: { name: 'default' } },
      false,
      'is answered by the proxy: 503',
    ],
    [
      {
        outcome: 'direct',
        status: 200,
        body: 'a "b"',
        route: { name: 'default' },
      },
      false,
      'is answered by the proxy: 200 "a \\"b\\""',
    ],
    [
      {
        outcome: 'cors_preflight',
        status: 200,
        route: { name: 'default' },
        allowOrigin: 'https://a',
        allowMethods: 'GET,POST',
      },
      false,
      'is answered by the proxy as a CORS preflight: 200 for origin https://a, methods GET,POST',
    ],
    [
      { outcome: 'rejected', status: 400, detail: 'no path' },
      true,
      'is refused before any route is looked at: 400 (no path)',
    ],
    [
      { outcome: 'blackhole', level: 'tcp' },
      true,
      'is cut off: nothing listens on this address and port, and unknown addresses may not be called',
    ],
    [
      { outcome: 'no_filter_chain' },
      true,
      'gets no connection: the gateway takes neither this server name nor this protocol on the port',
    ],
    [
      { outcome: 'multiple_filter_chains' },
      true,
      'gets no connection: the proxy refuses the listener, two of its chains match alike',
    ],
  ])('says %j', (outcome, failure, words) => {
    expect(outcomeWords(outcome)).toBe(words);
    expect(isFailure(outcome)).toBe(failure);
  });
});

describe('shares', () => {
  it.each<[number[], string[]]>([
    [[], []],
    [[7], ['100 %']],
    [
      [1, 2],
      ['33.33 %', '66.67 %'],
    ],
    [
      [0, 0],
      ['50 %', '50 %'],
    ],
  ])('of %j are %j', (weights, parts) => {
    expect(shares(weights)).toEqual(parts);
  });
});

describe('durationWords', () => {
  it.each([
    [250, '250 ms'],
    [1500, '1.5 s'],
    [60_000, '60 s'],
  ])('says %s as %s', (ms, words) => {
    expect(durationWords(ms)).toBe(words);
  });
});
