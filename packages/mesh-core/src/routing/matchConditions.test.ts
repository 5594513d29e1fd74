import type { HttpMatch } from '../resources';
import {
  grpcRouteConditions,
  httpConditions,
  httpRouteConditions,
  l4Conditions,
} from './matchConditions';

describe('httpConditions', () => {
  it.each<[HttpMatch, unknown[]]>([
    [{}, []],
    [{ uri: { exact: '/a' } }, [{ field: 'path', op: 'exact', value: '/a' }]],
    [{ uri: { prefix: '/a' } }, [{ field: 'path', op: 'prefix', value: '/a' }]],
    [
      { uri: { regex: '/a.*' } },
      [{ field: 'path', op: 'regex', value: '/a.*' }],
    ],
    [
      { uri: { prefix: '/a' }, ignoreUriCase: true },
      [{ field: 'path', op: 'prefix', value: '/a', ignoreCase: true }],
    ],
    [
      { uri: { regex: '/a' }, ignoreUriCase: true },
      [{ field: 'path', op: 'regex', value: '/a' }],
    ],
    [
      { method: { exact: 'GET' }, scheme: { exact: 'https' } },
      [
        { field: 'method', op: 'exact', value: 'GET' },
        { field: 'scheme', op: 'exact', value: 'https' },
      ],
    ],
    [
      { authority: { prefix: 'shop.' } },
      [{ field: 'authority', op: 'prefix', value: 'shop.' }],
    ],
    [
      { headers: { 'x-a': { exact: '1' }, 'x-b': {}, 'x-c': { regex: '*' } } },
      [
        { field: 'header', name: 'x-a', op: 'exact', value: '1' },
        { field: 'header', name: 'x-b', op: 'present' },
        { field: 'header', name: 'x-c', op: 'present' },
      ],
    ],
    [
      {
        withoutHeaders: {
          'x-a': { exact: '1' },
          'x-b': {},
          'x-c': { prefix: 'y' },
          'x-d': { regex: 'z+' },
          'x-e': { regex: '*' },
        },
      },
      [
        { field: 'header', name: 'x-a', op: 'not-exact', value: '1' },
        { field: 'header', name: 'x-b', op: 'absent' },
        { field: 'header', name: 'x-c', op: 'not-prefix', value: 'y' },
        { field: 'header', name: 'x-d', op: 'not-regex', value: 'z+' },
        { field: 'header', name: 'x-e', op: 'absent' },
      ],
    ],
    [
      { queryParams: { q: { exact: '' } } },
      [{ field: 'query', name: 'q', op: 'exact', value: '' }],
    ],
    [{ port: 8080 }, [{ field: 'port', op: 'exact', value: '8080' }]],
    [
      { gateways: ['mesh', 'edge/public', 'own'] },
      [
        {
          field: 'gateway',
          op: 'exact',
          value: 'mesh, edge/public, shop/own',
        },
      ],
    ],
    [
      { sourceNamespace: 'web', sourceLabels: { app: 'a', v: '1' } },
      [
        { field: 'sourceNamespace', op: 'exact', value: 'web' },
        { field: 'sourceLabels', name: 'app', op: 'exact', value: 'a' },
        { field: 'sourceLabels', name: 'v', op: 'exact', value: '1' },
      ],
    ],
  ])('%j', (match, conditions) => {
    expect(httpConditions(match, 'shop')).toEqual(conditions);
  });
});

describe('l4Conditions', () => {
  it('reads TLS and TCP', () => {
    expect(
      l4Conditions({ sniHosts: ['a.com', '*.b.com'], port: 443 }, 'shop'),
    ).toEqual([
      { field: 'sni', op: 'exact', value: 'a.com, *.b.com' },
      { field: 'port', op: 'exact', value: '443' },
    ]);
    expect(
      l4Conditions(
        { destinationSubnets: ['10.0.0.0/8'], gateways: ['mesh'] },
        'shop',
      ),
    ).toEqual([
      { field: 'destinationSubnet', op: 'exact', value: '10.0.0.0/8' },
      { field: 'gateway', op: 'exact', value: 'mesh' },
    ]);
  });
});

describe('httpRouteConditions', () => {
  it.each<[Parameters<typeof httpRouteConditions>[0], unknown[]]>([
    [{}, []],
    [{ path: { type: 'PathPrefix', value: '/' } }, []],
    [{ path: {} }, []],
    [
      { path: { value: '/a' } },
      [{ field: 'path', op: 'pathPrefix', value: '/a' }],
    ],
    [
      { path: { type: 'Exact', value: '/' } },
      [{ field: 'path', op: 'exact', value: '/' }],
    ],
    [
      { path: { type: 'RegularExpression', value: '/.+' }, method: 'GET' },
      [
        { field: 'path', op: 'regex', value: '/.+' },
        { field: 'method', op: 'exact', value: 'GET' },
      ],
    ],
    [
      {
        headers: [{ name: 'x', value: '1' }],
        queryParams: [{ name: 'q', type: 'RegularExpression', value: '.' }],
      },
      [
        { field: 'header', name: 'x', op: 'exact', value: '1' },
        { field: 'query', name: 'q', op: 'regex', value: '.' },
      ],
    ],
  ])('%j', (match, conditions) => {
    expect(httpRouteConditions(match)).toEqual(conditions);
  });
});

describe('grpcRouteConditions', () => {
  it.each([
    [{}, []],
    [
      { method: { service: 'shop.Cart', method: 'Add' } },
      [{ field: 'grpcMethod', op: 'exact', value: 'shop.Cart/Add' }],
    ],
    [
      { method: { service: 'shop.Cart' } },
      [{ field: 'grpcMethod', op: 'prefix', value: 'shop.Cart/' }],
    ],
    [
      { method: { method: 'Add' } },
      [{ field: 'grpcMethod', op: 'regex', value: '[^/]+/Add' }],
    ],
    [
      {
        method: {
          type: 'RegularExpression' as const,
          service: 's.*',
          method: 'A.*',
        },
        headers: [{ name: 'x', value: '1' }],
      },
      [
        { field: 'grpcMethod', op: 'regex', value: 's.*/A.*' },
        { field: 'header', name: 'x', op: 'exact', value: '1' },
      ],
    ],
  ])('%j', (match, conditions) => {
    expect(grpcRouteConditions(match)).toEqual(conditions);
  });
});
