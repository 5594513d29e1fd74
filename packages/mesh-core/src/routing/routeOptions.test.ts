import type { HTTPRouteRule, VirtualServiceHttpRoute } from '../resources';
import { gatewayRouteOptions, httpOptions } from './routeOptions';

const nothing = { mirrors: [], headers: [] };

describe('httpOptions', () => {
  it.each<[VirtualServiceHttpRoute, object]>([
    [{}, {}],
    [{ timeout: '2.5s' }, { timeoutMs: 2500 }],
    [{ timeout: 'soon' }, {}],
    [
      {
        retries: { attempts: 3, perTryTimeout: '600ms', retryOn: '5xx,reset' },
      },
      { retries: { attempts: 3, perTryTimeoutMs: 600, retryOn: '5xx,reset' } },
    ],
    [{ retries: { attempts: 0 } }, { retries: { attempts: 0 } }],
    [{ retries: {} }, { retries: { attempts: 0 } }],
    [
      {
        fault: {
          delay: { fixedDelay: '2s', percentage: { value: 50 } },
          abort: { httpStatus: 503, percentage: { value: 5 } },
        },
      },
      {
        fault: {
          delayMs: 2000,
          delayPercentage: 50,
          abortStatus: 503,
          abortPercentage: 5,
        },
      },
    ],
    [
      { fault: { delay: { fixedDelay: '2s' } } },
      { fault: { delayMs: 2000, delayPercentage: 0 } },
    ],
    [
      { fault: { delay: { fixedDelay: '2s', percent: 7 } } },
      { fault: { delayMs: 2000, delayPercentage: 7 } },
    ],
    [{ fault: {} }, {}],
    [
      { mirror: { host: 'a', subset: 'v2' } },
      { mirrors: [{ host: 'a', subset: 'v2', percentage: 100 }] },
    ],
    [
      { mirror: { host: 'a' }, mirrorPercentage: { value: 10 } },
      { mirrors: [{ host: 'a', percentage: 10 }] },
    ],
    [
      { mirror: { host: 'a' }, mirrorPercent: 20 },
      { mirrors: [{ host: 'a', percentage: 20 }] },
    ],
    [
      {
        mirrors: [
          { destination: { host: 'a' } },
          { destination: { host: 'b' }, percentage: { value: 0 } },
        ],
      },
      {
        mirrors: [
          { host: 'a', percentage: 100 },
          { host: 'b', percentage: 0 },
        ],
      },
    ],
    [
      { rewrite: { uri: '/b', authority: 'x' } },
      { rewrite: { uri: '/b', authority: 'x' } },
    ],
    [
      { rewrite: { uriRegexRewrite: { match: '/a', rewrite: '/b' } } },
      { rewrite: { regex: { match: '/a', rewrite: '/b' } } },
    ],
    [{ corsPolicy: {} }, { cors: true }],
    [
      {
        headers: {
          request: { set: { a: '1' }, remove: ['b'] },
          response: { add: { c: '2' } },
        },
      },
      {
        headers: [
          { on: 'request', op: 'remove', name: 'b' },
          { on: 'request', op: 'set', name: 'a', value: '1' },
          { on: 'response', op: 'add', name: 'c', value: '2' },
        ],
      },
    ],
  ])('%j', (rule, options) => {
    expect(httpOptions(rule)).toEqual({ ...nothing, ...options });
  });

  it('takes the headers of a single destination, not those of several', () => {
    const weighted = (host: string) => ({
      destination: { host },
      headers: { response: { set: { 'x-by': host } } },
    });
    expect(httpOptions({ route: [weighted('a')] }).headers).toEqual([
      { on: 'response', op: 'set', name: 'x-by', value: 'a' },
    ]);
    expect(
      httpOptions({ route: [weighted('a'), weighted('b')] }).headers,
    ).toEqual([]);
  });

  it.each([
    'Authorization',
    'cookie',
    'Set-Cookie',
    'x-api-key',
    'X-Auth-Token',
  ])('does not show the value of header %s', name => {
    const rule = { headers: { request: { set: { [name]: 'secret' } } } };
    expect(httpOptions(rule).headers).toEqual([
      { on: 'request', op: 'set', name },
    ]);
  });
});

describe('gatewayRouteOptions', () => {
  it.each<[HTTPRouteRule, object]>([
    [{}, {}],
    [{ timeouts: { request: '2s' } }, { timeoutMs: 2000 }],
    [{ timeouts: { backendRequest: '1s' } }, { timeoutMs: 1000 }],
    [
      {
        timeouts: { request: '2s', backendRequest: '1s' },
        retry: { attempts: 2, codes: [500, 503] },
      },
      {
        timeoutMs: 2000,
        retries: { attempts: 2, perTryTimeoutMs: 1000, retryOn: '500,503' },
      },
    ],
    [{ retry: {} }, { retries: { attempts: 1 } }],
    [
      {
        filters: [
          {
            type: 'RequestMirror',
            requestMirror: {
              backendRef: { name: 'b', namespace: 'web' },
              fraction: { numerator: 1, denominator: 4 },
            },
          },
          {
            type: 'RequestMirror',
            requestMirror: { backendRef: { name: 'c' }, percent: 5 },
          },
          {
            type: 'RequestMirror',
            requestMirror: { backendRef: { name: 'd' } },
          },
        ],
      },
      {
        mirrors: [
          { host: 'b.web.svc.cluster.local', percentage: 25 },
          { host: 'c', percentage: 5 },
          { host: 'd', percentage: 100 },
        ],
      },
    ],
    [
      {
        filters: [
          {
            type: 'URLRewrite',
            urlRewrite: {
              hostname: 'h',
              path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/b' },
            },
          },
          { type: 'CORS', cors: {} },
        ],
      },
      { rewrite: { uri: '/b', authority: 'h' }, cors: true },
    ],
    [
      {
        filters: [
          {
            type: 'RequestHeaderModifier',
            requestHeaderModifier: {
              set: [{ name: 'a', value: '1' }],
              remove: ['b'],
            },
          },
          {
            type: 'ResponseHeaderModifier',
            responseHeaderModifier: { add: [{ name: 'cookie', value: 's' }] },
          },
        ],
      },
      {
        headers: [
          { on: 'request', op: 'remove', name: 'b' },
          { on: 'request', op: 'set', name: 'a', value: '1' },
          { on: 'response', op: 'add', name: 'cookie' },
        ],
      },
    ],
  ])('%j', (rule, options) => {
    expect(gatewayRouteOptions(rule)).toEqual({ ...nothing, ...options });
  });
});
