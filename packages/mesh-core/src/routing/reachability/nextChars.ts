import { LAST_CHAR } from './charSet';
import type { Term } from './Language';

/** Parts of a term that look at the next character. */
function partsAhead(term: Term): readonly Term[] {
  switch (term.kind) {
    case 'sequence':
      return term.first.nullable ? [term.first, term.rest] : [term.first];
    case 'anyOf':
    case 'allOf':
      return term.of;
    case 'not':
    case 'many':
      return [term.of];
    default:
      return [];
  }
}

/** Divides all characters into ranges within which each leads to the same rest of a term. */
export function nextChars(term: Term): [from: number, to: number][] {
  const cuts = new Set([0]);
  const seen = new Set<Term>([term]);
  for (const part of seen) {
    partsAhead(part).forEach(ahead => seen.add(ahead));
    for (const [from, to] of part.kind === 'chars' ? part.set : []) {
      cuts.add(from);
      cuts.add(to + 1);
    }
  }
  const starts = [...cuts]
    .filter(char => char <= LAST_CHAR)
    .sort((a, b) => a - b);
  return starts.map((from, index) => [
    from,
    (starts.at(index + 1) ?? LAST_CHAR + 1) - 1,
  ]);
}
