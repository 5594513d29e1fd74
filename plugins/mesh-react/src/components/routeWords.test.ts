import { mockApis } from '@backstage/frontend-test-utils';
import type { MatchCondition, RouteRule } from '@fairway/mesh-core';
import { aRule } from '@fairway/mesh-test-utils';
import { meshTranslationRef } from '../meshTranslationRef';
import { matchWords, wayItems } from './routeWords';

const { t } = mockApis.translation().getTranslation(meshTranslationRef);
const plain = (text: string) => text.replace(/\u00a0/g, ' ');

describe('matchWords', () => {
  it.each<[MatchCondition, string]>([
    [{ field: 'method', op: 'exact', value: 'POST' }, 'POST'],
    [{ field: 'path', op: 'prefix', value: '/api' }, 'path starts with | /api'],
    [
      { field: 'path', op: 'pathPrefix', value: '/api' },
      'path is below | /api',
    ],
    [
      { field: 'path', op: 'exact', value: '/A', ignoreCase: true },
      'path = (any case) | /A',
    ],
    [
      { field: 'header', name: 'x-user', op: 'exact', value: 'beta' },
      'header | x-user = beta',
    ],
    [
      { field: 'header', name: 'x-user', op: 'absent' },
      'header | x-user is absent',
    ],
    [
      { field: 'query', name: 'q', op: 'not-regex', value: '^a' },
      'query | q does not match ^a',
    ],
    [
      { field: 'sourceLabels', name: 'app', op: 'exact', value: 'web' },
      'caller with label | app = web',
    ],
    [{ field: 'port', op: 'exact', value: '8080' }, 'port = | 8080'],
    [
      { field: 'header', name: 'x', op: 'unknown', value: '?' },
      'header | x in a way we do not know ?',
    ],
  ])('says %j', (condition, expected) => {
    const { words, value } = matchWords(t, condition);
    expect([words, value].filter(Boolean).join(' | ')).toBe(expected);
  });
});

describe('wayItems', () => {
  const way = (overrides: Partial<RouteRule>) =>
    wayItems(t, aRule(overrides)).map(item => plain(item.text));
  const options = (given: Partial<RouteRule['options']>) => ({
    options: { mirrors: [], headers: [], ...given },
  });

  it('says nothing where nothing happens', () => {
    expect(way({})).toEqual([]);
  });

  it.each<[string, Partial<RouteRule>, string[]]>([
    [
      'faults before all else',
      options({
        timeoutMs: 500,
        fault: {
          delayMs: 2_000,
          delayPercentage: 100,
          abortStatus: 503,
          abortPercentage: 0.5,
        },
      }),
      [
        'fault: delay 2 s on 100 %',
        'fault: answers 503 on 0.5 %',
        'timeout 500 ms',
      ],
    ],
    [
      'retries in full',
      options({
        retries: {
          attempts: 2,
          perTryTimeoutMs: 2_000,
          retryOn: '5xx,connect-failure',
        },
      }),
      ['2 retries of 2 s on 5xx, connect-failure'],
    ],
    [
      'retries that are off',
      options({ retries: { attempts: 0 } }),
      ['retries off'],
    ],
    ['one retry', options({ retries: { attempts: 1 } }), ['1 retry']],
    [
      'mirrors',
      options({ mirrors: [{ host: 'audit', subset: 'v1', percentage: 5 }] }),
      ['mirror 5 % to audit v1'],
    ],
    [
      'rewrites',
      options({
        rewrite: {
          uri: '/v1',
          authority: 'a.example',
          regex: { match: '^/a/(.*)', rewrite: '/b/\\1' },
        },
      }),
      ['path becomes /v1', '^/a/(.*) becomes /b/\\1', 'host becomes a.example'],
    ],
    [
      'headers and CORS',
      options({
        headers: [
          { on: 'request', op: 'set', name: 'x-a', value: '1' },
          { on: 'response', op: 'remove', name: 'server' },
        ],
        cors: true,
      }),
      [
        'request header: set x-a: 1',
        'response header: remove server',
        'CORS policy',
      ],
    ],
    [
      'where a redirect leads',
      {
        action: {
          kind: 'redirect',
          code: 301,
          scheme: 'https',
          authority: 'shop.example',
          port: '8443',
          uri: '/cart',
        },
      },
      ['to https://shop.example:8443/cart'],
    ],
    [
      'the body of a direct response',
      { action: { kind: 'directResponse', status: 200, body: 'ok' } },
      ['body ok'],
    ],
  ])('says %s', (_name, rule, expected) => {
    expect(way(rule)).toEqual(expected);
  });
});
