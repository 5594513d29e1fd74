import { charsOf, otherChars, type CharSet } from './charSet';
import { classChars, escapedChars, folded } from './patternChars';
import { repetition } from './repetition';
import { PatternReader, UnreadablePattern } from './PatternReader';

/** A pattern in the syntax of RE2. Groups do not matter, nor do greedy and lazy: only what is matched as a whole counts. */
export type PatternNode =
  | { kind: 'chars'; set: CharSet }
  | { kind: 'start' | 'end' }
  | { kind: 'sequence' | 'choice'; of: readonly PatternNode[] }
  | { kind: 'repeat'; of: PatternNode; min: number; max: number };

interface Flags {
  ignoreCase: boolean;
  dotAll: boolean;
}

const NEWLINE = charsOf('\n');
const DEEPEST = 200;

class PatternParser {
  #flags: Flags = { ignoreCase: false, dotAll: false };
  #depth = 0;

  constructor(readonly reader: PatternReader) {}

  /** Alternatives up to the end or a closing bracket. */
  choice(): PatternNode {
    const of = [this.#sequence()];
    while (this.reader.takes('|')) {
      of.push(this.#sequence());
    }
    return of.length === 1 ? of[0] : { kind: 'choice', of };
  }

  #sequence(): PatternNode {
    const of: PatternNode[] = [];
    while (
      !this.reader.done &&
      this.reader.peek() !== '|' &&
      this.reader.peek() !== ')'
    ) {
      if (this.reader.takes('\\Q')) {
        of.push(...this.#quoted());
      } else {
        of.push(...this.#repeated());
      }
    }
    return { kind: 'sequence', of };
  }

  #quoted(): PatternNode[] {
    let text = '';
    while (!this.reader.done && !this.reader.takes('\\E')) {
      text += this.reader.take();
    }
    return Array.from(text, char => this.#chars(charsOf(char)));
  }

  #chars(set: CharSet): PatternNode {
    return { kind: 'chars', set: folded(set, this.#flags.ignoreCase) };
  }

  #repeated(): PatternNode[] {
    const atom = this.#atom();
    if (!atom) {
      return [];
    }
    let node = atom;
    for (
      let range = repetition(this.reader);
      range;
      range = repetition(this.reader)
    ) {
      node = { kind: 'repeat', of: node, min: range[0], max: range[1] };
      this.reader.takes('?');
    }
    return [node];
  }

  #atom(): PatternNode | undefined {
    const { reader } = this;
    const char = reader.take();
    switch (char) {
      case '(':
        return this.#group();
      case '[':
        return {
          kind: 'chars',
          set: classChars(reader, this.#flags.ignoreCase),
        };
      case '.':
        return {
          kind: 'chars',
          set: otherChars(this.#flags.dotAll ? [] : NEWLINE),
        };
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
        throw new UnreadablePattern('Nothing to repeat.');
      default:
        return this.#chars(charsOf(char));
    }
  }

  #escape(): PatternNode {
    if (this.reader.takes('A')) {
      return { kind: 'start' };
    }
    return this.reader.takes('z')
      ? { kind: 'end' }
      : this.#chars(escapedChars(this.reader));
  }

  /** A group, or a change of flags that holds up to the end of the group around it. */
  #group(): PatternNode | undefined {
    const before = { ...this.#flags };
    if (this.reader.takes('?P<') || this.reader.takes('?<')) {
      this.reader.until('>');
    } else if (this.reader.takes('?')) {
      this.#readFlags();
      if (this.reader.takes(')')) {
        return undefined;
      }
      if (!this.reader.takes(':')) {
        throw new UnreadablePattern('A group of an unknown kind.');
      }
    }
    this.#depth += 1;
    if (this.#depth > DEEPEST) {
      throw new UnreadablePattern('Groups are nested too deep.');
    }
    const node = this.choice();
    if (!this.reader.takes(')')) {
      throw new UnreadablePattern('A group is not closed.');
    }
    this.#depth -= 1;
    this.#flags = before;
    return node;
  }

  #readFlags(): void {
    let on = true;
    for (const flag of this.reader.while(/[imsU-]/)) {
      if (flag === '-') {
        on = false;
      } else if (flag === 'i') {
        this.#flags = { ...this.#flags, ignoreCase: on };
      } else if (flag === 's') {
        this.#flags = { ...this.#flags, dotAll: on };
      }
    }
  }
}

/** Longer ones are not read; Istio takes none above. */
const LONGEST = 1024;

/**
 * Reads a pattern.
 *
 * @returns nothing where it holds what is not read here: classes of Unicode, borders of words
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function parsePattern(pattern: string): PatternNode | undefined {
  if (pattern.length > LONGEST) {
    return undefined;
  }
  const reader = new PatternReader(pattern);
  try {
    const node = new PatternParser(reader).choice();
    return reader.done ? node : undefined;
  } catch (error) {
    if (error instanceof UnreadablePattern) {
      return undefined;
    }
    throw error;
  }
}
