import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Document,
  type LineCounter,
  type Node,
} from 'yaml';

/** A step of a path: the key of a map or the index of a list. */
export type PathStep = string | number;

/** The node behind a step, and where it begins for a reader: at its key, or at its element. */
function stepInto(
  node: unknown,
  step: PathStep,
): { node: unknown; offset: number | undefined } | undefined {
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step];
    return isNode(item) ? { node: item, offset: startOf(item) } : undefined;
  }
  if (isMap(node)) {
    const pair = node.items.find(
      ({ key }) => isScalar(key) && String(key.value) === String(step),
    );
    return (
      pair && {
        node: pair.value,
        offset: isNode(pair.key) ? startOf(pair.key) : undefined,
      }
    );
  }
  return undefined;
}

function startOf(node: Node): number | undefined {
  return node.range?.[0];
}

/**
 * Finds the line on which a reader sees a path of a document: that of its key or element. Where the path is not written, as behind an
 * alias, the line of the closest thing above it.
 *
 * @param document - parsed with `lineCounter`
 * @returns from 1
 * @see https://eemeli.org/yaml/#line-counter
 */
export function lineOf(
  document: Document.Parsed,
  lineCounter: LineCounter,
  path: readonly PathStep[],
): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? startOf(node) : undefined;
  for (const step of path) {
    const found = stepInto(node, step);
    if (!found) {
      break;
    }
    node = found.node;
    offset = found.offset ?? offset;
  }
  return Math.max(1, lineCounter.linePos(offset ?? document.range[0]).line);
}
