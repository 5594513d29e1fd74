import { flowPlace } from './flowPlace';
import type { YamlPlace } from './YamlPlace';
import { lineParts, type LinePart } from './lineParts';

/** Where the scan has got to: what is looked for is an entry further left. */
interface Level {
  column: number;
  isDash: boolean;
}

const BLOCK_TEXT = /[|>][+-]?\d?[+-]?$/;

/** `a` and `b[]` become `a.b[]`. */
function joined(steps: readonly string[]): string {
  return steps.reduce(
    (path, step) =>
      path === '' || step === '[]' ? `${path}${step}` : `${path}.${step}`,
    '',
  );
}

function isAbove(part: LinePart, level: Level): boolean {
  if (part.column < level.column) {
    // a dash left of a dash holds it; a dash left of a name as well
    return true;
  }
  // lists may stand at the column of the name that holds them
  return !part.isDash && level.isDash && part.column === level.column;
}

/** Two names of the same map. */
function isBeside(part: LinePart, level: Level): boolean {
  return (
    part.name !== undefined && !level.isDash && part.column === level.column
  );
}

/** Names of the same map as the cursor, below it. */
function siblingsBelow(lines: readonly string[], column: number): string[] {
  const names: string[] = [];
  for (const line of lines) {
    const [first] = lineParts(line);
    if (!first) {
      continue;
    }
    if (first.column < column || first.isDash) {
      break;
    }
    if (first.column === column && first.name !== undefined) {
      names.push(first.name);
    }
  }
  return names;
}

interface Above {
  steps: string[];
  siblings: string[];
  isInText: boolean;
}

/** Goes up from a column to what holds it, line by line. */
function scanAbove(lines: readonly string[], start: Level): Above {
  const above: Above = { steps: [], siblings: [], isInText: false };
  let level = start;
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    if (/^(---|\.\.\.)/.test(lines[index])) {
      break;
    }
    for (const part of lineParts(lines[index]).reverse()) {
      if (isAbove(part, level)) {
        above.isInText ||= BLOCK_TEXT.test(part.value ?? '');
        above.steps.unshift(part.isDash ? '[]' : (part.name ?? ''));
        level = part;
      } else if (above.steps.length === 0 && isBeside(part, level)) {
        above.siblings.push(part.name ?? '');
      }
    }
  }
  return above;
}

/** The entry that the cursor is in: the last of the line, up to the cursor. */
function lastPart(line: string): LinePart {
  const parts = lineParts(line, { keepBlank: true });
  return parts[parts.length - 1];
}

/**
 * Finds out what is being typed in a YAML text, from indentation alone: the text need not be sound while somebody types.
 *
 * @param offset - of the cursor
 * @returns `undefined` in comments, block texts and quotes that are open
 */
export function cursorPlace(
  text: string,
  offset: number,
): YamlPlace | undefined {
  const before = text.slice(0, offset).split('\n');
  const line = before.pop() ?? '';
  if (/(^|\s)#/.test(line)) {
    return undefined;
  }
  const part = lastPart(line);
  const { steps, siblings, isInText } = scanAbove(
    [...before, ownDashes(line, part)],
    part,
  );
  if (isInText) {
    return undefined;
  }
  return part.name === undefined
    ? {
        position: 'key',
        path: joined(steps),
        from: offset - line.length + part.column,
        siblings: [
          ...siblings,
          ...siblingsBelow(
            text.slice(offset).split('\n').slice(1),
            part.column,
          ),
        ],
        isItem: line.trimStart().startsWith('-'),
      }
    : valuePlace(joined([...steps, part.name]), part.value ?? '', offset);
}

/** A value that ends at the cursor. */
function valuePlace(
  path: string,
  value: string,
  offset: number,
): YamlPlace | undefined {
  const from = offset - value.length;
  if (/^[{[]/.test(value)) {
    return flowPlace(value, from, path);
  }
  return /^["'|>&*!]/.test(value)
    ? undefined
    : { position: 'value', path, from, siblings: [], isItem: true };
}

/** The dashes of the cursor's own line hold what is typed. */
function ownDashes(line: string, part: LinePart): string {
  return line.slice(0, part.column);
}
