/** What letters after a backslash stand for. */
const LETTERS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const NUMBERS: readonly [pattern: RegExp, base: number][] = [
  [/^x([0-9a-fA-F]{1,2})/, 16],
  [/^u([0-9a-fA-F]{1,4})/, 16],
  [/^U([0-9a-fA-F]{1,8})/, 16],
  [/^([0-7]{1,3})/, 8],
];

const LAST_CODE_POINT = 0x10_ff_ff;

/** The character that is written behind a backslash, and how long that is. */
function escaped(text: string): { content: string; length: number } {
  for (const [pattern, base] of NUMBERS) {
    const found = pattern.exec(text);
    const code = found ? parseInt(found[1], base) : NaN;
    if (found && code <= LAST_CODE_POINT) {
      return { content: String.fromCodePoint(code), length: found[0].length };
    }
  }
  const [letter] = text;
  const content = LETTERS[letter];
  if (content !== undefined) {
    return { content, length: 1 };
  }
  const isItself = /["'\\?]/.test(letter);
  return { content: isItself ? letter : `\\${letter}`, length: letter.length };
}

/**
 * Reads what is quoted as `$'…'`: browsers copy requests in this way.
 *
 * @param at - where the content begins
 * @returns the content, and where the command goes on; nothing when the quote is not closed
 * @see https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html
 */
export function ansiCQuote(
  text: string,
  at: number,
): { content: string; end: number } | undefined {
  let content = '';
  let end = at;
  while (end < text.length) {
    const character = text[end];
    if (character === "'") {
      return { content, end: end + 1 };
    }
    if (character === '\\' && end + 1 < text.length) {
      const found = escaped(text.slice(end + 1, end + 11));
      content += found.content;
      end += 1 + found.length;
    } else {
      content += character;
      end += 1;
    }
  }
  return undefined;
}
