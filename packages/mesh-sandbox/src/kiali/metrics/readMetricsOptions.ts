import { parseDuration } from '../../prometheus';
import { KialiError } from '../KialiError';
import type { KialiNamespace } from '../KialiWorld';
import type { MetricsOptions, MetricsTarget } from './MetricsOptions';

function refuse(problem: string): KialiError {
  return new KialiError(400, `bad request, ${problem}`);
}

/** Reads the parameters of a request for metrics. */
class MetricsParameters {
  constructor(private readonly parameters: URLSearchParams) {}

  text(name: string): string | undefined {
    return this.parameters.get(name) || undefined;
  }

  list(name: string): string[] {
    return this.parameters.getAll(`${name}[]`);
  }

  integer(name: string, fallback: number): number {
    const text = this.text(name);
    if (text !== undefined && !/^[-+]?\d+$/.test(text)) {
      throw refuse(`cannot parse query parameter '${name}'`);
    }
    return text === undefined ? fallback : Number(text);
  }

  flag(name: string, fallback: boolean): boolean {
    const text = this.text(name);
    if (text !== undefined && !/^(1|t|true|0|f|false)$/i.test(text)) {
      throw refuse(`cannot parse query parameter '${name}'`);
    }
    return text === undefined ? fallback : /^(1|t|true)$/i.test(text);
  }

  either<T extends string>(name: string, first: T, second: T, fallback: T): T {
    const text = this.text(name) ?? fallback;
    if (text !== first && text !== second) {
      throw refuse(
        `query parameter '${name}' must be either '${first}' or '${second}'`,
      );
    }
    return text === first ? first : second;
  }

  quantiles(): string[] {
    const found = this.list('quantiles');
    for (const quantile of found) {
      const value = quantile.trim() === '' ? NaN : Number(quantile);
      if (Number.isNaN(value)) {
        throw refuse(
          "cannot parse query parameter 'quantiles', float expected",
        );
      }
      if (value < 0 || value > 1) {
        throw refuse('invalid quantile(s): should be between 0 and 1');
      }
    }
    return found;
  }

  reporters(): string[] | undefined {
    const text = this.text('reporter') ?? 'source';
    return text === 'both' ? undefined : text.split(',');
  }
}

interface Period {
  readonly startS: number;
  readonly endS: number;
  readonly rateInterval: string;
}

/** Nothing is asked for that is older than the namespace. */
function sinceCreation(period: Period, createdAtMs: number): Period {
  const { startS, endS, rateInterval } = period;
  const createdS = Math.floor(createdAtMs / 1000);
  const wantedMs = parseDuration(rateInterval);
  if (wantedMs === undefined) {
    throw new KialiError(400, `not a valid duration string: "${rateInterval}"`);
  }
  const isOlder = endS - wantedMs / 1000 < createdS;
  const intervalS = isOlder ? endS - createdS : wantedMs / 1000;
  const allowedS = createdS + intervalS;
  if (createdS > endS) {
    throw new KialiError(
      400,
      'after checks, query start time is after end time',
    );
  }
  return {
    startS: Math.max(startS, allowedS),
    endS,
    rateInterval: isOlder ? `${intervalS}s` : rateInterval,
  };
}

/**
 * Reads what is asked for.
 *
 * @param nowS - Unix seconds
 * @throws KialiError 400, in Kiali's words
 * @see https://github.com/kiali/kiali/blob/master/handlers/metrics.go
 */
export function readMetricsOptions(
  search: URLSearchParams,
  target: MetricsTarget,
  { createdAtMs = 0 }: KialiNamespace,
  nowS: number,
): MetricsOptions {
  const parameters = new MetricsParameters(search);
  const endS = parameters.integer('queryTime', Math.floor(nowS));
  const stepS = Math.max(1, parameters.integer('step', 15));
  const asked = {
    startS: endS - parameters.integer('duration', 1800),
    endS,
    rateInterval: parameters.text('rateInterval') ?? '1m',
  };
  const { startS, rateInterval } = sinceCreation(asked, createdAtMs);
  return {
    target,
    startS: Math.floor(startS / stepS) * stepS,
    endS,
    stepS,
    rateInterval,
    rateFunction: parameters.either('rateFunc', 'rate', 'irate', 'rate'),
    direction: parameters.either(
      'direction',
      'inbound',
      'outbound',
      'outbound',
    ),
    reporters: parameters.reporters(),
    filters: parameters.list('filters'),
    byLabels: parameters.list('byLabels'),
    quantiles: parameters.quantiles(),
    average: parameters.flag('avg', true),
    requestProtocol: parameters.text('requestProtocol'),
  };
}
