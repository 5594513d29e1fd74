/**
 * The proxy whose routes are asked for. Istio compiles the configuration of the mesh for each proxy anew.
 */
export interface RouteCaller {
  /** Gateways and waypoints are compiled by other rules, which are not here yet. */
  kind: 'sidecar';
  namespace: string;
  /** Of the pod. */
  labels: Readonly<Record<string, string>>;
}

/** The part of the mesh's configuration that changes routes. */
export interface CompileOptions {
  /** `istio-system` when absent. */
  rootNamespace?: string;
  /** `cluster.local` when absent. */
  clusterDomain?: string;
  /** What a sidecar does with hosts that the mesh does not know. `ALLOW_ANY` when absent. */
  outboundTrafficPolicy?: 'ALLOW_ANY' | 'REGISTRY_ONLY';
  /** Everywhere when absent. */
  defaultVirtualServiceExportTo?: readonly string[];
  /** Everywhere when absent. */
  defaultDestinationRuleExportTo?: readonly string[];
}
