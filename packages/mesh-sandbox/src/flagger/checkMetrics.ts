import { CanaryPlan, MetricCheck } from './CanaryPlan';

const successRate = 'request-success-rate';
const duration = 'request-duration';

/** A number as Go prints a float64: without trailing zeros. */
function plain(value: number): string {
  return String(value);
}

/** Milliseconds as Go prints a `time.Duration`: `500ms`, `1.515s`, `1m30s`. */
export function goDuration(ms: number): string {
  const whole = Math.trunc(ms);
  if (whole === 0) {
    return '0s';
  }
  if (whole < 1000) {
    return `${whole}ms`;
  }
  const minutes = Math.floor(whole / 60_000);
  const seconds = `${(whole % 60_000) / 1000}s`;
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}

function describe(
  metric: MetricCheck,
  value: number,
  sign: '<' | '>',
  bound: number,
): string {
  if (metric.name === successRate) {
    return `success rate ${value.toFixed(2)}% ${sign} ${plain(bound)}%`;
  }
  if (metric.name === duration) {
    return `request duration ${goDuration(value)} ${sign} ${goDuration(bound)}`;
  }
  return `${metric.name} ${value.toFixed(2)} ${sign} ${plain(bound)}`;
}

function noValues(plan: CanaryPlan, metric: MetricCheck): string {
  if (metric.name === successRate || metric.name === duration) {
    return `Halt advancement no values found for istio metric ${metric.name} probably ${plan.target}.${plan.namespace} is not receiving traffic${
      metric.name === successRate
        ? ': running query failed: no values found'
        : ''
    }`;
  }
  return `Halt advancement no values found for custom metric: ${metric.name}: no values found`;
}

/** Milliseconds are whole numbers to Flagger, in the value and in the bounds. */
function comparable(metric: MetricCheck, value: number): number {
  return metric.name === duration ? Math.trunc(value) : value;
}

function checkMetric(
  plan: CanaryPlan,
  metric: MetricCheck,
  measured: number | undefined,
): string | undefined {
  if (measured === undefined) {
    return noValues(plan, metric);
  }
  const value = comparable(metric, measured);
  const { min, max } = metric;
  const halt = `Halt ${plan.name}.${plan.namespace} advancement `;
  if (min !== undefined && value < comparable(metric, min)) {
    return halt + describe(metric, value, '<', min);
  }
  if (max !== undefined && value > comparable(metric, max)) {
    return halt + describe(metric, value, '>', max);
  }
  return undefined;
}

/** The message of the first check that fails, undefined when all pass. Later checks are not made. */
export function checkMetrics(
  plan: CanaryPlan,
  measure: (metric: string) => number | undefined,
): string | undefined {
  for (const metric of plan.metrics) {
    const failure = checkMetric(plan, metric, measure(metric.name));
    if (failure !== undefined) {
      return failure;
    }
  }
  return undefined;
}
