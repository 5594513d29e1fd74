/** A dash, or a name with what follows its colon, and the column where it stands. */
export interface LinePart {
  column: number;
  isDash: boolean;
  /** Of a field; absent for a dash and for a word without a colon. */
  name?: string;
  /** Text behind the colon, without spaces before it. */
  value?: string;
}

const NAME =
  /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#[\]{},"'][^#]*?)\s*:(?:\s+(.*))?$/;

function unquoted(name: string): string {
  return /^["']/.test(name) ? name.slice(1, -1) : name;
}

/**
 * Takes a line of block YAML apart: `  - match:` is a dash and a field. Comments and blank lines have no parts.
 *
 * @param options - `keepBlank`: the place after the last dash or space is a part as well, even when nothing stands there
 */
export function lineParts(
  line: string,
  options: { keepBlank?: boolean } = {},
): LinePart[] {
  const parts: LinePart[] = [];
  let column = line.length - line.trimStart().length;
  while (/^-(\s|$)/.test(line.slice(column))) {
    parts.push({ column, isDash: true });
    const rest = line.slice(column + 1);
    column += 1 + rest.length - rest.trimStart().length;
  }
  const word = line.slice(column);
  if (word.startsWith('#') || (word === '' && !options.keepBlank)) {
    return parts;
  }
  const [, name, value] = NAME.exec(word) ?? [];
  parts.push(
    name === undefined
      ? { column, isDash: false }
      : { column, isDash: false, name: unquoted(name), value: value ?? '' },
  );
  return parts;
}
