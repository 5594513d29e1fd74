import { KubernetesObject, nameOf, namespaceOf } from '../kubernetes';
import {
  CanaryPlan,
  CanaryStrategy,
  MetricCheck,
  Webhook,
  WebhookType,
} from './CanaryPlan';

interface AnalysisSpec {
  interval?: string;
  threshold?: number;
  maxWeight?: number;
  stepWeight?: number;
  stepWeights?: number[];
  stepWeightPromotion?: number;
  iterations?: number;
  match?: unknown[];
  metrics?: { name: string; thresholdRange?: { min?: number; max?: number } }[];
  webhooks?: { name: string; type?: string; url: string }[];
}

interface CanarySpec {
  targetRef?: { name?: string };
  service?: { name?: string };
  analysis?: AnalysisSpec;
  suspend?: boolean;
}

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000 };
const shortestIntervalMs = 10_000;

/** An interval in milliseconds: 60 s when it cannot be read, 10 s at least. */
export function parseInterval(text: string | undefined): number {
  const match = /^(\d+)([sm])$/.exec(text ?? '');
  const ms = match ? Number(match[1]) * unitMs[match[2]] : 60_000;
  return Math.max(ms, shortestIntervalMs);
}

function visitedWeights({
  stepWeights,
  stepWeight = 0,
  maxWeight = 0,
}: AnalysisSpec): number[] {
  if (stepWeights) {
    return stepWeights.map(weight => Math.min(weight, 100));
  }
  const weights: number[] = [];
  const max = maxWeight > 0 ? maxWeight : 100;
  for (
    let weight = stepWeight;
    stepWeight > 0 && (weights.at(-1) ?? 0) < max;
    weight += stepWeight
  ) {
    weights.push(Math.min(weight, 100));
  }
  return weights;
}

function strategyOf({
  iterations = 0,
  match = [],
}: AnalysisSpec): CanaryStrategy {
  if (iterations === 0) {
    return 'weighted';
  }
  return match.length > 0 ? 'ab' : 'blue-green';
}

function metricsOf({ metrics = [] }: AnalysisSpec): MetricCheck[] {
  return metrics.map(({ name, thresholdRange }) => ({
    name,
    ...thresholdRange,
  }));
}

function webhooksOf({ webhooks = [] }: AnalysisSpec): Webhook[] {
  return webhooks
    .filter(({ type }) => type !== 'event')
    .map(({ name, type, url }) => ({
      name,
      url,
      type: (type ?? 'rollout') as WebhookType,
    }));
}

/**
 * The plan of a Canary. What is missing takes Flagger's defaults.
 *
 * @see https://docs.flagger.app/usage/how-it-works
 */
export function readCanaryPlan(canary: KubernetesObject): CanaryPlan {
  const spec = (canary.spec ?? {}) as CanarySpec;
  const analysis = spec.analysis ?? {};
  const target = spec.targetRef?.name ?? nameOf(canary);
  return {
    name: nameOf(canary),
    namespace: namespaceOf(canary),
    target,
    service: spec.service?.name ?? target,
    strategy: strategyOf(analysis),
    intervalMs: parseInterval(analysis.interval),
    threshold: Math.max(analysis.threshold ?? 1, 1),
    weights: visitedWeights(analysis),
    iterations: analysis.iterations ?? 0,
    stepWeightPromotion: analysis.stepWeightPromotion ?? 0,
    metrics: metricsOf(analysis),
    webhooks: webhooksOf(analysis),
    suspend: spec.suspend ?? false,
  };
}
