import { parseDocument } from 'yaml';
import { rangeOfSteps } from './rangeOfSteps';
import { yamlSteps } from './yamlSteps';

/** Lines of a text, from 1, the last included. */
export interface LineRange {
  from: number;
  to: number;
  /** The path is not written: these lines hold what it would be in. */
  isAbove: boolean;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/**
 * Finds the lines of a YAML text that a path leads to.
 *
 * @param yaml - one object, as the backend wrote it
 * @param path - as in `spec.http[2].match[0]`
 * @returns `undefined` for a path that is empty or leads nowhere, and for a text that is no YAML
 */
export function linesOfPath(yaml: string, path: string): LineRange | undefined {
  const steps = yamlSteps(path);
  if (steps.length === 0) {
    return undefined;
  }
  const document = parseDocument(yaml, { uniqueKeys: false });
  const range = rangeOfSteps(document, yaml, steps);
  return (
    range && {
      from: lineAt(yaml, range.start),
      to: lineAt(yaml, range.end),
      isAbove: range.isAbove,
    }
  );
}
