/**
 * Reads the header `Retry-After`: seconds, or a date.
 *
 * @param now - milliseconds since 1970
 * @returns milliseconds to wait; `undefined` when the header is missing or unreadable
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(
  header: string | null,
  now: number,
): number | undefined {
  const text = header?.trim();
  if (!text) {
    return undefined;
  }
  if (/^\d+$/.test(text)) {
    return Number(text) * 1_000;
  }
  // Date.parse takes nearly anything; a date of HTTP begins with the day of the week.
  const date = /^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
