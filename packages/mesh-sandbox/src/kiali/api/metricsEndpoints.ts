import { evaluateRange, formatValue, type SeriesStore } from '../../prometheus';
import { KialiError } from '../KialiError';
import { answerMetrics, type RangeTelemetry } from '../metrics/answerMetrics';
import type { MetricsOptions, MetricsTarget } from '../metrics/MetricsOptions';
import { readMetricsOptions } from '../metrics/readMetricsOptions';
import type { KialiAnswer, KialiRequest, KialiServices } from './KialiRequest';

/**
 * `/api/namespaces/<namespace>/<apps|services|workloads>/<name>/metrics`
 *
 * @throws KialiError 400 for parameters, 403 for a namespace that does not exist
 */
export function metrics(
  { store, world, cluster, clock }: KialiServices,
  { parameters }: KialiRequest,
  target: MetricsTarget,
): KialiAnswer {
  const namespace = world
    .namespaces()
    .find(({ name }) => name === target.namespace);
  if (!namespace) {
    throw new KialiError(
      403,
      `Requested namespace [${target.namespace}] is not accessible.`,
    );
  }
  const nowS = clock() / 1000;
  const options = readMetricsOptions(parameters, target, namespace, nowS);
  const telemetry = rangeTelemetryOf(store, options);
  return { status: 200, body: answerMetrics(options, cluster, telemetry) };
}

function rangeTelemetryOf(
  store: SeriesStore,
  { startS, endS, stepS }: MetricsOptions,
): RangeTelemetry {
  const range = {
    startMs: startS * 1000,
    endMs: endS * 1000,
    stepMs: stepS * 1000,
  };
  return query => {
    const result = evaluateRange(store, query, range);
    return result.type === 'matrix'
      ? result.series.map(({ metric, points }) => ({
          labels: metric,
          points: points.map(([timeMs, value]) => [
            timeMs / 1000,
            formatValue(value),
          ]),
        }))
      : [];
  };
}
