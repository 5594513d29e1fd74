import type { TrafficPolicy } from '../resources';
import { compact } from './compact';
import { formatDuration } from './formatDuration';
import type { MeshIntent } from './intent';

function optionalDuration(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : formatDuration(ms);
}

/** The part of a traffic policy that a DestinationRule and a Canary both take. */
export type GeneratedTrafficPolicy = Pick<TrafficPolicy, 'outlierDetection'> & {
  loadBalancer?: { simple: 'LEAST_REQUEST' | 'ROUND_ROBIN' | 'RANDOM' };
};

/**
 * How callers choose and leave out pods. TLS is not said: the mesh finds out by itself which pods speak mutual TLS, and
 * a mode here would break calls to those that do not.
 *
 * @returns `undefined` when the intent says nothing about it
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/#auto-mtls
 */
export function buildTrafficPolicy({
  resilience,
}: MeshIntent): GeneratedTrafficPolicy | undefined {
  const { loadBalancer, outlierDetection: outliers } = resilience ?? {};
  if (!loadBalancer && !outliers) {
    return undefined;
  }
  return compact({
    loadBalancer: loadBalancer && { simple: loadBalancer },
    outlierDetection:
      outliers &&
      compact({
        consecutive5xxErrors: outliers.consecutive5xxErrors,
        interval: optionalDuration(outliers.intervalMs),
        baseEjectionTime: optionalDuration(outliers.baseEjectionTimeMs),
        maxEjectionPercent: outliers.maxEjectionPercent,
      }),
  });
}
