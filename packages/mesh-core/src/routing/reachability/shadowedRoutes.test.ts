import fc from 'fast-check';
import { simulate } from '../simulate/simulate';
import type { RouteMatch, TableRoute } from '../table/RouteTable';
import {
  cartTable,
  HOST,
  routeMatch,
  routes,
  to,
} from './__testUtils__/tables';
import { shadowedRoutes } from './shadowedRoutes';

const all = to('v1');

function verdicts(
  matches: readonly RouteMatch[],
  more: Parameters<typeof cartTable>[1] = {},
): (string | undefined)[] {
  const list = routes(...matches.map(match => [match, all] as const));
  const { shadowed, undecided } = shadowedRoutes(cartTable(list, more));
  const indexOf = (route: TableRoute) => list.indexOf(route);
  return list.map(route => {
    const found = shadowed.find(one => one.route === route);
    const state = undecided.includes(route) ? 'undecided' : undefined;
    return found ? `${found.reason} ${found.by.map(indexOf)}`.trim() : state;
  });
}

const path = (regex: string): RouteMatch => ({ uri: { regex } });

describe('shadowedRoutes', () => {
  it.each<[string, RouteMatch[], string | undefined]>([
    [
      'anything behind a catch-all',
      [{}, { uri: { exact: '/a' } }],
      'covered 0',
    ],
    [
      'an exact path under a prefix',
      [{ uri: { prefix: '/a' } }, { uri: { exact: '/a/b' } }],
      'covered 0',
    ],
    [
      'a longer prefix',
      [{ uri: { prefix: '/a' } }, { uri: { prefix: '/ab' } }],
      'covered 0',
    ],
    [
      'elements under a prefix',
      [{ uri: { prefix: '/a' } }, { pathElements: '/a' }],
      'covered 0',
    ],
    [
      'not a prefix under its elements',
      [{ pathElements: '/a' }, { uri: { prefix: '/a' } }],
      undefined,
    ],
    ['the same pattern', [path('/a\\b?'), path('/a\\b?')], 'covered 0'],
    ['a narrower pattern', [path('/a/.*'), path('/a/[0-9]+')], 'covered 0'],
    ['not a wider pattern', [path('/a/[0-9]+'), path('/a/.*')], undefined],
    [
      'patterns together',
      [path('/v[12]/.*'), path('/v3/.*'), path('/v[1-3]/items')],
      'covered-together 0,1',
    ],
    [
      'a value that presence takes',
      [{ headers: { X: {} } }, { headers: { x: { exact: 'a' } } }],
      'covered 0',
    ],
    [
      'with or without a header',
      [
        { headers: { x: { exact: 'a' } } },
        { withoutHeaders: { x: { exact: 'a' } } },
        {},
      ],
      'covered-together 0,1',
    ],
    [
      'not one that several lines of a header reach',
      [
        { withoutHeaders: { x: { exact: 'a' } } },
        { headers: { x: { exact: 'b' } } },
      ],
      undefined,
    ],
    [
      'a header with two conditions that one line cannot meet',
      [{ uri: { exact: '/a' } }, { withoutHeaders: { x: { regex: '.*' } } }],
      'impossible',
    ],
    [
      'fewer conditions are not covered by more',
      [
        { uri: { prefix: '/a' }, method: { exact: 'GET' } },
        { uri: { prefix: '/a' } },
      ],
      undefined,
    ],
    [
      'all methods but one, then this one',
      [
        { method: { regex: '[^G].*' } },
        { method: { regex: 'G.+' } },
        { method: { exact: 'G' } },
        {},
      ],
      'covered-together 0,1,2',
    ],
    [
      'queries',
      [
        { queryParams: { q: { prefix: 'a' } } },
        { queryParams: { q: { exact: 'ab' } } },
      ],
      'covered 0',
    ],
    [
      'exact in any case',
      [{ uri: { exact: '/A' }, ignoreUriCase: true }, { uri: { exact: '/a' } }],
      'covered 0',
    ],
    ['a pattern that RE2 refuses', [path('(?=a)')], 'invalid-pattern'],
    [
      'a path that is normalised away',
      [{ uri: { exact: '/a/../b' } }],
      'impossible',
    ],
    ['a scheme that is none', [{ scheme: { exact: 'ftp' } }], 'impossible'],
    [
      'a path without a slash, but for the whole server',
      [{ uri: { exact: 'a' } }],
      'impossible',
    ],
    [
      'not the whole server behind the prefix /',
      [{ uri: { prefix: '/' }, method: { prefix: '' } }, {}],
      undefined,
    ],
    [
      'the whole server for another method',
      [
        { uri: { prefix: '/' }, method: { exact: 'GET' } },
        { method: { exact: 'GET' } },
      ],
      'covered 0',
    ],
    [
      'a name that the virtual host has not',
      [{ authority: { exact: 'other.example' } }],
      'impossible',
    ],
    [
      'a name without a port, then the same with any',
      [
        { authority: { regex: 'cart|cart\\..*' } },
        { authority: { regex: '(?i)cart(:\\d*)?' } },
      ],
      undefined,
    ],
    [
      'one that cannot be read, and an example that is known',
      [path('/a.*'), path('/b\\b.*')],
      undefined,
    ],
    [
      'one that cannot be read, and no example',
      [path('/a.*'), path('/b\\bx.*')],
      'undecided',
    ],
    [
      'one that cannot be read, behind a catch-all',
      [{}, path('/b\\b.*')],
      'covered 0',
    ],
  ])('judges the last route: %s', (_, matches, expected) => {
    expect(verdicts(matches).at(-1)).toBe(expected);
  });

  it('joins the lines of a header where Istio did', () => {
    const matches: RouteMatch[] = [
      { withoutHeaders: { x: { exact: 'a' } } },
      { headers: { x: { exact: 'b' } } },
    ];
    expect(verdicts(matches, { istioVersion: '1.30' })).toEqual([
      undefined,
      'covered 0',
    ]);
  });

  it('knows paths that merging of slashes takes away', () => {
    const double: RouteMatch = { uri: { prefix: '//a' } };
    expect(verdicts([double])).toEqual([undefined]);
    expect(verdicts([double], { pathNormalization: 'MERGE_SLASHES' })).toEqual([
      'impossible',
    ]);
  });

  it('decides about many rules in time', () => {
    const many = Array.from({ length: 1000 }, (_, index) => ({
      uri: { prefix: `/service-${index}/` },
      headers: { 'x-group': { exact: `g${index % 7}` } },
    }));
    expect(verdicts([...many, ...many.slice(0, 3)]).slice(999)).toEqual([
      undefined,
      'covered 0',
      'covered 1',
      'covered 2',
    ]);
  });

  const methods = ['GET', 'POST', 'PUT', 'OPTIONS', 'X'];
  const paths = [
    '/',
    '/a',
    '/A',
    '/a/',
    '/a/b',
    '/ab',
    '/b',
    '/b/c',
    '/c',
    '*',
  ];
  const lines = [
    [],
    ['a'],
    ['b'],
    ['bb'],
    ['B'],
    [''],
    ['z'],
    ['a', 'b'],
    ['bb', ''],
  ];
  const queries = ['', '?q', '?q=a', '?q=b', '?q=bb', '?q=z'];

  it('never calls a route shadowed that a request reaches, and leaves none open', () => {
    fc.assert(
      fc.property(
        fc.array(routeMatch, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('1.30' as const, '1.31' as const),
        (matches, istioVersion) => {
          const list = routes(...matches.map(match => [match, all] as const));
          const table = cartTable(list, { istioVersion });
          const { shadowed, undecided } = shadowedRoutes(table);
          const unreached = new Set(shadowed.map(({ route }) => route));
          expect(undecided).toEqual([]);
          for (const method of methods) {
            for (const target of paths) {
              for (const query of queries) {
                for (const x of lines) {
                  const y =
                    lines[
                      (lines.indexOf(x) * 5 + target.length) % lines.length
                    ];
                  const headers = [
                    ...x.map(value => ['x', value] as const),
                    ...y.map(value => ['y', value] as const),
                  ];
                  const { won } = simulate(table, {
                    method,
                    scheme: 'http',
                    host: HOST,
                    path: target + query,
                    headers,
                    port: 80,
                  }).trace;
                  expect(won && unreached.has(won)).toBeFalsy();
                }
              }
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
