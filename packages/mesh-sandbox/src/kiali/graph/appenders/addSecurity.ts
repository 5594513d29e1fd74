import type { GraphContext } from '../GraphContext';
import type { RowEnds } from '../readTrafficRow';
import { securityQueries } from '../telemetryQueries';
import { edgesOf, increase } from '../TrafficMap';
import { edgeKey, edgesOfRow, type NamespaceTraffic } from './EdgeValues';

interface Security {
  readonly byPolicy: Map<string, number>;
  readonly sourcePrincipal: string;
  readonly destPrincipal: string;
}

/** Kiali takes destinations as they are here. */
const unrepaired = ({ destination }: RowEnds) => destination;

/**
 * Puts the share of mutual TLS and the principals on edges. Where several series belong to an edge, their rates are
 * added; Kiali keeps the last one, so that its share on injected service edges depends on the order of an answer.
 */
export function addSecurity(
  context: GraphContext,
  { map, namespace, windowS }: NamespaceTraffic,
): void {
  const { options, telemetry } = context;
  if (!options.appenders.has('securityPolicy')) {
    return;
  }
  const found = new Map<string, Security>();
  for (const query of securityQueries(options, namespace, windowS)) {
    for (const row of telemetry(query)) {
      const edges = edgesOfRow(context, row, unrepaired);
      const policy = row.labels.connection_security_policy;
      if (edges && policy) {
        const keys = new Set([edgeKey(edges.first), edgeKey(edges.last)]);
        for (const key of keys) {
          const security = found.get(key) ?? {
            byPolicy: new Map(),
            sourcePrincipal: row.labels.source_principal ?? '',
            destPrincipal: row.labels.destination_principal ?? '',
          };
          found.set(key, security);
          increase(security.byPolicy, policy, row.value);
        }
      }
    }
  }
  for (const edge of edgesOf(map)) {
    const security = found.get(edgeKey([edge.source, edge.target]));
    if (security) {
      const { byPolicy } = security;
      const total = [...byPolicy.values()].reduce((sum, v) => sum + v, 0);
      const mutual = byPolicy.get('mutual_tls') ?? 0;
      edge.mtlsPercent = total > 0 ? (mutual / total) * 100 : 0;
      edge.sourcePrincipal = security.sourcePrincipal;
      edge.destPrincipal = security.destPrincipal;
    }
  }
}
