import type {
  SimulationQuery,
  SimulationView,
} from '@fairway/backstage-plugin-mesh-common';
import { explainRequest, requestAccess } from '@fairway/mesh-core';
import type { EntityContext } from '../ContextReader';
import { routingKinds } from '../freshnessOf';
import { kindsNotRead } from '../kindsNotRead';
import { scopedPart } from '../scopedPart';
import { describeCaveats } from './describeCaveats';
import { readerFor, requireHost } from './readerFor';
import { scopeIn } from './scopeIn';
import type { TableCache } from './TableCache';

/** A request line that holds a whole URL names the host that counts. */
const urlPattern = /^https?:\/\/([^/?#]+)/i;

/**
 * What becomes of requests. Nothing is sent.
 *
 * @param now - milliseconds since 1970
 * @throws NotAllowedError, InputError as {@link scopeIn} and {@link requireHost} do
 */
export function buildSimulationView(
  context: EntityContext,
  { cluster, caller, requests }: SimulationQuery,
  tables: TableCache,
  now: number,
): SimulationView {
  const found = scopeIn(context, cluster);
  const reader = readerFor(found, caller, tables);
  for (const [index, { host, path, connect }] of requests.entries()) {
    const inPath = urlPattern.exec(path)?.[1];
    requireHost(reader, inPath ?? host, `requests.${index}.host`);
    if (connect !== undefined) {
      requireHost(reader, connect, `requests.${index}.connect`);
    }
  }
  const site = { ...found, notRead: kindsNotRead(context.states, cluster) };
  return {
    ...scopedPart(context, routingKinds, now),
    cluster,
    caller,
    istioVersion: reader.table.istioVersion,
    results: requests.map(request => {
      const explained = explainRequest(reader, request);
      const access = requestAccess(site, caller, request, explained);
      return { request, ...explained, ...(access ? { access } : {}) };
    }),
    caveats: describeCaveats(found.snapshot, caller, reader.table),
  };
}
