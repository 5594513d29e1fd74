/** Reads a PromQL number: decimal, exponent, hexadecimal, octal with a leading zero, `Inf`, `NaN`. */
export function parseNumber(text: string): number {
  const lower = text.toLowerCase();
  if (lower === 'inf') {
    return Infinity;
  }
  if (lower === 'nan') {
    return NaN;
  }
  // Go reads integers with a leading zero as octal, and what is not octal as decimal.
  return /^0[0-7]+$/.test(text) ? parseInt(text, 8) : Number(text);
}

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
  y: 365 * 86_400_000,
};

/**
 * Reads a duration such as `5m` or `1h30m` in milliseconds; undefined when it is not one.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#time-durations
 */
export function parseDuration(text: string): number | undefined {
  if (text === '0') {
    return 0;
  }
  const match =
    /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/.exec(
      text,
    );
  if (!match || text === '') {
    return undefined;
  }
  return ['y', 'w', 'd', 'h', 'm', 's', 'ms'].reduce(
    (sum, unit, index) => sum + Number(match[index + 1] ?? 0) * UNIT_MS[unit],
    0,
  );
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};
const ESCAPE =
  /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([\s\S])|$)/g;

/**
 * Unquotes a PromQL string: back-ticks are raw, the other quotes use Go's escapes.
 *
 * @throws Error when the quotes do not close or an escape is not valid
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals
 */
export function parseString(text: string): string {
  const quote = text[0];
  const inner = text.slice(1, -1);
  if (quote === '`') {
    return inner;
  }
  const closed = new RegExp(
    `^${quote}(?:[^\\\\${quote}\n]|\\\\[^\n])*${quote}$`,
  ).test(text);
  if (!closed) {
    throw new Error('unterminated quoted string');
  }
  return inner.replace(
    ESCAPE,
    (
      _whole,
      hex?: string,
      short?: string,
      long?: string,
      octal?: string,
      simple?: string,
    ) => {
      const code = hex ?? short ?? long;
      if (code !== undefined) {
        return String.fromCodePoint(parseInt(code, 16));
      }
      if (octal !== undefined) {
        return String.fromCodePoint(parseInt(octal, 8));
      }
      if (simple === quote) {
        return quote;
      }
      if (simple !== undefined && Object.hasOwn(SIMPLE_ESCAPES, simple)) {
        return SIMPLE_ESCAPES[simple];
      }
      throw new Error(`unknown escape sequence \\${simple ?? ''}`);
    },
  );
}
