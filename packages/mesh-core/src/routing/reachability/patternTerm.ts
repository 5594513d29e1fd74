import { charsOf, type CharSet } from './charSet';
import type { Language, Term } from './Language';
import { parsePattern, type PatternNode } from './parsePattern';
import { UnreadablePattern } from './PatternReader';

/** Whether the ends of the text are next to a part of a pattern. */
interface Place {
  atStart: boolean;
  atEnd: boolean;
}

const MOST_PARTS = 5_000;

/** Makes terms of patterns. `^` and `$` are understood where nothing can stand before or behind them. */
class TermBuilder {
  #parts = 0;

  constructor(readonly language: Language) {}

  build(node: PatternNode, place: Place): Term {
    this.#parts += 1;
    if (this.#parts > MOST_PARTS) {
      throw new UnreadablePattern('The pattern is too large.');
    }
    switch (node.kind) {
      case 'chars':
        return this.language.chars(node.set);
      case 'start':
        return this.#edge(place.atStart);
      case 'end':
        return this.#edge(place.atEnd);
      case 'choice':
        return this.language.anyOf(
          node.of.map(part => this.build(part, place)),
        );
      case 'sequence':
        return this.#sequence(node.of, place);
      default:
        return this.#repeat(node, place);
    }
  }

  #edge(isThere: boolean): Term {
    if (!isThere) {
      throw new UnreadablePattern('An end of the text inside of it.');
    }
    return this.language.blank;
  }

  #sequence(parts: readonly PatternNode[], place: Place): Term {
    const isEdge = ({ kind }: PatternNode) =>
      kind === 'start' || kind === 'end';
    return this.language.sequence(
      parts.map((part, index) =>
        this.build(part, {
          atStart: place.atStart && parts.slice(0, index).every(isEdge),
          atEnd: place.atEnd && parts.slice(index + 1).every(isEdge),
        }),
      ),
    );
  }

  #repeat(
    { of, min, max }: Extract<PatternNode, { kind: 'repeat' }>,
    place: Place,
  ): Term {
    const once = max === 1 ? place : { atStart: false, atEnd: false };
    const build = () => this.build(of, once);
    const { language } = this;
    const needed = Array.from({ length: min }, build);
    if (max === Infinity) {
      return language.sequence([...needed, language.many(build())]);
    }
    let optional = language.blank;
    for (let count = min; count < max; count += 1) {
      optional = language.anyOf([
        language.blank,
        language.sequence([build(), optional]),
      ]);
    }
    return language.sequence([...needed, optional]);
  }
}

/**
 * The texts that a pattern takes as a whole.
 *
 * @returns nothing where the pattern cannot be read
 */
export function patternTerm(
  language: Language,
  pattern: string,
): Term | undefined {
  const node = parsePattern(pattern);
  if (!node) {
    return undefined;
  }
  try {
    const whole = { atStart: true, atEnd: true };
    return new TermBuilder(language).build(node, whole);
  } catch (error) {
    if (error instanceof UnreadablePattern) {
      return undefined;
    }
    throw error;
  }
}

/** Both cases of each ASCII letter, as a comparison takes them that ignores the case. */
function eitherCase(char: string): CharSet {
  const lower = char.toLowerCase();
  const upper = char.toUpperCase();
  const kelvin = lower === 'k' ? '\u212a' : '';
  return charsOf(
    lower.length === char.length && upper.length === char.length
      ? lower + upper + kelvin
      : char,
  );
}

/** Exactly this text. */
export function textTerm(
  language: Language,
  text: string,
  ignoreCase: boolean,
): Term {
  return ignoreCase
    ? language.sequence(
        Array.from(text, char => language.chars(eitherCase(char))),
      )
    : language.text(text);
}
