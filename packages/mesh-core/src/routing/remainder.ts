import type { MatchCondition, RouteObject } from './routeModel';

/**
 * What becomes of a request that no rule of an object takes.
 *
 * - `none`: there is none, a rule takes everything
 * - `not-found`: the proxy answers 404 (response flag NR)
 * - `unknown`: another object may take it, or rules are hidden
 * - `not-applicable`: the object has no http or grpc rules
 *
 * @public
 */
export type Remainder = 'none' | 'not-found' | 'unknown' | 'not-applicable';

/**
 * Decides what becomes of the requests that no rule takes. A host with rules has no default route to its service.
 *
 * @param object - the routing object
 * @param all - all routing objects of the scope; another one for the same host and gateway may take what is left
 * @see https://istio.io/latest/docs/ops/best-practices/traffic-management/#set-default-routes-for-services
 * @public
 */
export function remainderOf(
  object: RouteObject,
  all: readonly RouteObject[],
): Remainder {
  const rules = object.rules.filter(
    rule => rule.protocol === 'http' || rule.protocol === 'grpc',
  );
  if (rules.some(rule => takesEverything(rule.matches))) {
    return 'none';
  }
  if (object.hiddenRules > 0) {
    return 'unknown';
  }
  if (rules.length === 0) {
    return 'not-applicable';
  }
  return all.some(other => other !== object && overlaps(object, other))
    ? 'unknown'
    : 'not-found';
}

function takesEverything(matches: readonly MatchCondition[][]): boolean {
  return matches.length === 0 || matches.some(all => all.every(isAlwaysTrue));
}

/** Every path starts with a slash. */
function isAlwaysTrue(condition: MatchCondition): boolean {
  const { field, op, value } = condition;
  return (
    field === 'path' &&
    (((op === 'prefix' || op === 'pathPrefix') && value === '/') ||
      (op === 'regex' && value === '.*'))
  );
}

function overlaps(one: RouteObject, other: RouteObject): boolean {
  return (
    one.hosts.some(host => other.hosts.includes(host)) &&
    one.gateways.some(gateway => other.gateways.includes(gateway))
  );
}
