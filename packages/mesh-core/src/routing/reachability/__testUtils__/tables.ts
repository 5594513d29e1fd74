import fc from 'fast-check';
import type { StringMatch } from '../../../resources';
import type {
  Listener,
  RouteMatch,
  RouteTable,
  TableRoute,
  VirtualHost,
} from '../../table/RouteTable';
import type { TableAction, TableDestination } from '../../table/TableAction';

type Forward = Extract<TableAction, { kind: 'route' }>;

export const HOST = 'cart.shop.svc.cluster.local';

export function destination(
  subset: string,
  more: Partial<TableDestination> = {},
): TableDestination {
  return { host: HOST, port: 80, subset, weight: 100, exists: true, ...more };
}

/** Sends everything to a subset of the cart. */
export function to(
  subset: string | readonly TableDestination[],
  more: Partial<Forward> = {},
): Forward {
  return {
    kind: 'route',
    destinations: typeof subset === 'string' ? [destination(subset)] : subset,
    statusIfMissing: 503,
    timeoutMs: null,
    retries: null,
    ...more,
  };
}

/** Routes of the VirtualService `shop/cart`, one rule each. */
export function routes(
  ...rules: readonly (readonly [match: RouteMatch, action: TableAction])[]
): TableRoute[] {
  return rules.map(([match, action], rule) => ({
    source: {
      owner: {
        cluster: 'c',
        group: 'networking.istio.io',
        kind: 'VirtualService',
        namespace: 'shop',
        name: 'cart',
      },
      rule,
      path: `spec.http[${rule}]`,
    },
    match,
    action,
  }));
}

export function virtualHost(
  list: readonly TableRoute[],
  more: Partial<VirtualHost> = {},
): VirtualHost {
  return { name: HOST, domains: [HOST, 'cart'], routes: list, ...more };
}

export function httpListener(
  port: number,
  ...virtualHosts: readonly VirtualHost[]
): Listener {
  return {
    port,
    chains: [{ transport: 'any', serverNames: [], virtualHosts }],
  };
}

/** The table of a sidecar. */
export function table(
  listeners: readonly Listener[],
  more: Partial<RouteTable> = {},
): RouteTable {
  return {
    caller: { kind: 'sidecar', namespace: 'shop', labels: {} },
    istioVersion: '1.31',
    listeners,
    names: new Map(),
    unknownHosts: 'ALLOW_ANY',
    pathNormalization: 'DEFAULT',
    caveats: [],
    ...more,
  };
}

/** The table of a sidecar that knows one service on port 80. */
export function cartTable(
  list: readonly TableRoute[],
  more: Partial<RouteTable> = {},
): RouteTable {
  return table([httpListener(80, virtualHost(list))], more);
}

const text = (...values: string[]): fc.Arbitrary<StringMatch> =>
  fc.oneof(
    fc.constantFrom(...values).map(exact => ({ exact })),
    fc.constantFrom(...values, '').map(prefix => ({ prefix })),
    fc
      .constantFrom('.*', '*', '[a-c]+', `(${values.join('|')})`, '(?i)B+', '')
      .map(regex => ({ regex })),
    fc.constant({}),
  );

const uri: fc.Arbitrary<StringMatch> = fc.oneof(
  fc.constantFrom('/', '/a', '/a/b', '/A', '/b').map(exact => ({ exact })),
  fc.constantFrom('/', '/a', '/a/', '/ab', '').map(prefix => ({ prefix })),
  fc
    .constantFrom('.*', '/.*', '/[ab]', '/a(/.*)?', '/(a|b)/[^/]+', '(?i)/A')
    .map(regex => ({ regex })),
);

const values = text('a', 'b', 'bb');

/** Some request conditions, over few values, so that routes overlap. */
export const routeMatch: fc.Arbitrary<RouteMatch> = fc
  .record(
    {
      uri,
      ignoreUriCase: fc.boolean(),
      method: text('GET', 'POST', 'PUT'),
      headers: fc.dictionary(fc.constantFrom('x', 'y'), values, { maxKeys: 2 }),
      withoutHeaders: fc.dictionary(fc.constantFrom('x', 'y'), values, {
        maxKeys: 1,
      }),
      queryParams: fc.dictionary(fc.constantFrom('q'), values, { maxKeys: 1 }),
    },
    { requiredKeys: [] },
  )
  .chain(match =>
    fc.boolean().map(elements =>
      elements && match.uri?.prefix?.length
        ? {
            ...match,
            uri: undefined,
            pathElements: match.uri.prefix.replace(/\/$/, ''),
          }
        : match,
    ),
  );
