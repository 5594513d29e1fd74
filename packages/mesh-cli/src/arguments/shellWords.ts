import { InputError } from '@backstage/errors';

/** What `$'…'` stands for, by the character after the backslash. */
const ANSI_C: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '0': '\0',
};

class Words {
  readonly #text: string;
  #at = 0;
  #word: string | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  read(): string[] {
    const words: string[] = [];
    while (this.#at < this.#text.length) {
      const character = this.#next();
      if (/\s/.test(character)) {
        this.#end(words);
      } else {
        this.#take(character);
      }
    }
    this.#end(words);
    return words;
  }

  #next(): string {
    const character = this.#text[this.#at];
    this.#at += 1;
    return character;
  }

  #end(words: string[]): void {
    if (this.#word !== undefined) {
      words.push(this.#word);
    }
    this.#word = undefined;
  }

  #add(text: string): void {
    this.#word = (this.#word ?? '') + text;
  }

  #take(character: string): void {
    if (character === '\\') {
      this.#escape();
    } else if (character === "'") {
      this.#add(this.#until("'", next => next));
    } else if (character === '"') {
      this.#add(
        this.#until('"', next => (/["\\$`]/.test(next) ? next : `\\${next}`)),
      );
    } else if (character === '$' && this.#text[this.#at] === "'") {
      this.#at += 1;
      this.#add(this.#until("'", next => ANSI_C[next] ?? next, true));
    } else {
      this.#add(character);
    }
  }

  /** A backslash at the end of a line joins it with the next one. */
  #escape(): void {
    const escaped = /^\r?\n/.exec(this.#text.slice(this.#at, this.#at + 2));
    if (escaped) {
      this.#at += escaped[0].length;
    } else if (this.#at < this.#text.length) {
      this.#add(this.#next());
    }
  }

  #until(
    end: string,
    unescape: (character: string) => string,
    escapes = end === '"',
  ): string {
    let content = '';
    while (this.#at < this.#text.length) {
      const character = this.#next();
      if (character === end) {
        return content;
      }
      if (escapes && character === '\\' && this.#at < this.#text.length) {
        const next = this.#next();
        content += next === '\n' ? '' : unescape(next);
      } else {
        content += character;
      }
    }
    throw new InputError(`The quote ${end} is not closed.`);
  }
}

/**
 * Splits a command line into words as a POSIX shell does: quotes, escapes, lines that go on. Nothing is expanded and nothing is run.
 *
 * @throws InputError when a quote is not closed
 * @see https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_02
 */
export function shellWords(text: string): string[] {
  return new Words(text).read();
}
