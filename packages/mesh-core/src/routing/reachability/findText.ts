import type { Language, Term } from './Language';
import { nextChars } from './nextChars';

/** What was found: a text, proof that there is none, or neither within the effort allowed. */
export type FoundText = { text: string } | 'none' | 'unknown';

/** How much may be tried. */
export interface Effort {
  /** Derivatives. */
  work: number;
  /** Different rests of texts. */
  states: number;
}

const ENOUGH: Effort = { work: 60_000, states: 4_000 };

/** Characters in the order in which people like to read them. */
const PLEASANT = Array.from(
  'xabcdefghijklmnopqrstuvwyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ/-._~=:+,;@$!*()',
  (char, rank) => ({ code: char.charCodeAt(0), rank }),
);

const ANY_RANK = PLEASANT.length;

interface Choice {
  char: number;
  rank: number;
}

/** The nicest character of a range; lone surrogates are no characters. */
function choose(from: number, to: number): Choice | undefined {
  const pleasant = PLEASANT.find(({ code }) => code >= from && code <= to);
  if (pleasant) {
    return { char: pleasant.code, rank: pleasant.rank };
  }
  const char = from >= 0xd800 && from <= 0xdfff ? 0xe000 : from;
  return char <= to ? { char, rank: ANY_RANK } : undefined;
}

function choices(term: Term): Choice[] {
  return nextChars(term)
    .flatMap(([from, to]) => choose(from, to) ?? [])
    .sort((a, b) => a.rank - b.rank);
}

interface Step {
  rest: Term;
  char: number;
  before?: Step;
}

function textOf(step: Step): string {
  const chars: string[] = [];
  for (let one: Step = step; one.before; one = one.before) {
    chars.push(String.fromCodePoint(one.char));
  }
  return chars.reverse().join('');
}

/**
 * Finds a shortest text of a set, or proves that the set is empty.
 *
 * @param effort - after which the answer is `unknown`
 */
export function findText(
  language: Language,
  term: Term,
  effort: Effort = ENOUGH,
): FoundText {
  const limit = language.work + effort.work;
  const seen = new Set<Term>([term]);
  const queue: Step[] = [{ rest: term, char: 0 }];
  for (const step of queue) {
    if (step.rest.nullable) {
      return { text: textOf(step) };
    }
    for (const { char } of choices(step.rest)) {
      const rest = language.after(step.rest, char);
      if (rest.kind !== 'none' && !seen.has(rest)) {
        seen.add(rest);
        queue.push({ rest, char, before: step });
      }
    }
    if (language.work > limit || seen.size > effort.states) {
      return 'unknown';
    }
  }
  return 'none';
}
