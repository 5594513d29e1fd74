/** A pattern that cannot be read here, though RE2 may take it. */
export class UnreadablePattern extends Error {}

/** Reads a pattern from left to right. */
export class PatternReader {
  readonly #chars: readonly string[];
  #next = 0;

  constructor(pattern: string) {
    this.#chars = Array.from(pattern);
  }

  get done(): boolean {
    return this.#next >= this.#chars.length;
  }

  /** The next character, without going on. */
  peek(ahead = 0): string | undefined {
    return this.#chars.at(this.#next + ahead);
  }

  /** Goes on by one character. */
  take(): string {
    const char = this.#chars.at(this.#next);
    if (char === undefined) {
      throw new UnreadablePattern('The pattern ends early.');
    }
    this.#next += 1;
    return char;
  }

  /** Goes on when the text comes next. */
  takes(text: string): boolean {
    const comes = Array.from(text).every(
      (char, index) => this.peek(index) === char,
    );
    if (comes) {
      this.#next += text.length;
    }
    return comes;
  }

  /** Everything up to the mark, which is skipped. */
  until(mark: string): string {
    let text = '';
    while (!this.takes(mark)) {
      text += this.take();
    }
    return text;
  }

  /** The characters that come next and fit, as many as there are. */
  while(fits: RegExp): string {
    let text = '';
    for (
      let char = this.peek();
      char !== undefined && fits.test(char);
      char = this.peek()
    ) {
      text += this.take();
    }
    return text;
  }
}
