import type { PathNormalization } from '../simulate/normalizePath';

/**
 * The proxy whose routes are asked for. Istio compiles the configuration of the mesh for each proxy anew.
 *
 * @public
 */
export type RouteCaller =
  /** `labels` are those of the pod. */
  | {
      kind: 'sidecar' | 'gateway';
      namespace: string;
      labels: Readonly<Record<string, string>>;
    }
  /** The Gateway of class `istio-waypoint`. */
  | { kind: 'waypoint'; namespace: string; name: string }
  /** A client without proxy: Kubernetes alone decides. */
  | { kind: 'none'; namespace?: string };

/**
 * A version of Istio whose rules are modelled.
 *
 * @public
 */
export type IstioVersion = '1.28' | '1.29' | '1.30' | '1.31';

/**
 * Retries that the mesh gives to every route without its own, as in `defaultHttpRetryPolicy`.
 *
 * @public
 */
export interface RetryPolicy {
  attempts?: number;
  /** A duration, as in `2s`. */
  perTryTimeout?: string;
  retryOn?: string;
  backoff?: string;
}

/**
 * The part of the mesh's configuration that changes routes.
 *
 * @public
 */
export interface CompileOptions {
  /** `1.31` when absent. */
  istioVersion?: IstioVersion;
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
  defaultHttpRetryPolicy?: RetryPolicy;
  /** `DEFAULT`, which is `BASE`, when absent. */
  pathNormalization?: PathNormalization;
}
