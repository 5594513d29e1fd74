import type { Term } from './Language';
import type { TextSet, TextSets } from './TextSets';

/** Where a text may come from. */
export interface TextDomain {
  /** Which texts can stand in the field at all. */
  term: Term;
  /** Good examples, the best first. */
  preferred: readonly string[];
}

/** Proofs that need no search. */
function cannotBe(
  wanted: readonly TextSet[],
  avoided: readonly TextSet[],
): boolean {
  const prefixes = wanted.flatMap(({ prefix }) => prefix ?? []);
  const [longest = ''] = [...prefixes].sort((a, b) => b.length - a.length);
  return (
    wanted.some(set => avoided.includes(set)) ||
    prefixes.some(prefix => !longest.startsWith(prefix)) ||
    avoided.some(
      ({ prefix }) => prefix !== undefined && longest.startsWith(prefix),
    )
  );
}

/**
 * Finds a text that is in all wanted sets and in no avoided one.
 *
 * @returns the text, `none` when that is proven, `unknown` otherwise
 */
export function chooseText(
  sets: TextSets,
  domain: TextDomain,
  wanted: readonly TextSet[],
  avoided: readonly TextSet[],
): { text: string } | 'none' | 'unknown' {
  const { language } = sets;
  const fits = (text: string): boolean =>
    wanted.every(set => set.test(text)) && !avoided.some(set => set.test(text));
  const isPossible = (text: string) => language.has(domain.term, text);
  const only = wanted.find(set => set.only !== undefined)?.only;
  if (only !== undefined) {
    return fits(only) && isPossible(only) ? { text: only } : 'none';
  }
  if (cannotBe(wanted, avoided)) {
    return 'none';
  }
  const samples = wanted.flatMap(set => set.samples);
  const candidates = [
    ...samples.filter(text => text !== ''),
    ...domain.preferred,
    ...samples,
  ];
  const chosen = candidates.find(text => fits(text) && isPossible(text));
  if (chosen !== undefined) {
    return { text: chosen };
  }
  // What cannot be read is left out: the set searched holds at least all that is asked for.
  const found = sets.find(
    language.allOf([
      domain.term,
      ...wanted.flatMap(({ term }) => term ?? []),
      ...avoided.flatMap(({ term }) => (term ? [language.not(term)] : [])),
    ]),
  );
  return typeof found === 'string' || fits(found.text) ? found : 'unknown';
}
