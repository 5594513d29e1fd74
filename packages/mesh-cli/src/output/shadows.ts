import {
  shadowedRoutes,
  type RouteTable,
  type ShadowedRoute,
  type TableRoute,
} from '@fairway/mesh-core';

/** Routes that no request reaches. */
export type Shadows = ReadonlyMap<TableRoute, ShadowedRoute>;

/** Finds the routes of a table that no request reaches. */
export function shadowsOf(table: RouteTable): Shadows {
  const { shadowed } = shadowedRoutes(table);
  return new Map(shadowed.map(shadow => [shadow.route, shadow]));
}

/** Positions of the routes that take the requests, from 1. */
export function shadowedBy({ virtualHost, by }: ShadowedRoute): number[] {
  return by.map(route => virtualHost.routes.indexOf(route) + 1);
}

/** Why no request reaches a route, as in `never reached: route 1 takes all its requests`. */
export function shadowWords(shadow: ShadowedRoute): string {
  const routes = shadowedBy(shadow);
  switch (shadow.reason) {
    case 'covered':
      return `never reached: route ${routes[0]} takes all its requests`;
    case 'covered-together':
      return `never reached: routes ${routes.join(', ')} take all its requests`;
    case 'invalid-pattern':
      return 'never reached: its pattern is no regular expression of RE2';
    default:
      return 'never reached: no request meets all its conditions';
  }
}
