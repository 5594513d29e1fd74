/**
 * How many requests with some codes may fail before Kiali calls the health degraded or a failure. Percent.
 */
export interface Tolerance {
  code: RegExp;
  protocol: RegExp;
  direction: RegExp;
  degraded: number;
  failure: number;
  /** The pattern of the codes as it was written, for people. */
  label: string;
}

/** `^` and `$` are added only where they are missing at the very start and end, as Kiali does it. */
function anchored(pattern: string): RegExp | undefined {
  const start = pattern.startsWith('^') ? '' : '^';
  const end = pattern.endsWith('$') ? '' : '$';
  try {
    return new RegExp(`${start}${pattern || '.*'}${end}`);
  } catch {
    return undefined;
  }
}

function tolerance(
  code: string,
  degraded: number,
  failure: number,
  protocol: string,
  direction: string,
): Tolerance | undefined {
  const patterns = {
    code: anchored(code.replace(/x/gi, '\\d')),
    protocol: anchored(protocol),
    direction: anchored(direction),
  };
  return patterns.code && patterns.protocol && patterns.direction
    ? {
        code: patterns.code,
        protocol: patterns.protocol,
        direction: patterns.direction,
        degraded,
        failure,
        label: code,
      }
    : undefined;
}

/**
 * The tolerances of Kiali unless its operator set others.
 *
 * @see https://kiali.io/docs/configuration/health/
 */
export const defaultTolerances: readonly Tolerance[] = [
  tolerance('5XX', 0, 10, 'http', '.*'),
  tolerance('4XX', 10, 20, 'http', '.*'),
  tolerance('^[1-9]$|^1[0-6]$', 0, 10, 'grpc', '.*'),
  tolerance('^-$', 0, 10, 'http|grpc', '.*'),
].filter(each => each !== undefined);

/** Characters of patterns that people write for codes; a pattern with others is not run. */
const harmless = /^[-\w.*^$|[\]\\]{0,40}$/;

function parsePart(part: string): Tolerance | undefined {
  const [code, degraded, failure, protocol, direction, ...rest] = part
    .split(',')
    .map(text => text.trim());
  if (direction === undefined || rest.length > 0) {
    return undefined;
  }
  const bounds = [Number(degraded), Number(failure)];
  const valid =
    degraded !== '' &&
    failure !== '' &&
    bounds.every(Number.isFinite) &&
    bounds[0] <= bounds[1] &&
    [code, protocol, direction].every(text => harmless.test(text));
  return valid
    ? tolerance(code, bounds[0], bounds[1], protocol, direction)
    : undefined;
}

/**
 * Tolerances of an annotation `health.kiali.io/rate`, as in `4XX,20,50,http,inbound;5XX,1,5,.*,.*`. Parts that cannot be read are
 * left out.
 *
 * @returns the tolerances of Kiali where none could be read
 */
export function tolerancesOf(
  annotation: string | undefined,
): readonly Tolerance[] {
  const own = (annotation ?? '')
    .split(';')
    .map(parsePart)
    .filter(each => each !== undefined);
  return own.length > 0 ? own : defaultTolerances;
}
