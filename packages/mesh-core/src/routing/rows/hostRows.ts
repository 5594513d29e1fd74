import {
  shadowedRoutes,
  type ShadowedRoute,
} from '../reachability/shadowedRoutes';
import type {
  FilterChain,
  RouteTable,
  TableRoute,
  VirtualHost,
} from '../table/RouteTable';
import type { EffectiveRow } from './model';
import { rowAction, rowDestinations } from './rowAction';
import type { RowReader } from './RowReader';

const found = new WeakMap<
  VirtualHost,
  ReadonlyMap<TableRoute, ShadowedRoute>
>();

/** Routes of a virtual host that no request reaches. Each virtual host is looked at once. */
function shadowedIn(
  table: RouteTable,
  virtualHost: VirtualHost,
): ReadonlyMap<TableRoute, ShadowedRoute> {
  const known = found.get(virtualHost);
  if (known) {
    return known;
  }
  const alone: RouteTable = {
    ...table,
    listeners: [
      {
        port: 80,
        chains: [
          { transport: 'any', serverNames: [], virtualHosts: [virtualHost] },
        ],
      },
    ],
  };
  const { shadowed } = shadowedRoutes(alone);
  const byRoute = new Map(shadowed.map(entry => [entry.route, entry]));
  found.set(virtualHost, byRoute);
  return byRoute;
}

function shadowReason(
  { reason }: ShadowedRoute,
  positions: readonly number[],
): string {
  switch (reason) {
    case 'covered':
      return `Never used: rule ${positions[0]} takes all its requests first.`;
    case 'covered-together':
      return `Never used: rules ${positions.join(', ')} take all its requests first.`;
    case 'invalid-pattern':
      return 'Never used: a pattern is no regular expression that the proxy takes.';
    default:
      return 'Never used: no request has all that it asks for.';
  }
}

/** The routes of a virtual host as rows. */
export class HostRows {
  readonly #positions: ReadonlyMap<TableRoute, number>;

  constructor(
    readonly reader: RowReader,
    readonly virtualHost: VirtualHost,
  ) {
    this.#positions = new Map(
      virtualHost.routes.map((route, index) => [route, index + 1]),
    );
  }

  /** @returns from 1; 0 for a route of another virtual host */
  positionOf(route: TableRoute): number {
    return this.#positions.get(route) ?? 0;
  }

  rowOf(route: TableRoute): EffectiveRow {
    const { reader } = this;
    const { name, source, match, action } = route;
    const visible = reader.isVisible(source);
    const shadowed = this.#shadowOf(route);
    const canary = visible ? reader.canaryOf(source) : undefined;
    return {
      position: this.positionOf(route),
      protocol: 'http',
      ...(name !== undefined && visible ? { name } : {}),
      match: visible ? match : {},
      action: rowAction(reader, action, source),
      ...(source && visible ? { source: reader.original(source) } : {}),
      ...(canary ? { managedBy: { kind: 'Canary', ref: canary } } : {}),
      ...(shadowed && visible ? { shadowed } : {}),
    };
  }

  #shadowOf(route: TableRoute): EffectiveRow['shadowed'] {
    const entry = shadowedIn(this.reader.reader.table, this.virtualHost).get(
      route,
    );
    if (!entry) {
      return undefined;
    }
    const by = entry.by
      .map(each => this.positionOf(each))
      .sort((a, b) => a - b);
    return {
      ...(by.length === 1 ? { by: by[0] } : {}),
      reason: shadowReason(entry, by),
    };
  }
}

/** A connection that is passed on without a look at HTTP, as a row. */
export function connectionRow(
  reader: RowReader,
  { transport, serverNames, destinations = [], source }: FilterChain,
): EffectiveRow {
  const visible = reader.isVisible(source);
  return {
    position: 1,
    protocol: transport === 'tls' ? 'tls' : 'tcp',
    match: visible && serverNames.length > 0 ? { serverNames } : {},
    action: visible
      ? {
          kind: 'forward',
          destinations: rowDestinations(reader, destinations, source),
        }
      : { kind: 'hidden' },
    ...(source && visible ? { source: reader.original(source) } : {}),
  };
}
