import type { Tree } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { checkTypes } from './checkTypes';
import type { Expression } from './Expression';
import { type PromqlError, parseError } from './PromqlError';
import { SyntaxReader } from './SyntaxReader';

/**
 * Parses and type-checks a query.
 *
 * @throws PromqlError with `bad_data` for errors of syntax and type, with `execution` for parts that are not supported
 */
export function parseQuery(query: string): Expression {
  const text = blankComments(query);
  if (text.trim() === '') {
    throw parseError(query, 0, 'no expression found in input');
  }
  const tree = parser.parse(text);
  rejectSyntaxErrors(text, tree);
  const root = tree.topNode.firstChild;
  if (!root) {
    throw parseError(query, 0, 'no expression found in input');
  }
  const expression = new SyntaxReader(text).read(root);
  checkTypes(text, expression);
  return expression;
}

const STRING_OR_COMMENT =
  /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|#[^\n]*/g;

/** Comments become blanks, so that places in the text stay the same. */
function blankComments(query: string): string {
  return query.replace(STRING_OR_COMMENT, found =>
    found.startsWith('#') ? ' '.repeat(found.length) : found,
  );
}

function rejectSyntaxErrors(text: string, tree: Tree): void {
  const cursor = tree.cursor();
  do {
    if (cursor.type.isError) {
      throw syntaxError(text, cursor.from, cursor.to);
    }
  } while (cursor.next());
}

function syntaxError(text: string, from: number, to: number): PromqlError {
  const rest = text.slice(from).trimStart();
  if (rest === '') {
    return parseError(text, from, 'unexpected end of input');
  }
  const callee = /([a-zA-Z_:][\w:]*)\s*$/.exec(text.slice(0, from))?.[1];
  if (callee && rest.startsWith('(')) {
    return parseError(
      text,
      from,
      `unknown function with name ${JSON.stringify(callee)}`,
    );
  }
  const token = to > from ? text.slice(from, to) : rest.slice(0, 1);
  return parseError(text, from, `unexpected ${JSON.stringify(token)}`);
}
