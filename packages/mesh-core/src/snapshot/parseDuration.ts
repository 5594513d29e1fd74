const unitMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

const part = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/gy;

/**
 * Reads a duration in the notation of Go, as Istio and Flagger use it: `1.5s`, `500ms`, `1m30s`, `0`.
 *
 * @returns milliseconds, or `undefined` for anything else
 * @see https://pkg.go.dev/time#ParseDuration
 * @public
 */
export function parseDurationMs(text: string): number | undefined {
  const [, sign, rest] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (rest === '0') {
    return 0;
  }
  part.lastIndex = 0;
  let total = 0;
  let end = 0;
  for (let match = part.exec(rest); match !== null; match = part.exec(rest)) {
    total += Number(match[1]) * unitMs[match[2]];
    end = part.lastIndex;
  }
  if (!rest || end !== rest.length) {
    return undefined;
  }
  const rounded = Math.round(total * 1e6) / 1e6;
  return sign === '-' ? -rounded : rounded;
}
