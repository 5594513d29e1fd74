import type { TextOutput } from './CliIo';

/** Says on stderr what the user should know besides the result. */
export class Diagnostics {
  readonly #stderr: TextOutput;
  #problems = 0;

  constructor(stderr: TextOutput) {
    this.#stderr = stderr;
  }

  /** Whether a part of the input could not be used. */
  get hasProblems(): boolean {
    return this.#problems > 0;
  }

  /** Something that the user should know, and that holds nothing up. */
  note(message: string): void {
    this.#stderr.write(`${message}\n`);
  }

  /** A part of the input that cannot be used. */
  problem(message: string): void {
    this.#problems += 1;
    this.note(message);
  }
}
