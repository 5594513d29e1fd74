import type { Canary } from '../resources';
import { parseDurationMs } from '../snapshot/parseDuration';

const DEFAULT_INTERVAL_MS = 60_000;
const MIN_INTERVAL_MS = 10_000;
/** A run with more steps than this is a mistake; the list would help nobody. */
const MAX_STEPS = 200;

/** How a Canary tries a revision out, with Flagger's defaults filled in. */
export interface AnalysisPlan {
  strategy: 'weighted' | 'ab-test' | 'blue-green' | 'unknown';
  intervalMs: number;
  threshold: number;
  /** Weights of the canary in the order of the run; empty for other strategies. */
  weights: readonly number[];
  /** Number of iterations; 0 for weighted runs. */
  iterations: number;
  mirror: boolean;
  skip: boolean;
}

/**
 * The time between two ticks: a minute where it cannot be read (`5minutes`), never less than ten seconds.
 *
 * @see https://github.com/fluxcd/flagger/blob/main/pkg/apis/flagger/v1beta1/canary.go `GetAnalysisInterval`
 */
export function analysisIntervalMs(interval: string | undefined): number {
  const read = interval === undefined ? undefined : parseDurationMs(interval);
  return Math.max(read ?? DEFAULT_INTERVAL_MS, MIN_INTERVAL_MS);
}

function weightsOf(
  analysis: NonNullable<Canary['spec']['analysis']>,
): number[] {
  const { stepWeights = [], stepWeight = 0, maxWeight = 0 } = analysis;
  if (stepWeights.length > 0) {
    return stepWeights
      .slice(0, MAX_STEPS)
      .map((weight, index, all) =>
        index === all.length - 1 ? Math.min(weight, 100) : weight,
      );
  }
  const max = maxWeight > 0 ? maxWeight : 100;
  const weights: number[] = [];
  if (stepWeight > 0) {
    // The last weight is the first one that is not below the maximum; it may lie above it.
    for (
      let weight = stepWeight;
      weights.length < MAX_STEPS;
      weight += stepWeight
    ) {
      weights.push(Math.min(weight, 100));
      if (weight >= Math.min(max, 100)) {
        break;
      }
    }
  }
  return weights;
}

function strategyOf(canary: Canary): AnalysisPlan['strategy'] {
  const { analysis } = canary.spec;
  if (!analysis) {
    return 'unknown';
  }
  if ((analysis.iterations ?? 0) > 0) {
    return (analysis.match ?? []).length > 0 ? 'ab-test' : 'blue-green';
  }
  return 'weighted';
}

/**
 * Reads how a Canary tries a revision out.
 *
 * @see https://docs.flagger.app/usage/deployment-strategies
 */
export function analysisPlan(canary: Canary): AnalysisPlan {
  const { analysis, skipAnalysis } = canary.spec;
  const strategy = strategyOf(canary);
  const threshold = analysis?.threshold ?? 1;
  return {
    strategy,
    intervalMs: analysisIntervalMs(analysis?.interval),
    threshold: threshold > 0 ? threshold : 1,
    weights: analysis && strategy === 'weighted' ? weightsOf(analysis) : [],
    iterations:
      strategy === 'ab-test' || strategy === 'blue-green'
        ? Math.min(analysis?.iterations ?? 0, MAX_STEPS)
        : 0,
    mirror: analysis?.mirror ?? false,
    skip: skipAnalysis ?? false,
  };
}
