import {
  snapshotOf,
  type RawObject,
} from '../../../snapshot/__testUtils__/objects';
import { compile } from '../../table/compile';
import type { RouteCaller } from '../../table/CompileOptions';
import {
  http,
  request,
  rules,
  subsets,
  web,
} from '../../traps/__testUtils__/ask';
import { diff } from '../diff';
import type { RouteDiff } from '../RouteDiff';

export const CART = 'cart.shop.svc.cluster.local';

/** The services cart, with versions v1 and v2, and other. */
export const shop: RawObject[] = [
  http('shop/cart'),
  http('shop/other'),
  subsets('shop/cart', 'cart', ['v1', 'v2']),
];

type Rule = Record<string, unknown>;

/** The VirtualService `shop/cart`. */
export function cartRules(...list: Rule[]): RawObject {
  return rules('shop/cart', ['cart'], list);
}

/** Sends everything to a subset of the cart. */
export function all(subset = 'v1', more: Rule = {}): Rule {
  return { route: [{ destination: { host: 'cart', subset } }], ...more };
}

/** Sends what matches to a subset of the cart. */
export function when(match: Rule, subset = 'v1', more: Rule = {}): Rule {
  return { match: [match], ...all(subset, more) };
}

/** Sends shares to v1 and v2. */
export function split(v1: number, v2: number): Rule {
  return {
    route: [
      { destination: { host: 'cart', subset: 'v1' }, weight: v1 },
      { destination: { host: 'cart', subset: 'v2' }, weight: v2 },
    ],
  };
}

/** What an edit of a mesh changes for a caller. */
export function edit(
  before: RawObject[],
  after: RawObject[],
  caller: RouteCaller = web,
): RouteDiff {
  return diff(
    compile(snapshotOf(...before), caller),
    compile(snapshotOf(...after), caller),
  );
}

/** What other rules for the cart change; no rules is no VirtualService. */
export function editRules(before: Rule[], after: Rule[]): RouteDiff {
  const [was, is] = [before, after].map(list => [
    ...shop,
    ...(list.length > 0 ? [cartRules(...list)] : []),
  ]);
  return edit(was, is);
}

/** A request to the cart, as in `POST /api`. */
export function toCart(line: string, ...headers: string[]) {
  const [method, path] = line.split(' ');
  return request(`${method} ${CART}${path}`, ...headers);
}

/** An outcome that goes to a subset of the cart, among other things. */
export const goesTo = (subset: string, more: Rule = {}) => ({
  outcome: 'route',
  destinations: [{ host: CART, subset, exists: true }],
  ...more,
});

export const noRoute = { outcome: 'no_route', status: 404 } as const;

/** The paths of the rules that decide. */
export const decides = (before?: string, after?: string) => ({
  ...(before ? { before: { path: before } } : {}),
  ...(after ? { after: { path: after } } : {}),
});
