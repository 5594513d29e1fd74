/** Longer lines are no Kubernetes objects: etcd refuses values above 1.5 MiB. */
const DEFAULT_MAX_LINE = 16 * 1024 * 1024;

/**
 * Splits a stream of bytes into lines, however it was cut into chunks: in the middle of a line, or of a character.
 */
export class LineDecoder {
  readonly #decoder = new TextDecoder();
  readonly #maxLine: number;
  #parts: string[] = [];
  #length = 0;

  /** @param maxLine - characters from which on a line is refused */
  constructor(maxLine: number = DEFAULT_MAX_LINE) {
    this.#maxLine = maxLine;
  }

  /**
   * @returns the lines that the chunk completed, without line ends and without empty lines
   * @throws RangeError for a line that is too long
   */
  push(chunk: Uint8Array): string[] {
    const text = this.#decoder.decode(chunk, { stream: true });
    const lines: string[] = [];
    let start = 0;
    for (
      let end = text.indexOf('\n');
      end >= 0;
      end = text.indexOf('\n', start)
    ) {
      this.#keep(text.slice(start, end));
      lines.push(this.#take());
      start = end + 1;
    }
    this.#keep(text.slice(start));
    return lines.filter(line => line.trim() !== '');
  }

  /** What came after the last line end. Empty unless the stream ended in the middle of a line. */
  rest(): string {
    this.#keep(this.#decoder.decode());
    return this.#take().trim();
  }

  #keep(part: string): void {
    this.#length += part.length;
    if (this.#length > this.#maxLine) {
      throw new RangeError(
        `A line of a watch has more than ${this.#maxLine} characters.`,
      );
    }
    if (part) {
      this.#parts.push(part);
    }
  }

  #take(): string {
    const line = this.#parts.join('');
    this.#parts = [];
    this.#length = 0;
    return line;
  }
}
