import type {
  Freshness,
  SourceState,
} from '@fairway/backstage-plugin-mesh-common';
import type { KindName } from '@fairway/mesh-core';

/** What an answer rests on. */
export interface FreshnessScope {
  clusters: readonly string[];
  kinds: ReadonlySet<KindName>;
  /**
   * Namespaces of the entity and of the mesh. States of other namespaces are left out: their names are nobody's business.
   * Absent while the namespaces are not known; then only states without a namespace count.
   */
  namespaces?: ReadonlySet<string>;
}

/**
 * Puts the states together that matter for an answer: those of its clusters, kinds and namespaces, and those of the whole that
 * keep it from being complete.
 *
 * @param now - milliseconds since 1970
 */
export function freshnessOf(
  states: readonly SourceState[],
  scope: FreshnessScope,
  now: number,
): Freshness {
  return {
    observedAt: new Date(now).toISOString(),
    sources: states.filter(state => matters(state, scope)),
  };
}

function matters(
  { cluster, kind, namespace }: SourceState,
  scope: FreshnessScope,
): boolean {
  const ofCluster = cluster === undefined || scope.clusters.includes(cluster);
  const ofKind = kind === undefined || scope.kinds.has(kind as KindName);
  const ofNamespace =
    namespace === undefined || (scope.namespaces?.has(namespace) ?? false);
  return ofCluster && ofKind && ofNamespace;
}

/** Kinds that say which workloads and Services belong to an entity. */
const scopeKinds = [
  'Deployment',
  'DaemonSet',
  'Service',
  'Namespace',
  'Canary',
] as const satisfies readonly KindName[];

/** Kinds behind the answers about routing. */
export const routingKinds: ReadonlySet<KindName> = new Set([
  ...scopeKinds,
  'VirtualService',
  'DestinationRule',
  'IstioGateway',
  'ServiceEntry',
  'WorkloadEntry',
  'Sidecar',
  'PeerAuthentication',
  'RequestAuthentication',
  'AuthorizationPolicy',
  'Telemetry',
  'EnvoyFilter',
  'WasmPlugin',
  'GatewayClass',
  'GatewayApiGateway',
  'HTTPRoute',
  'GRPCRoute',
  'ReferenceGrant',
  'EndpointSlice',
  'Pod',
  'ConfigMap',
  'PolicyReport',
  'ClusterPolicyReport',
  'OpenReport',
  'OpenClusterReport',
]);

/** Kinds behind the answers about releases. */
export const canaryKinds: ReadonlySet<KindName> = new Set([
  ...scopeKinds,
  'VirtualService',
  'HTTPRoute',
  'MetricTemplate',
  'AlertProvider',
  'ReplicaSet',
  'Pod',
  'HorizontalPodAutoscaler',
  'Event',
]);

/** Kinds behind the answers about the traffic graph: they say whose the nodes are. */
export const topologyKinds: ReadonlySet<KindName> = new Set(scopeKinds);
