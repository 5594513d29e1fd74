import { ansiCQuote } from './ansiCQuote';
import { RequestTextError } from './RequestTextError';

/** A command line as its words. */
export interface ShellWords {
  words: string[];
  /** What a shell would put a value in for, as in `$TOKEN`. It is in the words as it is written. */
  literal: string[];
  /** What comes after the command, as in `| jq .`. It is not in the words. */
  rest: string;
}

/** What a shell replaces, from its dollar sign or backquote on. */
const EXPANSION = /^(?:\$(?:\w+|\{[^}]*\}|\([^)]*\))|`[^`]*`)/;

/** What ends a command: the next one, or where its output goes. */
const ENDS = new Set(['|', ';', '&', '<', '>']);

class Words {
  readonly #text: string;
  readonly #words: string[] = [];
  readonly #literal = new Set<string>();
  #at = 0;
  #word: string | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  read(): ShellWords {
    while (this.#at < this.#text.length && !this.#isAtEnd()) {
      const character = this.#next();
      if (/\s/.test(character)) {
        this.#end();
      } else {
        this.#take(character);
      }
    }
    const rest = this.#text.slice(this.#at).trim();
    // the number of a file, as in `2>/dev/null`, belongs to what follows
    if (!(/^[<>]/.test(rest) && /^\d+$/.test(this.#word ?? ''))) {
      this.#end();
    }
    return { words: this.#words, literal: [...this.#literal], rest };
  }

  #isAtEnd(): boolean {
    const character = this.#text[this.#at];
    return (
      ENDS.has(character) || (character === '#' && this.#word === undefined)
    );
  }

  #next(): string {
    const character = this.#text[this.#at];
    this.#at += 1;
    return character;
  }

  #end(): void {
    if (this.#word !== undefined) {
      this.#words.push(this.#word);
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
      this.#add(this.#single());
    } else if (character === '"') {
      this.#add(this.#double());
    } else if (character === '$' && this.#text[this.#at] === "'") {
      this.#add(this.#ansiC());
    } else {
      this.#note(character);
      this.#add(character);
    }
  }

  /** Remembers what a shell would replace. */
  #note(character: string): void {
    if (character === '$' || character === '`') {
      const found = EXPANSION.exec(this.#text.slice(this.#at - 1));
      if (found) {
        this.#literal.add(found[0]);
      }
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

  #single(): string {
    const end = this.#text.indexOf("'", this.#at);
    if (end < 0) {
      throw unclosed("'");
    }
    const content = this.#text.slice(this.#at, end);
    this.#at = end + 1;
    return content;
  }

  #double(): string {
    let content = '';
    while (this.#at < this.#text.length) {
      const character = this.#next();
      if (character === '"') {
        return content;
      }
      if (character === '\\' && this.#at < this.#text.length) {
        content += inDoubleQuotes(this.#next());
      } else {
        this.#note(character);
        content += character;
      }
    }
    throw unclosed('"');
  }

  #ansiC(): string {
    const quoted = ansiCQuote(this.#text, this.#at + 1);
    if (!quoted) {
      throw unclosed("'");
    }
    this.#at = quoted.end;
    return quoted.content;
  }
}

/** Within double quotes a backslash is itself, but before these. */
function inDoubleQuotes(escaped: string): string {
  if (escaped === '\n') {
    return '';
  }
  return /["\\$`]/.test(escaped) ? escaped : `\\${escaped}`;
}

function unclosed(quote: string): RequestTextError {
  return new RequestTextError(
    'open-quote',
    quote,
    `The quote ${quote} is not closed.`,
  );
}

/**
 * Splits a command line into words as a POSIX shell does: quotes, escapes, lines that go on. Nothing is expanded and nothing is run.
 * Lines without a backslash at their end go on as well: it gets lost where commands are copied.
 *
 * @throws RequestTextError when a quote is not closed
 * @see https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_02
 */
export function shellWords(text: string): ShellWords {
  return new Words(text).read();
}
