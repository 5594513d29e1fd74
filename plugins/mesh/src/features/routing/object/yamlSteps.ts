/** One step of a path: the name of a field, or the index in a list. */
export type YamlStep = string | number;

const STEP = /\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g;

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    // an escape that JSON does not know: better the raw name than none
    return text.slice(1, -1);
  }
}

/**
 * Takes a path apart that is written as in findings and sources of rules.
 *
 * @param path - as in `spec.http[2].match[0].headers["x-user"]`; empty for the object as a whole
 */
export function yamlSteps(path: string): YamlStep[] {
  return [...path.matchAll(STEP)].map(([, index, quoted, name]) => {
    if (index !== undefined) {
      return Number(index);
    }
    return quoted === undefined ? name : unquoted(quoted);
  });
}
