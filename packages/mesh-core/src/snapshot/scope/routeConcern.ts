import type { GRPCRoute, HTTPRoute, VirtualService } from '../../resources';

/**
 * What of a routing object concerns the entity. The rest belongs to other services and is counted, not shown.
 *
 * @public
 */
export interface RouteConcern {
  /** Why the object belongs to the scope, in words that follow its name. */
  reason: string;
  /** Hosts of the object by which the entity's service is reached, as written. */
  hosts: readonly string[];
  hiddenHosts: number;
  /** Rules that concern the entity, by their path in the parsed object, as in `spec.http[0]`. */
  rules: 'all' | ReadonlySet<string>;
}

/**
 * Routing objects that may concern an entity, each with what of it does.
 *
 * @public
 */
export type RouteConcerns = ReadonlyMap<
  VirtualService | HTTPRoute | GRPCRoute,
  RouteConcern
>;

/**
 * Whether a rule concerns the entity.
 *
 * @public
 */
export function concernsRule(concern: RouteConcern, path: string): boolean {
  return concern.rules === 'all' || concern.rules.has(path);
}

/**
 * Full names of hosts of the entity.
 *
 * @public
 */
export type HostSet = ReadonlySet<string>;
