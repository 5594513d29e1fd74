/** Times of the Kubernetes API and of answers: ISO 8601 in UTC, with or without fractions of a second. */
const TIME = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z/g;

/** Keys whose values are different wherever and whenever an answer is made. */
const VOLATILE = new Set(['revision', 'uid', 'resourceVersion']);

/**
 * An answer of the mesh API in a form in which the answers of two clusters with the same objects are equal: times are replaced, and
 * numbers of revisions left out. That a time is there still counts.
 */
export function comparable(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer), (key, value) => {
    if (VOLATILE.has(key)) {
      return undefined;
    }
    return typeof value === 'string' ? value.replace(TIME, '<time>') : value;
  });
}
