import type { DestinationRule, TrafficPolicy } from '../../resources';
import type { Finding, Verdict } from '../../verdict';

/** The proxy that sends. */
export interface PolicyClient {
  /** `sidecar` when absent. A gateway knows no ORIGINAL_DST clusters. */
  kind?: 'sidecar' | 'gateway';
  namespace: string;
  /** Of the pod; a rule with a workload selector is compared with them. */
  labels: Readonly<Record<string, string>>;
}

/** A destination as a route names it. */
export interface PolicyQuery {
  client: PolicyClient;
  /** Full name, in any case. */
  host: string;
  /** Port of the service, 1 to 65535. */
  port: number;
  subset?: string;
}

/** The part of the mesh's configuration that changes policies. */
export interface PolicyOptions {
  /** `istio-system` when absent. */
  rootNamespace?: string;
  /** `cluster.local` when absent. */
  clusterDomain?: string;
  /** Everywhere when absent. */
  defaultDestinationRuleExportTo?: readonly string[];
  /** Whether proxies use mutual TLS by themselves. `true` when absent. */
  autoMtls?: boolean;
}

/** One step of the search for the rule. */
export interface LookupStep {
  step: 'client-namespace' | 'service-namespace' | 'root-namespace';
  /** Absent when the namespace of the service is not known. */
  namespace?: string;
  outcome:
    | 'found'
    | 'no-rule'
    | 'not-exported'
    | 'other-workloads'
    | 'skipped'
    | 'not-reached';
  /** Rules of the namespace for the most specific host, the oldest first. */
  rules: readonly DestinationRule[];
}

/** A rule that names the host and has no effect for this client. */
export interface HiddenRule {
  rule: DestinationRule;
  reason:
    | 'not-exported'
    | 'earlier-namespace'
    | 'off-the-path'
    | 'more-specific-host'
    | 'other-workloads'
    | 'workload-rule-first'
    | 'younger-rule';
}

/** The level that a block of the policy comes from. */
export type PolicyLevel = 'default' | 'top' | 'port' | 'subset' | 'subset-port';

/** A block and the level it comes from; without value the proxy's default holds. */
export interface LeveledBlock<T> {
  level: PolicyLevel;
  value?: T;
}

/** The blocks in effect, after merging of the levels. */
export interface PolicyBlocks {
  loadBalancer: LeveledBlock<NonNullable<TrafficPolicy['loadBalancer']>>;
  connectionPool: LeveledBlock<NonNullable<TrafficPolicy['connectionPool']>>;
  outlierDetection: LeveledBlock<
    NonNullable<TrafficPolicy['outlierDetection']>
  >;
  tls: LeveledBlock<NonNullable<TrafficPolicy['tls']>>;
}

/** How endpoints are chosen, in Envoy's words. */
export type BalancerName =
  | 'LEAST_REQUEST'
  | 'ROUND_ROBIN'
  | 'RANDOM'
  | 'RING_HASH'
  | 'MAGLEV'
  | 'CLUSTER_PROVIDED';

/** `explicit`: a TLS setting of the rule; `auto`: mutual TLS where the endpoint takes it; `none`: plain text. */
export type UpstreamTls = Verdict<'auto' | 'none' | 'explicit'>;

/** `failover` acts only together with outlier detection; without it nothing is near or far. */
export type LocalityPolicy = Verdict<
  'off' | 'no-effect' | 'distribute' | 'failover'
>;

/** What holds between a client and a destination. */
export interface EffectivePolicy {
  /** The rules merged into the one in effect, the oldest first; empty when none is. */
  rules: readonly DestinationRule[];
  /** Absent when no subset was asked for. */
  subsetExists?: boolean;
  blocks: PolicyBlocks;
  balancer: BalancerName;
  locality: LocalityPolicy;
  tls: UpstreamTls;
}

/** The policy with the search for it. */
export interface ExplainedPolicy extends EffectivePolicy {
  path: readonly LookupStep[];
  hidden: readonly HiddenRule[];
  findings: readonly Finding[];
}
