import type { StringMatch } from '../../resources';
import { textMatcher } from '../simulate/textMatcher';
import { PatternWork } from '../patterns/PatternWork';
import { findText, type Effort, type FoundText } from './findText';
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
  /** The pattern, where it is one. */
  pattern?: string;
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

/** What patterns may take for all questions about a table, and what a derivative counts. */
const STEPS_OF_SETS = 60_000_000;
const STEPS_PER_DERIVATIVE = 500;
/** An example is worth less than a proof. */
const EFFORT_OF_EXAMPLE: Effort = { work: 2_000, states: 1_000 };

/** Without borders of words, and with letters for classes of Unicode. */
function simplified(pattern: string): string {
  return pattern
    .replace(/\\b/g, '')
    .replace(/\\p(\{\w+\}|[A-Z])/g, '[a-zA-Z]')
    .replace(/\\P(\{\w+\}|[A-Z])/g, '[0-9-]');
}

/** Makes each set once, so that questions about the same sets can be answered from memory. */
export class TextSets {
  readonly language = new Language();
  readonly #work = new PatternWork(STEPS_OF_SETS);
  readonly #patterns = new Map<string, Term>();
  readonly #sets = new Map<string, TextSet>();

  /** Texts are no longer compared: nothing that is said from now on is proven. */
  get isSpent(): boolean {
    return this.#work.isSpent;
  }

  /** As `findText` does, at the cost of all that may still be asked. */
  find(term: Term, effort?: Effort): FoundText {
    if (this.isSpent) {
      return 'unknown';
    }
    const before = this.language.work;
    const found = findText(this.language, term, effort);
    this.#work.spend((this.language.work - before) * STEPS_PER_DERIVATIVE);
    return found;
  }

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
      const matcher = textMatcher(match, { ignoreCase })(this.#work);
      if (matcher.kind === 'present' || matcher.kind === 'invalid') {
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
          samples: prefix.endsWith('/')
            ? [prefix, `${prefix}x`]
            : [prefix, `${prefix}/x`, `${prefix}-x`],
          ...(ignoreCase ? {} : { prefix }),
        };
      }
      return { kind: 'text', test, ...this.#ofPattern(regex ?? '', test) };
    });
  }

  #ofPattern(
    pattern: string,
    test: TextSet['test'],
  ): Pick<TextSet, 'term' | 'samples' | 'pattern'> {
    const term = patternTerm(this.language, pattern);
    // Of a pattern that cannot be read, a text of a simpler one may be an example.
    const readable = term ?? patternTerm(this.language, simplified(pattern));
    const found = readable && this.find(readable, EFFORT_OF_EXAMPLE);
    const samples = found && typeof found === 'object' ? [found.text] : [];
    return {
      pattern,
      ...(term ? { term } : {}),
      samples: samples.filter(test),
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
