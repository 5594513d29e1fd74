/** Most bytes of YAML that are read, as UTF-8. The backend takes as many characters. */
export const MAX_YAML_BYTES = 1_000_000;

/** Most lists and maps in each other. No field of a mesh object lies half as deep. */
export const MAX_YAML_DEPTH = 64;

/** Most values that aliases may stand for. Nested aliases multiply. */
export const MAX_YAML_ALIASES = 100;

/**
 * Counts the bytes of a text as UTF-8.
 *
 * @param enough - stops counting there
 */
export function bytesOf(text: string, enough = Infinity): number {
  // a character of UTF-16 has one byte or more
  return text.length > enough
    ? text.length
    : new TextEncoder().encode(text).length;
}

/** Writes a size as in `1 MB`, `3.2 MB`, `12 kB`. */
export function formatBytes(bytes: number): string {
  const [divisor, unit] = bytes < 1_000_000 ? [1_000, 'kB'] : [1_000_000, 'MB'];
  return `${Math.ceil((bytes / divisor) * 10) / 10}\u00a0${unit}`;
}
