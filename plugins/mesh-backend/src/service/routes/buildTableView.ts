import type {
  RouteTableQuery,
  RouteTableView,
} from '@fairway/backstage-plugin-mesh-common';
import { effectiveRows } from '@fairway/mesh-core';
import type { EntityContext } from '../ContextReader';
import { routingKinds } from '../freshnessOf';
import { scopedPart } from '../scopedPart';
import { describeCaveats } from './describeCaveats';
import { readerFor, requireHost } from './readerFor';
import { scopeIn } from './scopeIn';
import type { TableCache } from './TableCache';

/**
 * The rules of a caller for a host and port.
 *
 * @param now - milliseconds since 1970
 * @throws NotAllowedError, InputError as {@link scopeIn} and {@link requireHost} do
 */
export function buildTableView(
  context: EntityContext,
  { cluster, caller, host, port }: RouteTableQuery,
  tables: TableCache,
  now: number,
): RouteTableView {
  const found = scopeIn(context, cluster);
  const reader = readerFor(found, caller, tables);
  requireHost(reader, host, 'host');
  return {
    ...scopedPart(context, routingKinds, now),
    cluster,
    caller,
    host,
    port,
    istioVersion: reader.table.istioVersion,
    ...effectiveRows(reader, { host, port }),
    caveats: describeCaveats(found.snapshot, caller, reader.table),
  };
}
