import type {
  CanaryAnalysis,
  CanaryMetricCheck,
  CanaryWebhookCall,
} from '../resources';
import { compact } from './compact';
import type { CanaryIntent, MeshIntent, ServiceIntent } from './intent';

/** So many workers of the load tester share the rate at most. */
const MAX_LOAD_TEST_WORKERS = 2;

function buildMetrics(canary: CanaryIntent): CanaryMetricCheck[] {
  const { successRateMin, durationMaxMs } = canary.metrics;
  const { interval } = canary;
  const checks: CanaryMetricCheck[] = [];
  if (successRateMin !== undefined) {
    checks.push({
      name: 'request-success-rate',
      interval,
      thresholdRange: { min: successRateMin },
    });
  }
  if (durationMaxMs !== undefined) {
    checks.push({
      name: 'request-duration',
      interval,
      thresholdRange: { max: durationMaxMs },
    });
  }
  return checks;
}

/** The load tester answers at once and goes on in the background, so the timeout is short. */
function buildWebhooks(
  service: ServiceIntent,
  { loadTest, interval }: CanaryIntent,
): CanaryWebhookCall[] | undefined {
  if (!loadTest) {
    return undefined;
  }
  const { ratePerSecond } = loadTest;
  const workers = Math.min(ratePerSecond, MAX_LOAD_TEST_WORKERS);
  const perWorker = Math.ceil(ratePerSecond / workers);
  const target = `http://${service.name}-canary.${service.namespace}:${service.port}${loadTest.path}`;
  return [
    {
      name: 'load-test',
      type: 'rollout',
      url: loadTest.url,
      timeout: '5s',
      metadata: {
        type: 'cmd',
        cmd: `hey -z ${interval} -q ${perWorker} -c ${workers} ${target}`,
      },
    },
  ];
}

function buildAlerts({ alerts }: CanaryIntent): CanaryAnalysis['alerts'] {
  return alerts?.map(({ provider, providerNamespace, severity }) => ({
    name: provider,
    severity,
    providerRef: compact({ name: provider, namespace: providerNamespace }),
  }));
}

/** Builds how Flagger tries a new version out. */
export function buildCanaryAnalysis(
  service: MeshIntent['service'],
  canary: CanaryIntent,
): CanaryAnalysis {
  return compact({
    interval: canary.interval,
    threshold: canary.threshold,
    iterations: canary.iterations,
    match: canary.match,
    stepWeight: canary.stepWeight,
    stepWeights: canary.stepWeights,
    maxWeight: canary.maxWeight,
    stepWeightPromotion: canary.stepWeightPromotion,
    metrics: buildMetrics(canary),
    webhooks: buildWebhooks(service, canary),
    alerts: buildAlerts(canary),
  });
}
