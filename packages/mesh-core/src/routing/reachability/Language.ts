import { charsOf, charSet, hasChar, type CharSet } from './charSet';

/**
 * A set of texts. Terms that are written alike are one object, so that `id` tells them apart.
 */
export type Term = { readonly id: number; readonly nullable: boolean } & (
  | { kind: 'none' | 'blank' }
  | { kind: 'chars'; set: CharSet }
  | { kind: 'sequence'; first: Term; rest: Term }
  | { kind: 'anyOf' | 'allOf'; of: readonly Term[] }
  | { kind: 'not' | 'many'; of: Term }
);

type Shape = Term extends infer T
  ? T extends Term
    ? Omit<T, 'id' | 'nullable'>
    : never
  : never;

/** Parts of a term that are put together in the time of one derivative. */
const PARTS_PER_WORK = 16;

function breadthOf(term: Term): number {
  return term.kind === 'anyOf' || term.kind === 'allOf' ? term.of.length : 0;
}

/**
 * Builds sets of texts from parts, and takes them apart character by character (Brzozowski's derivatives): intersection and complement
 * cost no more than union, which is what questions such as "taken by this rule, by none before" need.
 *
 * @see https://doi.org/10.1145/321239.321249
 */
export class Language {
  readonly #terms = new Map<string, Term>();
  readonly #derivatives = new Map<number, Map<number, Term>>();
  /** Derivatives computed so far; a measure of the work done. */
  work = 0;

  /** No text. */
  readonly none = this.#make('none', { kind: 'none' }, false);
  /** The empty text. */
  readonly blank = this.#make('blank', { kind: 'blank' }, true);
  /** Every text. */
  readonly all = this.not(this.none);

  #make(key: string, shape: Shape, nullable: boolean): Term {
    const known = this.#terms.get(key);
    if (known) {
      return known;
    }
    const term = { ...shape, id: this.#terms.size, nullable } as Term;
    this.#terms.set(key, term);
    return term;
  }

  /** One character of a set. */
  chars(set: CharSet): Term {
    return set.length === 0
      ? this.none
      : this.#make(`chars ${set.join(' ')}`, { kind: 'chars', set }, false);
  }

  /** Exactly this text. */
  text(text: string): Term {
    return this.sequence(Array.from(text, char => this.chars(charsOf(char))));
  }

  sequence(parts: readonly Term[]): Term {
    return parts.reduceRight(
      (rest, part) => this.#pair(part, rest),
      this.blank,
    );
  }

  #pair(first: Term, rest: Term): Term {
    if (first.kind === 'none' || rest.kind === 'none') {
      return this.none;
    }
    if (first.kind === 'blank') {
      return rest;
    }
    if (rest.kind === 'blank') {
      return first;
    }
    if (first.kind === 'sequence') {
      return this.#pair(first.first, this.#pair(first.rest, rest));
    }
    return this.#make(
      `sequence ${first.id} ${rest.id}`,
      { kind: 'sequence', first, rest },
      first.nullable && rest.nullable,
    );
  }

  anyOf(parts: readonly Term[]): Term {
    const flat = this.#flat('anyOf', parts, this.none);
    if (flat.includes(this.all)) {
      return this.all;
    }
    const sets = flat.flatMap(part =>
      part.kind === 'chars' ? [part.set] : [],
    );
    const of =
      sets.length > 1
        ? [
            ...flat.filter(part => part.kind !== 'chars'),
            this.chars(charSet(sets.flat())),
          ].sort((a, b) => a.id - b.id)
        : flat;
    return of.length < 2
      ? (of.at(0) ?? this.none)
      : this.#make(
          `anyOf ${of.map(({ id }) => id)}`,
          { kind: 'anyOf', of },
          of.some(({ nullable }) => nullable),
        );
  }

  allOf(parts: readonly Term[]): Term {
    const of = this.#flat('allOf', parts, this.all);
    const contradicts = (part: Term): boolean =>
      part.kind === 'none' || (part.kind === 'not' && of.includes(part.of));
    if (of.some(contradicts)) {
      return this.none;
    }
    return of.length < 2
      ? (of.at(0) ?? this.all)
      : this.#make(
          `allOf ${of.map(({ id }) => id)}`,
          { kind: 'allOf', of },
          of.every(({ nullable }) => nullable),
        );
  }

  /** Parts of parts, each once, without the neutral one. */
  #flat(
    kind: 'anyOf' | 'allOf',
    parts: readonly Term[],
    neutral: Term,
  ): Term[] {
    const flat = parts.flatMap(part => (part.kind === kind ? part.of : [part]));
    return [...new Set(flat)]
      .filter(part => part !== neutral)
      .sort((a, b) => a.id - b.id);
  }

  /** Every text that is not in the set. */
  not(of: Term): Term {
    return of.kind === 'not'
      ? of.of
      : this.#make(`not ${of.id}`, { kind: 'not', of }, !of.nullable);
  }

  /** Any number of texts of the set, one behind the other; none as well. */
  many(of: Term): Term {
    if (of.kind === 'none' || of.kind === 'blank') {
      return this.blank;
    }
    return of.kind === 'many'
      ? of
      : this.#make(`many ${of.id}`, { kind: 'many', of }, true);
  }

  /** What may follow the character in texts of the set that begin with it. */
  after(term: Term, char: number): Term {
    const known = this.#derivatives.get(term.id) ?? new Map<number, Term>();
    this.#derivatives.set(term.id, known);
    const result = known.get(char) ?? this.#derive(term, char);
    known.set(char, result);
    return result;
  }

  #derive(term: Term, char: number): Term {
    this.work += 1 + breadthOf(term) / PARTS_PER_WORK;
    switch (term.kind) {
      case 'none':
      case 'blank':
        return this.none;
      case 'chars':
        return hasChar(term.set, char) ? this.blank : this.none;
      case 'sequence': {
        const one = this.#pair(this.after(term.first, char), term.rest);
        return term.first.nullable
          ? this.anyOf([one, this.after(term.rest, char)])
          : one;
      }
      case 'anyOf':
        return this.anyOf(term.of.map(part => this.after(part, char)));
      case 'allOf':
        return this.allOf(term.of.map(part => this.after(part, char)));
      case 'not':
        return this.not(this.after(term.of, char));
      default:
        return this.#pair(this.after(term.of, char), term);
    }
  }

  /** Whether a text is in the set. */
  has(term: Term, text: string): boolean {
    let rest = term;
    for (const char of text) {
      rest = this.after(rest, char.codePointAt(0) ?? 0);
    }
    return rest.nullable;
  }
}
