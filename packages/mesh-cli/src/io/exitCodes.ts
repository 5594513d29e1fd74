/** How the command line ends. */
export const exitCodes = {
  /** Everything was answered. */
  done: 0,
  /** Part of the input could not be used; the rest was answered. */
  partly: 1,
  /** Nothing could be answered: wrong arguments, nothing to read. */
  failed: 2,
  /** `--fail-on`: there are such differences or findings. */
  differs: 3,
} as const;

/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
