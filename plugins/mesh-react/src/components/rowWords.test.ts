import type {
  RouteRowAction,
  RouteRowMatch,
} from '@fairway/backstage-plugin-mesh-common';
import { mockApis } from '@backstage/frontend-test-utils';
import { aRowDestination } from '@fairway/mesh-test-utils';
import { meshTranslationRef } from '../meshTranslationRef';
import { placeWords } from './OpenPlace';
import { matchWords } from './routeWords';
import { rowConditions } from './rowConditions';
import { rowTarget, shortHost } from './rowTarget';
import { rowWay } from './rowWay';

const { t } = mockApis.translation().getTranslation(meshTranslationRef);

type Routed = Extract<RouteRowAction, { kind: 'route' }>;

const plain = (text: string) => text.replace(/\u00a0/g, ' ');

function wayOf(action: Partial<Routed>, namespace?: string): string[] {
  return rowWay(
    t,
    {
      kind: 'route',
      destinations: [aRowDestination()],
      statusIfMissing: 503,
      timeoutMs: null,
      retries: null,
      ...action,
    },
    namespace,
  ).map(({ icon, text }) => plain(`${icon}: ${text}`));
}

const inWords = (match: RouteRowMatch): string[] =>
  rowConditions(match).map(condition => {
    const { words, value } = matchWords(t, condition);
    return [words, value].filter(Boolean).join(' ');
  });

describe('rowConditions', () => {
  it.each<[RouteRowMatch, string[]]>([
    [{}, []],
    [{ method: { exact: 'GET' } }, ['GET']],
    [{ method: { regex: 'GET|PUT' } }, ['method matches GET|PUT']],
    [{ uri: { prefix: '/a' } }, ['path starts with /a']],
    [{ uri: { exact: '/a' }, ignoreUriCase: true }, ['path = (any case) /a']],
    [{ pathElements: '/a' }, ['path is below /a']],
    [{ scheme: { exact: 'https' } }, ['scheme = https']],
    [{ authority: { exact: 'shop' } }, ['host = shop']],
    [
      { headers: { 'x-a': { regex: 'b+' }, 'x-b': {} } },
      ['header x-a matches b+', 'header x-b is present'],
    ],
    [
      {
        withoutHeaders: {
          a: { exact: '1' },
          b: { prefix: '2' },
          c: { regex: '3' },
          d: {},
        },
      },
      [
        'header a ≠ 1',
        'header b does not start with 2',
        'header c does not match 3',
        'header d is absent',
      ],
    ],
    [{ queryParams: { page: { exact: '2' } } }, ['query page = 2']],
    [{ serverNames: ['shop.example'] }, ['SNI = shop.example']],
  ])('says %j', (match, expected) => {
    expect(inWords(match)).toEqual(expected);
  });
});

describe('rowWay', () => {
  it('says defaults too', () => {
    expect(wayOf({})).toEqual(['timeout: no timeout', 'retry: retries off']);
  });

  it('says what Istio tries again by itself in short, and else each condition', () => {
    const usual =
      'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes';
    expect(wayOf({ retries: { attempts: 2, on: usual } })[1]).toBe(
      'retry: 2 retries on the usual failures',
    );
    expect(
      wayOf({
        retries: {
          attempts: 1,
          on: 'gateway-error,retriable-status-codes',
          codes: [503],
          perTryTimeoutMs: 2_000,
        },
      })[1],
    ).toBe(
      'retry: 1 retry of 2 s on gateway-error, retriable-status-codes, 503',
    );
    expect(wayOf({ retries: { attempts: 0, on: usual } })[1]).toBe(
      'retry: retries off',
    );
  });

  it('puts faults first, also a copy that nobody gets', () => {
    const mirror = {
      host: 'audit.shop.svc.cluster.local',
      port: 80,
      percent: 5,
      exists: true,
    };
    expect(
      wayOf(
        {
          fault: {
            delay: { ms: 300, percent: 10 },
            abort: { grpcStatus: 14, percent: 1 },
          },
          mirrors: [mirror, { ...mirror, subset: 'v9', exists: false }],
        },
        'shop',
      ),
    ).toEqual([
      'fault: fault: delay 300 ms on 10 %',
      'fault: fault: answers gRPC status 14 on 1 %',
      'timeout: no timeout',
      'retry: retries off',
      'mirror: mirror 5 % to audit',
      'fault: mirror 5 % to audit v9, which does not exist',
    ]);
  });

  it('says what is sent instead of path and host', () => {
    const rewrites: [Routed['rewrite'], string][] = [
      [{ kind: 'prefix', value: '/v2' }, 'matched prefix becomes /v2'],
      [{ kind: 'full', value: '/v2' }, 'path becomes /v2'],
      [{ kind: 'regex', pattern: '^/a', substitution: '/b' }, '^/a becomes /b'],
    ];
    for (const [rewrite, expected] of rewrites) {
      expect(wayOf({ rewrite, authority: 'next' }).slice(0, 2)).toEqual([
        `rewrite: ${expected}`,
        'rewrite: host becomes next',
      ]);
    }
  });

  it('says a header of several destinations once', () => {
    const set: [string, string][] = [['x-by', 'proxy']];
    const requestHeaders = { set, add: [], remove: ['x-old'] };
    expect(
      wayOf({
        destinations: [
          aRowDestination({ requestHeaders }),
          aRowDestination({ requestHeaders }),
        ],
        responseHeaders: { set: [], add: [['x-seen', '1']], remove: [] },
      }).slice(2),
    ).toEqual([
      'header: request header: remove x-old',
      'header: request header: set x-by: proxy',
      'header: response header: add x-seen: 1',
    ]);
  });

  it('has nothing for connections and for rules of others', () => {
    expect(rowWay(t, { kind: 'forward', destinations: [] })).toEqual([]);
    expect(rowWay(t, { kind: 'hidden' })).toEqual([]);
  });

  it('says where a redirect leads, and what an answer holds', () => {
    const texts = (action: RouteRowAction) =>
      rowWay(t, action).map(({ text }) => text);
    expect(
      texts({
        kind: 'redirect',
        status: 301,
        scheme: 'https',
        host: 'shop.example',
        port: 8443,
        prefix: '/b',
      }),
    ).toEqual(['to https://shop.example:8443/b…']);
    expect(texts({ kind: 'redirect', status: 301 })).toEqual([]);
    expect(texts({ kind: 'direct', status: 200, body: 'ok' })).toEqual([
      'body ok',
    ]);
  });
});

describe('names', () => {
  it.each([
    ['cart.shop.svc.cluster.local', undefined, 'cart.shop'],
    ['cart.shop.svc.cluster.local', 'shop', 'cart'],
    ['cart.shop.svc.cluster.local', 'op', 'cart.shop'],
    ['api.shop', 'shop', 'api.shop'],
    ['api.mail.example', 'mail', 'api.mail.example'],
  ])('%s, seen from %s, is %s', (host, namespace, expected) => {
    expect(rowTarget({ host }, namespace)).toBe(expected);
  });

  it('tell subsets, and hosts of any cluster domain', () => {
    expect(rowTarget({ host: 'cart', subset: 'v2' })).toBe('cart v2');
    expect(shortHost('cart.shop.svc.corp.example')).toBe('cart.shop');
    expect(shortHost('cart.shop.svc')).toBe('cart.shop');
  });

  it('tell a place in an object', () => {
    const ref = {
      cluster: 'c',
      group: 'g',
      kind: 'VirtualService',
      name: 'cart',
    };
    expect(placeWords({ ref, path: 'spec.http[2]' })).toBe('cart · http[2]');
    expect(placeWords({ ref })).toBe('cart');
  });
});
