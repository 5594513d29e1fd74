import type { StringMatch } from '../../resources';
import { textMatcher } from '../simulate/textMatcher';
import { findText } from './findText';
import { Language, type Term } from './Language';
import { patternTerm, textTerm } from './patternTerm';

/** What a comparison of texts takes. */
export interface TextSet {
  /** Tells sets apart. */
  id: number;
  /** `present`: any text. `invalid`: RE2 refuses the pattern, nothing is taken. */
  kind: 'text' | 'present' | 'invalid';
  test(text: string): boolean;
  /** Absent where the pattern cannot be read. */
  term?: Term;
  /** The only text of the set. */
  only?: string;
  /** All texts of the set begin with it, and all that do are in the set. */
  prefix?: string;
  /** Texts of the set that are good examples. */
  samples: readonly string[];
}

/** How texts are compared beyond the match itself. */
export interface Comparison {
  ignoreCase?: boolean;
}

/** Makes each set once, so that questions about the same sets can be answered from memory. */
export class TextSets {
  readonly language = new Language();
  readonly #patterns = new Map<string, Term>();
  readonly #sets = new Map<string, TextSet>();

  #once(key: string, make: () => Omit<TextSet, 'id'>): TextSet {
    const known = this.#sets.get(key);
    if (known) {
      return known;
    }
    const made = { ...make(), id: this.#sets.size };
    this.#sets.set(key, made);
    return made;
  }

  /** What a match takes. */
  of(match: StringMatch, { ignoreCase = false }: Comparison = {}): TextSet {
    const { exact, prefix, regex } = match;
    const key = JSON.stringify([exact, prefix, regex, ignoreCase]);
    return this.#once(key, () => {
      const matcher = textMatcher(match, { ignoreCase });
      if (matcher.kind !== 'value') {
        return {
          kind: matcher.kind,
          test: () => matcher.kind === 'present',
          samples: [],
        };
      }
      const { test } = matcher;
      const { language } = this;
      if (exact !== undefined) {
        return {
          kind: 'text',
          test,
          term: textTerm(language, exact, ignoreCase),
          samples: [exact],
          ...(ignoreCase ? {} : { only: exact }),
        };
      }
      if (prefix !== undefined) {
        const start = textTerm(language, prefix, ignoreCase);
        return {
          kind: 'text',
          test,
          term: language.sequence([start, language.all]),
          samples: [prefix, `${prefix}/x`, `${prefix}x`],
          ...(ignoreCase ? {} : { prefix }),
        };
      }
      return { kind: 'text', test, ...this.#ofPattern(regex ?? '') };
    });
  }

  #ofPattern(pattern: string): Pick<TextSet, 'term' | 'samples'> {
    const term = patternTerm(this.language, pattern);
    const found = term && findText(this.language, term);
    return {
      ...(term ? { term } : {}),
      samples: found && typeof found === 'object' ? [found.text] : [],
    };
  }

  /** What a pattern takes that is known to be readable; every text otherwise. */
  pattern(pattern: string): Term {
    const term =
      this.#patterns.get(pattern) ??
      patternTerm(this.language, pattern) ??
      this.language.all;
    this.#patterns.set(pattern, term);
    return term;
  }

  /** Paths that begin with these elements. */
  elements(path: string, ignoreCase: boolean): TextSet {
    return this.#once(JSON.stringify(['elements', path, ignoreCase]), () => {
      const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text);
      const wanted = fold(path);
      const { language } = this;
      const start = textTerm(language, path, ignoreCase);
      return {
        kind: 'text',
        test: text =>
          fold(text) === wanted || fold(text).startsWith(`${wanted}/`),
        term: language.sequence([
          start,
          language.anyOf([
            language.blank,
            language.sequence([language.text('/'), language.all]),
          ]),
        ]),
        samples: [path || '/', `${path}/x`],
      };
    });
  }
}
