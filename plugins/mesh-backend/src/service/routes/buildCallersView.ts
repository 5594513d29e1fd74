import type {
  ClusterCallers,
  RouteCallersView,
  SourceState,
} from '@fairway/backstage-plugin-mesh-common';
import { routeCallers, type MeshGraph } from '@fairway/mesh-core';
import type { EntityContext } from '../ContextReader';
import { routingKinds } from '../freshnessOf';
import type { ClusterScope } from '../ScopeCache';
import { scopedPart } from '../scopedPart';
import { observedCalls } from './observedCalls';

/** What was measured, and how the source of it is. Absent where the reader may not see it. */
export interface Measured {
  graph?: MeshGraph;
  state: SourceState;
}

function callersIn(
  { scope, snapshot }: ClusterScope,
  graph: MeshGraph | undefined,
): ClusterCallers {
  const { cluster } = scope;
  const measured = graph && observedCalls(graph, cluster);
  return {
    cluster,
    callers: routeCallers(snapshot, scope, measured?.calls),
    hiddenCallers: measured?.hidden ?? 0,
  };
}

/**
 * Who calls an entity, cluster by cluster. Without a confirmed binding the clusters are named and nobody in them.
 *
 * @param windowSeconds - period of the rates
 * @param now - milliseconds since 1970
 */
export function buildCallersView(
  context: EntityContext,
  measured: Measured | undefined,
  windowSeconds: number,
  now: number,
): RouteCallersView {
  const common = scopedPart(context, routingKinds, now);
  const confirmed = context.binding.state === 'confirmed';
  return {
    ...common,
    freshness: {
      ...common.freshness,
      sources: [
        ...common.freshness.sources,
        ...(measured ? [measured.state] : []),
      ],
    },
    ...(measured?.graph ? { windowSeconds } : {}),
    clusters: context.scopes.map(found =>
      confirmed
        ? callersIn(found, measured?.graph)
        : { cluster: found.scope.cluster, callers: [], hiddenCallers: 0 },
    ),
  };
}
