import { Readable } from 'node:stream';
import type { CliIo } from '../io/CliIo';

/** A process whose output can be read. */
export interface CapturedIo extends CliIo {
  out(): string;
  err(): string;
}

/** A process in a folder, with text or lines as its stdin. */
export function captureIo(
  options: {
    cwd?: string;
    stdin?: string | AsyncIterable<string>;
    isTTY?: boolean;
    env?: Record<string, string>;
  } = {},
): CapturedIo {
  const texts: { out: string; err: string } = { out: '', err: '' };
  const output = (name: 'out' | 'err'): CliIo['stdout'] => ({
    write: text => {
      texts[name] += text;
      return true;
    },
    once: () => {},
    isTTY: options.isTTY,
  });
  const { stdin = '' } = options;
  return {
    stdin: typeof stdin === 'string' ? Readable.from([stdin]) : stdin,
    stdout: output('out'),
    stderr: output('err'),
    cwd: () => options.cwd ?? process.cwd(),
    env: options.env ?? {},
    out: () => texts.out,
    err: () => texts.err,
  };
}
