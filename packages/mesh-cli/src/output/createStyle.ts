import { styleText } from 'node:util';
import type { CliIo } from '../io/CliIo';

type Paint = (text: string) => string;

/** Emphasis of parts of a text. */
export interface Style {
  strong: Paint;
  faint: Paint;
  good: Paint;
  bad: Paint;
  odd: Paint;
}

const plain: Paint = text => text;

/**
 * Colours are for people only: a terminal that wants them.
 *
 * @see https://no-color.org/
 */
export function createStyle({ stdout, env }: CliIo): Style {
  if (!stdout.isTTY || env.NO_COLOR || env.TERM === 'dumb') {
    return { strong: plain, faint: plain, good: plain, bad: plain, odd: plain };
  }
  const paint =
    (format: Parameters<typeof styleText>[0]): Paint =>
    text =>
      styleText(format, text, { validateStream: false });
  return {
    strong: paint('bold'),
    faint: paint('dim'),
    good: paint('green'),
    bad: paint('red'),
    odd: paint('yellow'),
  };
}
