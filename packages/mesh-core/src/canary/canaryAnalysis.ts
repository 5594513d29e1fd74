import { kindFacts, type Canary, type CanaryMetricCheck } from '../resources';
import { parseDurationMs, type MeshSnapshot } from '../snapshot';
import { analysisPlan } from './analysisPlan';
import type { CanaryDetail } from './model';

type Analysis = CanaryDetail['analysis'];

const DEFAULT_METRIC_INTERVAL = '1m';

/** Bounds of a check. The old single threshold is a minimum for the success rate and a maximum for all else. */
function boundsOf(check: CanaryMetricCheck): { min?: number; max?: number } {
  const { thresholdRange, threshold, name } = check;
  if (thresholdRange) {
    const { min, max } = thresholdRange;
    return {
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
    };
  }
  if (name === 'request-success-rate') {
    return threshold === undefined ? {} : { min: threshold };
  }
  return { max: threshold ?? 0 };
}

/** The window of a query. There is a default, but not for templates. */
function windowSeconds(check: CanaryMetricCheck): number | undefined {
  const text =
    check.interval ?? (check.templateRef ? undefined : DEFAULT_METRIC_INTERVAL);
  const milliseconds = text === undefined ? undefined : parseDurationMs(text);
  return milliseconds === undefined ? undefined : milliseconds / 1_000;
}

function metricOf(
  snapshot: MeshSnapshot,
  canary: Canary,
  check: CanaryMetricCheck,
): Analysis['metrics'][number] {
  const seconds = windowSeconds(check);
  const { templateRef } = check;
  return {
    name: check.name,
    ...boundsOf(check),
    ...(seconds === undefined ? {} : { intervalSeconds: seconds }),
    ...(templateRef
      ? {
          template: {
            cluster: snapshot.cluster,
            group: kindFacts.MetricTemplate.group,
            kind: kindFacts.MetricTemplate.kind,
            namespace: templateRef.namespace || canary.metadata.namespace,
            name: templateRef.name,
          },
        }
      : {}),
  };
}

/**
 * How a Canary is analysed, with Flagger's defaults filled in. Addresses of webhooks are left out: they may carry secrets.
 */
export function canaryAnalysis(
  snapshot: MeshSnapshot,
  canary: Canary,
): Analysis {
  const plan = analysisPlan(canary);
  const { analysis } = canary.spec;
  const maxWeight = plan.weights.at(-1);
  return {
    intervalSeconds: plan.intervalMs / 1_000,
    threshold: plan.threshold,
    ...(maxWeight === undefined ? {} : { maxWeight }),
    stepWeights: [...plan.weights],
    ...(plan.iterations > 0 ? { iterations: plan.iterations } : {}),
    mirror: plan.mirror,
    skip: plan.skip,
    metrics: (analysis?.metrics ?? []).map(check =>
      metricOf(snapshot, canary, check),
    ),
    webhooks: (analysis?.webhooks ?? []).map(({ name, type }) => ({
      name,
      type: type || 'rollout',
    })),
  };
}
