import type {
  HealthStatus,
  RequestHealth,
  RequestRates,
  StatusDetail,
  WorkloadStatus,
} from './NodeHealth';
import { matchesCode, matchesPattern, type Tolerance } from './tolerances';

const SEVERITY: Readonly<Record<HealthStatus, number>> = {
  NA: 0,
  Healthy: 1,
  'Not Ready': 2,
  Degraded: 3,
  Failure: 4,
};

interface Verdict {
  readonly status: HealthStatus;
  readonly errorRatio: number;
}

const UNKNOWN: Verdict = { status: 'NA', errorRatio: -1 };

/** The more severe of two; the first when they are equal. */
export function worse<T extends { readonly status: HealthStatus }>(
  a: T,
  b: T,
): T {
  return SEVERITY[b.status] > SEVERITY[a.status] ? b : a;
}

/**
 * Status of an object from its requests and its workloads. Tolerances are judged one by one, never summed; the worst
 * counts, and its error ratio is the one that is told.
 */
export function statusOf(
  requests: RequestHealth,
  tolerances: readonly Tolerance[],
  workloads: readonly (WorkloadStatus | null)[] = [],
): StatusDetail {
  const { inbound, outbound } = requests;
  const ofRequests = worse(
    judgeRates(inbound, 'inbound', tolerances),
    judgeRates(outbound, 'outbound', tolerances),
  );
  const status = workloads
    .map(workloadHealth)
    .reduce(
      (worst, one) => worse({ status: worst }, { status: one }).status,
      ofRequests.status,
    );
  const { errorRatio } = ofRequests;
  const totalRequestRate = totalOf(inbound) + totalOf(outbound);
  return {
    ...(errorRatio === 0 ? {} : { errorRatio }),
    status,
    ...(totalRequestRate === 0 ? {} : { totalRequestRate }),
  };
}

/** Status of traffic in one direction; `NA` when no tolerance is about its protocols. */
export function judgeRates(
  rates: RequestRates,
  direction: 'inbound' | 'outbound',
  tolerances: readonly Tolerance[],
): Verdict {
  let worst = UNKNOWN;
  for (const protocol of Object.keys(rates).sort()) {
    for (const tolerance of tolerances) {
      if (
        matchesPattern(tolerance.direction, direction) &&
        matchesPattern(tolerance.protocol, protocol)
      ) {
        worst = worse(worst, judge(rates[protocol], tolerance));
      }
    }
  }
  return worst;
}

/**
 * Status of a workload's replicas.
 *
 * @see https://github.com/kiali/kiali/blob/master/models/health_status.go
 */
export function workloadHealth(workload: WorkloadStatus | null): HealthStatus {
  if (!workload) {
    return 'NA';
  }
  const { desiredReplicas, currentReplicas, availableReplicas, syncedProxies } =
    workload;
  if (desiredReplicas === 0) {
    return 'Not Ready';
  }
  if (availableReplicas === 0) {
    return 'Failure';
  }
  if (
    currentReplicas > 0 &&
    (currentReplicas < desiredReplicas || availableReplicas < desiredReplicas)
  ) {
    return 'Degraded';
  }
  if (
    desiredReplicas === availableReplicas &&
    currentReplicas !== desiredReplicas
  ) {
    return 'Failure';
  }
  if (syncedProxies >= 0 && syncedProxies < desiredReplicas) {
    return 'Degraded';
  }
  return desiredReplicas === availableReplicas ? 'Healthy' : 'Degraded';
}

function judge(
  codes: Readonly<Record<string, number>>,
  tolerance: Tolerance,
): Verdict {
  const total = sum(Object.values(codes));
  const failed = sum(
    Object.entries(codes)
      .filter(([code]) => matchesCode(tolerance.code, code))
      .map(([, rate]) => rate),
  );
  const errorRatio = total > 0 ? (failed / total) * 100 : 0;
  if (errorRatio <= 0) {
    return { status: 'Healthy', errorRatio: 0 };
  }
  if (errorRatio >= tolerance.failure) {
    return { status: 'Failure', errorRatio };
  }
  return {
    status: errorRatio >= tolerance.degraded ? 'Degraded' : 'Healthy',
    errorRatio,
  };
}

function totalOf(rates: RequestRates): number {
  return sum(Object.values(rates).flatMap(codes => Object.values(codes)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
