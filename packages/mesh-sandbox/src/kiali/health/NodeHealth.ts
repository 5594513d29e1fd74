/** Requests per second by protocol and code. */
export type RequestRates = Record<string, Record<string, number>>;

/** Kiali's verdicts; `Not Ready` really has a blank. */
export type HealthStatus =
  'Degraded' | 'Failure' | 'Healthy' | 'NA' | 'Not Ready';

/** Requests of an object. */
export interface RequestHealth {
  readonly inbound: RequestRates;
  readonly outbound: RequestRates;
  readonly healthAnnotations: Readonly<Record<string, string>>;
}

/** Replicas of a workload as Kiali writes them. */
export interface WorkloadStatus {
  readonly name: string;
  readonly desiredReplicas: number;
  readonly currentReplicas: number;
  readonly availableReplicas: number;
  /** Proxies in sync with the control plane; -1 where that does not apply. */
  readonly syncedProxies: number;
}

/** Verdict with the figures that led to it. */
export interface StatusDetail {
  readonly status: HealthStatus;
  /** Percent of requests that failed by the tolerance that decided, -1 when unknown, absent when 0. */
  readonly errorRatio?: number;
  /** Sum of all rates, absent when 0. */
  readonly totalRequestRate?: number;
}

/** Health of a node or a listed object. */
export interface NodeHealth {
  readonly requests: RequestHealth;
  readonly status?: StatusDetail;
  readonly workloadStatus?: WorkloadStatus | null;
  readonly workloadStatuses?: readonly WorkloadStatus[] | null;
}
