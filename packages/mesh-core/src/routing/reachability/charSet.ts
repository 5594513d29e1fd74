/** Characters by code point: ranges in order that neither touch nor overlap. */
export type CharSet = readonly (readonly [from: number, to: number])[];

export const LAST_CHAR = 0x10ffff;

/** Brings ranges in order and joins those that touch. */
export function charSet(
  ranges: Iterable<readonly [from: number, to: number]>,
): CharSet {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = joined.at(-1);
    if (last && from <= last[1] + 1) {
      last[1] = Math.max(last[1], to);
    } else {
      joined.push([from, to]);
    }
  }
  return joined;
}

/** Every character that is not in the set. */
export function otherChars(set: CharSet): CharSet {
  const others: [number, number][] = [];
  let next = 0;
  for (const [from, to] of set) {
    if (from > next) {
      others.push([next, from - 1]);
    }
    next = to + 1;
  }
  if (next <= LAST_CHAR) {
    others.push([next, LAST_CHAR]);
  }
  return others;
}

export function hasChar(set: CharSet, char: number): boolean {
  return set.some(([from, to]) => char >= from && char <= to);
}

/** The characters of a text, as in `charsOf('abc')`. */
export function charsOf(text: string): CharSet {
  return charSet(
    Array.from(text, char => {
      const code = char.codePointAt(0) ?? 0;
      return [code, code] as const;
    }),
  );
}

const UPPER = [0x41, 0x5a] as const;
const LOWER = [0x61, 0x7a] as const;
const SHIFT = 0x20;

/** Characters outside ASCII that RE2 takes for `k` and `s` when it ignores the case. */
const ODD_FOLDS = [
  { letter: 0x6b, other: 0x212a },
  { letter: 0x73, other: 0x17f },
];

function overlap(
  [from, to]: readonly [number, number],
  [low, high]: readonly [number, number],
  shift: number,
): [number, number][] {
  const start = Math.max(from, low);
  const end = Math.min(to, high);
  return start <= end ? [[start + shift, end + shift]] : [];
}

/**
 * Adds the other case of each letter. Only ASCII is folded.
 *
 * @returns nothing where the set holds letters whose folding is not known here
 */
export function ignoringCase(set: CharSet): CharSet | undefined {
  const all: [number, number][] = [];
  for (const range of set) {
    const isWhole = range[0] <= 0x80 && range[1] === LAST_CHAR;
    if (range[1] > 0x7f && !isWhole) {
      return undefined;
    }
    all.push([...range]);
    all.push(...overlap(range, UPPER, SHIFT), ...overlap(range, LOWER, -SHIFT));
  }
  const folded = charSet(all);
  const odd = ODD_FOLDS.filter(({ letter }) => hasChar(folded, letter));
  return charSet([
    ...folded,
    ...odd.map(({ other }) => [other, other] as const),
  ]);
}
