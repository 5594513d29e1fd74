import { STEPS_OF_ANSWER } from './patternLimits';

/** What comparing texts with patterns may still take. A pattern is paid for once, every comparison by itself. */
export class PatternWork {
  readonly #paid = new Set<string>();
  /** What is wrong with the patterns that a proxy does not take, each once. */
  readonly refusals = new Set<string>();
  #left: number;

  constructor(steps: number = STEPS_OF_ANSWER) {
    this.#left = steps;
  }

  /** Nothing more is compared: what comes next stays unknown. */
  get isSpent(): boolean {
    return this.#left < 0;
  }

  /** @returns whether there was enough left */
  spend(steps: number): boolean {
    if (this.#left >= 0) {
      this.#left -= steps;
    }
    return this.#left >= 0;
  }

  /** Pays for compiling a pattern, the first time that it comes. */
  pay(pattern: string, steps: number): boolean {
    if (this.isSpent || this.#paid.has(pattern)) {
      return !this.isSpent;
    }
    this.#paid.add(pattern);
    return this.spend(steps);
  }
}
