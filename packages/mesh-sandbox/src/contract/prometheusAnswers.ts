import type { PrometheusCase } from './prometheusCases';

/** Answer to one request of the contract. */
export interface PrometheusAnswer {
  readonly status: number;
  /** Parsed JSON, or text when the answer is not JSON. */
  readonly body: unknown;
}

/** Asks a server for one case. */
export async function askPrometheus(
  url: string,
  { method, path, parameters }: PrometheusCase,
): Promise<PrometheusAnswer> {
  const form = new URLSearchParams(parameters.map(([k, v]) => [k, v]));
  const response =
    method === 'POST'
      ? await fetch(`${url}${path}`, { method, body: form })
      : await fetch(`${url}${path}?${form}`, { method });
  const text = await response.text();
  const isJson = response.headers
    .get('content-type')
    ?.startsWith('application/json');
  return {
    status: response.status,
    body: isJson ? JSON.parse(text) : text,
  };
}

const RELATIVE_TOLERANCE = 1e-9;

/**
 * How an answer differs from the expected one, in words; undefined when they agree. Values agree within 1e-9, and
 * numbers that are the same must be written the same way. Of errors, status and `errorType` count; elements of vectors
 * have no order, those of matrices have.
 */
export function differenceOf(
  expected: PrometheusAnswer,
  actual: PrometheusAnswer,
): string | undefined {
  if (expected.status !== actual.status) {
    return `status ${actual.status} instead of ${expected.status}: ${JSON.stringify(actual.body)}`;
  }
  if (!isRecord(expected.body) || !isRecord(actual.body)) {
    return expected.body === actual.body
      ? undefined
      : `body ${JSON.stringify(actual.body)} instead of ${JSON.stringify(expected.body)}`;
  }
  if (expected.body.status === 'error') {
    return compare(
      [expected.body.status, expected.body.errorType],
      [actual.body.status, actual.body.errorType],
      'error',
    );
  }
  return compare(normalise(expected.body), normalise(actual.body), 'body');
}

function normalise(body: Record<string, unknown>): unknown {
  const { data } = body;
  if (isRecord(data) && data.resultType === 'vector') {
    return { ...body, data: { ...data, result: sorted(data.result) } };
  }
  // Label sets of /series have no order either; those of /labels are sorted by contract.
  return Array.isArray(data) && data.some(isRecord)
    ? { ...body, data: sorted(data) }
    : body;
}

function sorted(list: unknown): unknown {
  const key = (item: unknown) =>
    JSON.stringify(
      Object.entries(
        isRecord(item) && isRecord(item.metric) ? item.metric : (item ?? {}),
      ).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return Array.isArray(list)
    ? [...list].sort((a, b) => (key(a) < key(b) ? -1 : 1))
    : list;
}

function compare(a: unknown, b: unknown, path: string): string | undefined {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length
      ? firstOf(a.map((item, i) => () => compare(item, b[i], `${path}[${i}]`)))
      : `${path} has ${b.length} items instead of ${a.length}`;
  }
  if (isRecord(a) && isRecord(b)) {
    const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return firstOf(
      names.map(name => () => compare(a[name], b[name], `${path}.${name}`)),
    );
  }
  return sameValue(a, b)
    ? undefined
    : `${path} is ${JSON.stringify(b)} instead of ${JSON.stringify(a)}`;
}

function firstOf(
  checks: readonly (() => string | undefined)[],
): string | undefined {
  for (const check of checks) {
    const difference = check();
    if (difference) {
      return difference;
    }
  }
  return undefined;
}

const NUMBER = /^[-+]?(?:\d+(?:\.\d+)?(?:e[-+]\d+)?|Inf)$/;

function sameValue(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') {
    return Math.abs(a - b) < 5e-4;
  }
  if (typeof a !== 'string' || typeof b !== 'string' || a === b) {
    return a === b;
  }
  if (!NUMBER.test(a) || !NUMBER.test(b)) {
    return false;
  }
  const [x, y] = [Number(a), Number(b)];
  return x !== y && Math.abs(x - y) <= RELATIVE_TOLERANCE * Math.abs(x);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
