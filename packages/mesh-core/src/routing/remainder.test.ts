import type { MatchCondition, RouteObject, RouteRule } from './routeModel';
import { remainderOf } from './remainder';

const path = (op: MatchCondition['op'], value: string): MatchCondition => ({
  field: 'path',
  op,
  value,
});

function anObject(
  matches: MatchCondition[][][],
  overrides: Partial<RouteObject> = {},
): RouteObject {
  return {
    ref: { cluster: 'c', group: 'g', kind: 'VirtualService', name: 'v' },
    hosts: ['checkout'],
    hiddenHosts: 0,
    gateways: ['mesh'],
    reason: '',
    hiddenRules: 0,
    rules: matches.map((alternatives, index): RouteRule => ({
      protocol: 'http',
      index,
      path: `spec.http[${index}]`,
      matches: alternatives,
      action: { kind: 'none', reason: '' },
      options: { mirrors: [], headers: [] },
    })),
    ...overrides,
  };
}

describe('remainderOf', () => {
  it.each([
    ['no match at all', [[]]],
    ['a match without conditions', [[[]]]],
    ['the prefix /', [[[path('prefix', '/')]]]],
    ['the path prefix / of the Gateway API', [[[path('pathPrefix', '/')]]]],
    ['a regex that takes all', [[[path('regex', '.*')]]]],
    ['one alternative of several', [[[path('exact', '/a')], []]]],
    ['a later rule', [[[path('exact', '/a')]], []]],
  ])('is none with %s', (_name, matches) => {
    const object = anObject(matches);
    expect(remainderOf(object, [object])).toBe('none');
  });

  it.each([
    ['a path', [[[path('prefix', '/api')]]]],
    [
      'a header beside the prefix /',
      [
        [
          [
            path('prefix', '/'),
            { field: 'header', name: 'x', op: 'present' } as const,
          ],
        ],
      ],
    ],
    ['a gateway', [[[{ field: 'gateway', op: 'exact', value: 'g' } as const]]]],
  ])('is a 404 when every rule asks for %s', (_name, matches) => {
    const object = anObject(matches);
    expect(remainderOf(object, [object])).toBe('not-found');
  });

  it('is unknown when another object has the host at the same gateway', () => {
    const object = anObject([[[path('prefix', '/a')]]]);
    const other = anObject([[[path('prefix', '/b')]]]);
    expect(remainderOf(object, [object, other])).toBe('unknown');
    const elsewhere = { ...other, gateways: ['istio-ingress/public'] };
    expect(remainderOf(object, [object, elsewhere])).toBe('not-found');
    const otherHost = { ...other, hosts: ['cart'] };
    expect(remainderOf(object, [object, otherHost])).toBe('not-found');
  });

  it('is unknown when rules are hidden, unless a visible one takes all', () => {
    const object = anObject([[[path('prefix', '/a')]]], { hiddenRules: 1 });
    expect(remainderOf(object, [object])).toBe('unknown');
    const open = anObject([[]], { hiddenRules: 1 });
    expect(remainderOf(open, [open])).toBe('none');
  });

  it('does not apply to tcp and tls', () => {
    const object = anObject([]);
    const tcp = {
      ...object,
      rules: anObject([[]]).rules.map(rule => ({
        ...rule,
        protocol: 'tcp' as const,
      })),
    };
    expect(remainderOf(tcp, [tcp])).toBe('not-applicable');
  });
});
