import { Lexer } from 'yaml';

/** A `-` or `?` begins a level of its own when several stand in a line. */
const LEVELS_OF_LINE = new Set(['-', '?']);

/**
 * How deep lists and maps are nested by brackets, or in one line, without parsing: a parser calls itself for each level, and takes seconds to
 * fail. Levels by indentation need so many spaces that the size of the text bounds them.
 */
export function nestingOf(text: string): number {
  let brackets = 0;
  let inLine = 0;
  let deepest = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') {
      brackets += 1;
    } else if (token === ']' || token === '}') {
      brackets -= 1;
    } else if (LEVELS_OF_LINE.has(token)) {
      inLine += 1;
    } else if (token.includes('\n')) {
      inLine = 0;
    }
    deepest = Math.max(deepest, brackets + inLine);
  }
  return deepest;
}
