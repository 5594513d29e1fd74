import type { HeaderOperations } from '../table/TableAction';
import type { ChangedHeaders } from './Outcome';

/** What a value may refer to. */
export interface HeaderSite {
  /** Lines by name in lower case; names that begin with `:` are parts of the request line. */
  valueOf(name: string): string | undefined;
}

/**
 * Fills in what Envoy writes for `%REQ(name?other):length%`, `%PROTOCOL%` and `%%`. Other operators depend on the connection and stay as
 * they are written.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/headers#custom-request-response-headers
 */
export function fillIn(text: string, site: HeaderSite): string {
  return text.replace(
    /%%|%([A-Z0-9_]+)(?:\(([^)]*)\))?(?::(\d+))?%/g,
    (whole, operator?: string, argument?: string, length?: string) => {
      if (whole === '%%') {
        return '%';
      }
      if (operator === 'PROTOCOL') {
        return 'HTTP/1.1';
      }
      if (operator !== 'REQ' || argument === undefined) {
        return whole;
      }
      const value = argument
        .toLowerCase()
        .split('?')
        .map(name => site.valueOf(name))
        .find(found => found !== undefined);
      const shown = value ?? '';
      return length === undefined ? shown : shown.slice(0, Number(length));
    },
  );
}

const NOT_LISTED = new Set([
  'content-length',
  'content-type',
  'date',
  'server',
]);

type Lines = HeaderOperations['set'];

/** A value that comes out empty changes nothing. */
function filledIn(lines: Lines, site: HeaderSite): Lines {
  return lines
    .map(([name, value]) => [name, fillIn(value, site)] as const)
    .filter(([, value]) => value !== '');
}

/** The lines of a request or an answer while they are changed. */
class HeaderBook {
  readonly #lines = new Map<string, string[]>();
  readonly #touched = new Set<string>();
  readonly #removed = new Set<string>();

  constructor(
    readonly before: Lines | undefined,
    readonly site: HeaderSite,
  ) {
    for (const [name, value] of before ?? []) {
      this.#append(name, value);
    }
  }

  apply({ remove, set, add }: HeaderOperations): void {
    for (const name of remove) {
      if (!this.before || this.#lines.has(name)) {
        this.#removed.add(name);
      }
      this.#lines.delete(name);
    }
    for (const [name, value] of filledIn(set, this.site)) {
      this.#lines.set(name, [value]);
      this.#touched.add(name);
    }
    for (const [name, value] of filledIn(add, this.site)) {
      this.#append(name, value);
      this.#touched.add(name);
    }
  }

  changes(): ChangedHeaders | undefined {
    const set = [...this.#touched].flatMap(name => {
      const lines = this.#lines.get(name);
      return lines ? [[name, lines.join(',')] as const] : [];
    });
    const removed = [...this.#removed]
      .filter(name => !this.#lines.has(name))
      .sort();
    return set.length === 0 && removed.length === 0
      ? undefined
      : {
          ...(set.length > 0 ? { set: Object.fromEntries(set) } : {}),
          ...(removed.length > 0 ? { removed } : {}),
        };
  }

  #append(name: string, value: string): void {
    this.#lines.set(name, [...(this.#lines.get(name) ?? []), value]);
  }
}

/**
 * The headers that several lists of changes leave, in the order in which the proxy applies the lists: in each, names are removed, then
 * set, then added.
 *
 * @param lists - of the destination, then of the route
 * @param before - the lines that are there; where they are not known, every name that would be removed counts
 * @returns nothing when nothing is changed
 * @see https://github.com/envoyproxy/envoy/blob/main/source/common/router/header_parser.cc
 */
export function applyHeaders(
  lists: readonly (HeaderOperations | undefined)[],
  before: readonly (readonly [name: string, value: string])[] | undefined,
  site: HeaderSite,
): ChangedHeaders | undefined {
  const book = new HeaderBook(before, site);
  for (const list of lists) {
    if (list) {
      book.apply(list);
    }
  }
  return book.changes();
}

/**
 * Without the headers that a proxy writes by itself.
 *
 * @see https://github.com/envoyproxy/envoy/blob/main/source/common/router/header_parser.cc
 */
export function withoutOwnHeaders(
  headers: ChangedHeaders | undefined,
): ChangedHeaders | undefined {
  const set = Object.entries(headers?.set ?? {}).filter(
    ([name]) => !NOT_LISTED.has(name),
  );
  const removed = headers?.removed;
  return set.length === 0 && !removed
    ? undefined
    : {
        ...(set.length > 0 ? { set: Object.fromEntries(set) } : {}),
        ...(removed ? { removed } : {}),
      };
}
