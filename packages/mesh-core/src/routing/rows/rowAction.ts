import { routeDestinations } from '../destinations';
import type { RouteSource } from '../table/RouteTable';
import type {
  TableAction,
  TableDestination,
  TableMirror,
} from '../table/TableAction';
import type { RowAction, RowDestination } from './model';
import type { RowReader } from './RowReader';

/** What services of others are called. */
export const ANOTHER_SERVICE = 'another service';

/** Destinations with their shares, roles and versions; those of others by weight only. */
export function rowDestinations(
  reader: RowReader,
  destinations: readonly TableDestination[],
  source: RouteSource | undefined,
): RowDestination[] {
  const { namespace = '' } = source?.delegate ?? source?.owner ?? {};
  const named = destinations.map(({ host, port, subset, weight }) => ({
    host,
    fqdn: host,
    port,
    ...(subset === undefined ? {} : { subset }),
    weight,
    effectiveWeight: weight,
  }));
  const described = routeDestinations(reader.context, named, namespace);
  return destinations.map((destination, index) => {
    const { share, role, version } = described[index];
    if (reader.isOthers(destination.host, source)) {
      const { port, weight, exists } = destination;
      return { host: ANOTHER_SERVICE, port, weight, exists, share, role };
    }
    return {
      ...destination,
      share,
      role,
      ...(version === undefined ? {} : { version }),
    };
  });
}

/** Mirrors; those to services of others are not named. */
export function visibleMirrors(
  reader: RowReader,
  mirrors: readonly TableMirror[],
  source: RouteSource | undefined,
): TableMirror[] {
  return mirrors.map(mirror => {
    const { subset: _, ...rest } = mirror;
    return reader.isOthers(mirror.host, source)
      ? { ...rest, host: ANOTHER_SERVICE }
      : mirror;
  });
}

/** What a rule does, as far as it may be shown. */
export function rowAction(
  reader: RowReader,
  action: TableAction,
  source: RouteSource | undefined,
): RowAction {
  if (!reader.isVisible(source)) {
    return { kind: 'hidden' };
  }
  if (action.kind !== 'route') {
    return action;
  }
  const { mirrors, destinations, ...rest } = action;
  return {
    ...rest,
    destinations: rowDestinations(reader, destinations, source),
    ...(mirrors ? { mirrors: visibleMirrors(reader, mirrors, source) } : {}),
  };
}
