import {
  Composer,
  isScalar,
  Lexer,
  Parser,
  type CST,
  type Document,
} from 'yaml';
import {
  bytesOf,
  MAX_YAML_ALIASES,
  MAX_YAML_BYTES,
  MAX_YAML_DEPTH,
} from './limits';

/** Why a text is not read at all. */
export type Refusal = 'too-large' | 'too-deep' | 'too-many-aliases' | 'several';

/** A YAML text within the limits, or why it is not read. */
export type LimitedYaml =
  | { refused: Refusal }
  | { refused?: undefined; document?: Document.Parsed; value: unknown };

/**
 * Takes a text apart without recursion, and stops where it is nested too deep: the step after this one calls itself for each level.
 */
function tokensOf(text: string): CST.Token[] | undefined {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > MAX_YAML_DEPTH) {
      return undefined;
    }
  }
  tokens.push(...parser.end());
  return tokens;
}

/** Nothing but comments, or less. */
function isEmpty({ contents, errors }: Document.Parsed): boolean {
  const isNothing =
    contents === null || (isScalar(contents) && contents.value === null);
  return isNothing && errors.length === 0;
}

/**
 * Reads one YAML document that somebody pasted. Size, depth and aliases are limited, tags make nothing but plain values, and
 * nothing of it is ever executed. Never throws.
 *
 * @see https://eemeli.org/yaml/#parser
 */
export function parseLimited(text: string): LimitedYaml {
  if (bytesOf(text, MAX_YAML_BYTES) > MAX_YAML_BYTES) {
    return { refused: 'too-large' };
  }
  const tokens = tokensOf(text);
  if (!tokens) {
    return { refused: 'too-deep' };
  }
  // whether names are unique is asked elsewhere: here each would be compared with all others
  const composer = new Composer({ merge: true, uniqueKeys: false });
  const documents = [...composer.compose(tokens)].filter(
    document => !isEmpty(document),
  );
  if (documents.length > 1) {
    return { refused: 'several' };
  }
  const [document] = documents;
  if (!document || document.errors.length > 0) {
    return { document, value: undefined };
  }
  try {
    const value = document.toJS({ maxAliasCount: MAX_YAML_ALIASES });
    return { document, value };
  } catch {
    return { refused: 'too-many-aliases' };
  }
}
