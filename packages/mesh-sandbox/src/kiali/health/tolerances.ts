import { RE2JS } from 're2js';

/** From which share of requests on an object counts as degraded or failed. */
export interface Tolerance {
  /** Pattern of response codes; `X` stands for any digit. */
  readonly code: string;
  readonly protocol: string;
  readonly direction: string;
  /** Percent; 0 means any error. */
  readonly degraded: number;
  /** Percent; 0 means any error. */
  readonly failure: number;
}

/** Annotation of a service or pod template that replaces the tolerances. */
export const RATE_ANNOTATION = 'health.kiali.io/rate';

/**
 * Kiali's tolerances when nothing is configured.
 *
 * @see https://kiali.io/docs/configuration/health/
 */
export const DEFAULT_TOLERANCES: readonly Tolerance[] = [
  {
    code: '5XX',
    protocol: 'http',
    direction: '.*',
    degraded: 0,
    failure: 10,
  },
  {
    code: '4XX',
    protocol: 'http',
    direction: '.*',
    degraded: 10,
    failure: 20,
  },
  {
    code: '^[1-9]$|^1[0-6]$',
    protocol: 'grpc',
    direction: '.*',
    degraded: 0,
    failure: 10,
  },
  {
    code: '^-$',
    protocol: 'http|grpc',
    direction: '.*',
    degraded: 0,
    failure: 10,
  },
];

/** Tolerances that hold for an object: those of its annotation when at least one is valid, else the defaults. */
export function tolerancesOf(
  annotations: Readonly<Record<string, string>> = {},
): readonly Tolerance[] {
  const own = (annotations[RATE_ANNOTATION] ?? '')
    .split(';')
    .map(parseTolerance)
    .filter(tolerance => tolerance !== undefined);
  return own.length > 0 ? own : DEFAULT_TOLERANCES;
}

/** What Kiali repeats of an object's annotations. */
export function healthAnnotationsOf(
  annotations: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(annotations).filter(([name]) =>
      name.startsWith('health.kiali.io/'),
    ),
  );
}

function parseTolerance(text: string): Tolerance | undefined {
  const parts = text.split(',').map(part => part.trim());
  const [code, degradedText, failureText, protocol, direction] = parts;
  const degraded = Number(degradedText || NaN);
  const failure = Number(failureText || NaN);
  const valid = parts.length === 5 && degraded <= failure;
  return valid ? { code, protocol, direction, degraded, failure } : undefined;
}

const compiled = new Map<string, RE2JS | undefined>();

/** Matches a code; see {@link matchesPattern}. */
export function matchesCode(pattern: string, code: string): boolean {
  return matchesPattern(pattern.replace(/x/gi, '\\d'), code);
}

/**
 * Matches a protocol or direction. Kiali adds `^` and `$` only at the very ends of a pattern, so `http|grpc` means "begins
 * with http or ends with grpc". A pattern that is not RE2 matches nothing.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  let expression = pattern === '' ? '.*' : pattern;
  expression = expression.startsWith('^') ? expression : `^${expression}`;
  expression = expression.endsWith('$') ? expression : `${expression}$`;
  if (!compiled.has(expression)) {
    compiled.set(expression, compile(expression));
  }
  return compiled.get(expression)?.test(text) ?? false;
}

function compile(expression: string): RE2JS | undefined {
  try {
    return RE2JS.compile(expression);
  } catch {
    return undefined;
  }
}
