import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Document,
  type LineCounter,
  type Node,
} from 'yaml';

/**
 * A place in a text. Lines and columns count from 1; the end is behind the last character.
 *
 * @public
 */
export interface TextRange {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/**
 * Splits a path as findings write it: `spec.http[2].headers["x.y"]`.
 *
 * @public
 */
export function pathSteps(path: string): (string | number)[] {
  return [
    ...path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g),
  ].map(([, index, quoted, name]) => {
    if (index !== undefined) {
      return Number(index);
    }
    return quoted === undefined ? name : String(JSON.parse(quoted));
  });
}

interface Found {
  /** What a reader looks at: the key, or the element. */
  shown: Node;
  value: unknown;
}

function stepInto(node: unknown, step: string | number): Found | undefined {
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step];
    return isNode(item) ? { shown: item, value: item } : undefined;
  }
  if (!isMap(node)) {
    return undefined;
  }
  const pair = node.items.find(
    ({ key }) => isScalar(key) && String(key.value) === String(step),
  );
  return pair && isNode(pair.key)
    ? { shown: pair.key, value: pair.value }
    : undefined;
}

/**
 * Finds a path in a document: its key or element. Where it is not written, the closest thing above it.
 *
 * @param document - parsed with `lines`
 */
export function rangeOf(
  document: Document,
  lines: LineCounter,
  path: string,
): TextRange | undefined {
  let value: unknown = document.contents;
  let shown = isNode(value) ? value : undefined;
  for (const step of pathSteps(path)) {
    const found = stepInto(value, step);
    if (!found) {
      break;
    }
    ({ value, shown } = found);
  }
  const range = shown?.range;
  if (!range) {
    return undefined;
  }
  const start = lines.linePos(range[0]);
  const end = lines.linePos(range[1]);
  return {
    line: start.line,
    column: start.col,
    endLine: end.line,
    endColumn: end.col,
  };
}
