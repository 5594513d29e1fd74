/**
 * A place in an object, as a chain towards the root. Chains are cheap to make
 * for each field; the text is made only where there is something to report.
 */
export interface Place {
  readonly parent?: Place;
  /** Index in a list, else the name of a field. */
  readonly key: string | number;
}

const plainName = /^[A-Za-z_$][\w$]*$/;

function formatKey(key: string | number): string {
  if (typeof key === 'number') {
    return `[${key}]`;
  }
  return plainName.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/** Writes a place as `spec.http[0].headers["x-user"]`. */
export function formatPlace(place: Place | undefined): string {
  let text = '';
  for (let at = place; at; at = at.parent) {
    text = formatKey(at.key) + text;
  }
  return text.startsWith('.') ? text.slice(1) : text;
}
