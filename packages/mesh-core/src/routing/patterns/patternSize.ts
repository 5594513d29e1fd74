/** What a pattern will take, estimated without compiling it. */
export interface PatternSize {
  /** Instructions of its program. */
  program: number;
  /** Steps to compile it. */
  compileSteps: number;
}

const STEPS_PER_CHAR = 100;
const STEPS_PER_INSTRUCTION = 60;
/** Classes of Unicode have hundreds of ranges, and each copy has them. */
const STEPS_PER_UNICODE_INSTRUCTION = 500;
/** Tables of Unicode are merged character by character where the case does not matter. */
const STEPS_PER_CLASS = { plain: 1_250, folded: 5_000 };
const STEPS_PER_RANGE = { plain: 500, folded: 160_000 };

/** What is longer than one character, by its first. Each looks ahead only as far as a sound pattern needs. */
const PARTS: Readonly<Record<string, RegExp>> = {
  '\\': /\\(?:Q[^]*?(?:\\E|$)|[pP]\{[^}]{0,64}\}|x\{[^}]{0,8}\}|[pP][^]|x..|[^])?/y,
  '[': /\[\^?\]?(?:\\[^]|\[:\^?\w{0,9}:\]|[^\]\\])*\]?/y,
  '(': /\((?:\?P?<[^>]{0,64}>|\?[a-zA-Z-]{0,8}[:)])?/y,
  '{': /\{\d{1,9}(?:,\d{0,9})?\}/y,
};

const FOLDS = /\(\?[a-zA-Z]{0,8}i/;

/** Ranges up to characters beyond ASCII. */
const WIDE_RANGE = /-(?:\\x\{|[^\x00-\x7f])|\[:\^/g; // eslint-disable-line no-control-regex -- ASCII begins there

const UNICODE_CLASS = /\\[pP]/g;

/** Enough to be too much, and small enough to count with. */
const COUNTLESS = 1e12;

/** Copies of what is repeated, and how many of them may be left out. */
function copiesOf(repeat: string): { copies: number; optional: number } {
  const [, min, max] = /^\{(\d+)(?:,(\d*))?\}$/.exec(repeat) ?? [];
  const least = Number(min ?? 0);
  const most = Number(max ?? 0);
  return {
    copies: Math.max(1, least, most),
    optional: Math.max(1, most - least),
  };
}

/** A group that is open. */
interface Level {
  /** All of it so far. */
  sum: number;
  /** Its last part, which a repetition takes. */
  last: number;
}

function add(level: Level, size: number): void {
  level.sum += size;
  level.last = size;
}

function repeated(level: Level, repeat: string): void {
  const { copies, optional } = copiesOf(repeat);
  const size = Math.min(level.last * copies + optional, COUNTLESS);
  level.sum += size - level.last;
  level.last = size;
}

function partAt(pattern: string, at: number): string {
  const part = PARTS[pattern[at]];
  if (!part) {
    return pattern[at];
  }
  part.lastIndex = at;
  return part.exec(pattern)?.[0] ?? pattern[at];
}

/** Instructions of the groups that are open, the outermost first. */
class Program {
  readonly #levels: Level[] = [{ sum: 2, last: 0 }];

  get size(): number {
    return this.#levels.reduce((total, { sum }) => total + sum, 0);
  }

  get #level(): Level {
    return this.#levels[this.#levels.length - 1];
  }

  add(part: string): void {
    switch (part[0]) {
      case '(':
        // flags for what follows are no group
        if (!part.endsWith(')')) {
          this.#levels.push({ sum: 2, last: 0 });
        }
        return;
      case ')':
        this.#close();
        return;
      case '*':
      case '+':
      case '?':
        repeated(this.#level, part);
        return;
      case '{':
        if (part.length > 1) {
          repeated(this.#level, part);
          return;
        }
        add(this.#level, 1);
        return;
      default:
        add(this.#level, part.startsWith('\\Q') ? part.length : 1);
    }
  }

  #close(): void {
    const closed = this.#levels.length > 1 ? this.#levels.pop() : undefined;
    if (closed) {
      add(this.#level, closed.sum);
    }
  }
}

function programOf(pattern: string): number {
  const program = new Program();
  for (let at = 0; at < pattern.length;) {
    const part = partAt(pattern, at);
    program.add(part);
    at += part.length;
  }
  return program.size;
}

/**
 * Estimates what RE2 makes of a pattern. One look at each character, whatever the pattern says: a pattern that would grow too large is
 * known before it does.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function patternSize(pattern: string): PatternSize {
  const program = programOf(pattern);
  const way = FOLDS.test(pattern) ? 'folded' : 'plain';
  const classes = pattern.match(UNICODE_CLASS)?.length ?? 0;
  const ranges = pattern.match(WIDE_RANGE)?.length ?? 0;
  return {
    program,
    compileSteps:
      pattern.length * STEPS_PER_CHAR +
      program *
        (classes > 0 ? STEPS_PER_UNICODE_INSTRUCTION : STEPS_PER_INSTRUCTION) +
      classes * STEPS_PER_CLASS[way] +
      ranges * STEPS_PER_RANGE[way],
  };
}
