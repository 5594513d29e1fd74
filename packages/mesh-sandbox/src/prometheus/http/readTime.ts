import { parseDuration } from '../promql/literals';
import { PromqlError } from '../promql/PromqlError';

const RFC3339 =
  /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[-+]\d\d:\d\d)$/;
const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

/**
 * Reads a time parameter, Unix seconds or RFC 3339, in Unix milliseconds; the default when it is absent.
 *
 * @throws PromqlError with `bad_data`
 */
export function readTime(
  parameters: URLSearchParams,
  name: string,
  fallbackMs?: number,
): number {
  const text = parameters.get(name) ?? '';
  if (text === '' && fallbackMs !== undefined) {
    return fallbackMs;
  }
  if (NUMBER.test(text)) {
    return Math.round(Number(text) * 1000);
  }
  const timeMs = RFC3339.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(timeMs)) {
    throw invalid(name, `cannot parse "${text}" to a valid timestamp`);
  }
  return timeMs;
}

/**
 * Reads a duration parameter, seconds or `5m`, in milliseconds.
 *
 * @throws PromqlError with `bad_data`
 */
export function readDuration(
  parameters: URLSearchParams,
  name: string,
): number {
  const text = parameters.get(name) ?? '';
  if (NUMBER.test(text)) {
    return Math.round(Number(text) * 1000);
  }
  const duration = parseDuration(text);
  if (duration === undefined) {
    throw invalid(name, `cannot parse "${text}" to a valid duration`);
  }
  return duration;
}

/** Error about one parameter, worded as Prometheus words it. */
export function invalid(name: string, reason: string): PromqlError {
  return new PromqlError('bad_data', `invalid parameter "${name}": ${reason}`);
}
