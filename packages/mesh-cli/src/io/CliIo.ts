/** A stream that text is written to. */
export interface TextOutput {
  /** Gives `false` when the reader is slow: `drain` follows. */
  write(text: string): boolean;
  once(event: 'drain', listener: () => void): unknown;
  isTTY?: boolean;
}

/**
 * What the command line needs of its process. The result goes to `stdout` and nothing else does; what the user should know besides
 * goes to `stderr`.
 *
 * @public
 */
export interface CliIo {
  stdin: AsyncIterable<Buffer | string>;
  stdout: TextOutput;
  stderr: TextOutput;
  cwd(): string;
  env: Readonly<Record<string, string | undefined>>;
}

/** Writes text and waits for a slow reader, so that no more than a line is held in memory. */
export async function writeText(
  output: TextOutput,
  text: string,
): Promise<void> {
  if (!output.write(text)) {
    await new Promise<void>(resolve => output.once('drain', resolve));
  }
}
