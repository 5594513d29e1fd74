/**
 * A request as Envoy sees it before it chooses a route.
 *
 * @public
 */
export interface HttpRequest {
  /** As sent, as in `GET`. */
  method: string;
  scheme: 'http' | 'https';
  /** Host header or `:authority` as sent, with its port when it has one. */
  host: string;
  /** With the query, as in `/items?page=2`. */
  path: string;
  /** Names in lower case; a name may come several times. */
  headers: readonly (readonly [name: string, value: string])[];
}

/** The parts of a path that matches look at. */
export interface PathParts {
  /** Without query and fragment. */
  path: string;
  /** First value of each key, not decoded. */
  query: ReadonlyMap<string, string>;
}

/**
 * Splits a path. A fragment is cut before anything is matched; of a repeated key the first value counts, and values are compared as
 * they were sent, not decoded.
 *
 * @see https://github.com/envoyproxy/envoy/blob/main/source/common/http/utility.cc
 */
export function splitPath(text: string): PathParts {
  const [whole] = text.split('#', 1);
  const start = whole.indexOf('?');
  const path = start < 0 ? whole : whole.slice(0, start);
  const query = new Map<string, string>();
  for (const part of start < 0 ? [] : whole.slice(start + 1).split('&')) {
    const end = part.indexOf('=');
    const key = end < 0 ? part : part.slice(0, end);
    if (part !== '' && !query.has(key)) {
      query.set(key, end < 0 ? '' : part.slice(end + 1));
    }
  }
  return { path, query };
}
