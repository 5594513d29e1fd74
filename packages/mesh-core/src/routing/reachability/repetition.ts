import { UnreadablePattern, type PatternReader } from './PatternReader';

/** RE2 takes no larger count. */
const MOST_REPEATS = 1000;
const LONGEST_COUNTS = '{1000,1000}'.length;

/** Braces that hold no counts are characters as any other. */
function counts(reader: PatternReader): [min: number, max: number] | undefined {
  const ahead = Array.from(
    { length: LONGEST_COUNTS },
    (_, index) => reader.peek(index) ?? '',
  ).join('');
  const found = /^\{(\d{1,4})(,?)(\d{0,4})\}/.exec(ahead);
  if (!found) {
    return undefined;
  }
  reader.until('}');
  const [, from, comma, to] = found;
  const min = Number(from);
  const open = comma ? Infinity : min;
  const max = to ? Number(to) : open;
  const largest = max === Infinity ? min : max;
  if (largest > MOST_REPEATS || max < min) {
    throw new UnreadablePattern(found[0]);
  }
  return [min, max];
}

/** How often the part before may come, when that is what stands next. */
export function repetition(
  reader: PatternReader,
): [min: number, max: number] | undefined {
  if (reader.takes('*')) {
    return [0, Infinity];
  }
  if (reader.takes('+')) {
    return [1, Infinity];
  }
  return reader.takes('?') ? [0, 1] : counts(reader);
}
