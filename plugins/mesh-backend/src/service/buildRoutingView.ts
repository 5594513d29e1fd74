import type { RoutingView } from '@fairway/backstage-plugin-mesh-common';
import type { RoutingModel } from '@fairway/mesh-core';
import type { EntityContext } from './ContextReader';
import { routingKinds } from './freshnessOf';
import type { ClusterScope } from './ScopeCache';
import { scopedPart } from './scopedPart';

/**
 * What the mesh does with requests to an entity, cluster by cluster. Without a confirmed binding the clusters are named and
 * nothing in them.
 *
 * @param modelOf - the routing of one scope
 * @param now - milliseconds since 1970
 */
export function buildRoutingView(
  context: EntityContext,
  modelOf: (scope: ClusterScope) => RoutingModel,
  now: number,
): RoutingView {
  const { binding, scopes } = context;
  return {
    ...scopedPart(context, routingKinds, now),
    clusters: scopes.map(scope =>
      binding.state === 'confirmed'
        ? modelOf(scope)
        : withheldRouting(scope.scope.cluster, binding.reason),
    ),
  };
}

function withheldRouting(cluster: string, reason: string): RoutingModel {
  return {
    cluster,
    services: [],
    routes: [],
    policies: [],
    gateways: [],
    mtls: { state: 'unknown', reason, evidence: [] },
    related: [],
    findings: [],
  };
}
