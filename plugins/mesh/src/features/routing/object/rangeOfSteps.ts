import { isMap, isNode, isScalar, isSeq, type Document } from 'yaml';
import type { YamlStep } from './yamlSteps';

/** Where something stands in a text: offsets, the end not included. */
export interface YamlRange {
  start: number;
  end: number;
  /** The last steps are not written: this is what holds them, or would. */
  isAbove: boolean;
}

interface Found {
  node: unknown;
  start: number | undefined;
}

function stepInto(node: unknown, step: YamlStep): Found | undefined {
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step];
    return isNode(item) ? { node: item, start: item.range?.[0] } : undefined;
  }
  if (!isMap(node)) {
    return undefined;
  }
  const pair = node.items.find(
    ({ key }) => isScalar(key) && String(key.value) === String(step),
  );
  return (
    pair && {
      node: pair.value,
      start: isNode(pair.key) ? pair.key.range?.[0] : undefined,
    }
  );
}

/** Ranges of blocks run on to the next line. */
function trimmedEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}

/** Goes as far into a document as its steps are written. */
function follow(
  root: unknown,
  steps: readonly YamlStep[],
): Found & { taken: number } {
  let at: Found = {
    node: root,
    start: isNode(root) ? root.range?.[0] : undefined,
  };
  let taken = 0;
  for (const step of steps) {
    const found = stepInto(at.node, step);
    if (found?.start === undefined) {
      break;
    }
    at = found;
    taken += 1;
  }
  return { ...at, taken };
}

/**
 * Finds what a path leads to: a field from its name to the end of its value, or an element of a list. What stands behind an alias
 * is written elsewhere; the alias is found instead.
 *
 * @param document - what was made of `text`
 * @returns `undefined` when the document is empty, or nothing of the path is in it
 * @see https://eemeli.org/yaml/#content-nodes
 */
export function rangeOfSteps(
  document: Document.Parsed,
  text: string,
  steps: readonly YamlStep[],
): YamlRange | undefined {
  const { node, start, taken } = follow(document.contents, steps);
  if (start === undefined || (steps.length > 0 && taken === 0)) {
    return undefined;
  }
  const end = isNode(node) ? node.range?.[1] : undefined;
  return {
    start,
    end: trimmedEnd(text, start, Math.max(start, end ?? start)),
    isAbove: taken < steps.length,
  };
}
