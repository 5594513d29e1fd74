import type { StringMatch } from '../../resources';
import type { RouteMatch } from '../table/RouteTable';
import type { TextSet, TextSets } from './TextSets';

/** A part of a request. */
export interface Field {
  kind:
    | 'path'
    | 'method'
    | 'scheme'
    | 'authority'
    | 'header'
    | 'query'
    /** Path and query in one. */
    | 'target';
  /** Of the header, in lower case, or of the query parameter. */
  name: string;
  /** Tells fields apart. */
  key: string;
}

/** What one field of a request must have. */
export interface Condition {
  /** Tells conditions apart; that of the opposite differs in its sign only. */
  key: string;
  field: Field;
  set: TextSet;
  /** From `withoutHeaders`: no line of the header may be in the set; a header that is not sent counts as empty. */
  without: boolean;
  /** The condition is met, or is not. */
  holds: boolean;
}

function fieldOf(kind: Field['kind'], name = ''): Field {
  return { kind, name, key: name === '' ? kind : `${kind} ${name}` };
}

/** Header names that mean a part of the request line. */
const PSEUDO_HEADERS: Readonly<Record<string, Field>> = {
  ':method': fieldOf('method'),
  ':scheme': fieldOf('scheme'),
  ':authority': fieldOf('authority'),
  host: fieldOf('authority'),
  ':path': fieldOf('target'),
};

function headerField(name: string): Field {
  const lower = name.toLowerCase();
  return Object.hasOwn(PSEUDO_HEADERS, lower)
    ? PSEUDO_HEADERS[lower]
    : fieldOf('header', lower);
}

function condition(field: Field, set: TextSet, without = false): Condition {
  return {
    key: `${field.key} ${without ? 'without' : 'with'} ${set.id}`,
    field,
    set,
    without,
    holds: true,
  };
}

type Named = Readonly<Record<string, StringMatch>> | undefined;

/** All that a route asks of a request. */
export function conditionsOf(sets: TextSets, match: RouteMatch): Condition[] {
  const one = (kind: Field['kind'], value?: StringMatch): Condition[] =>
    value ? [condition(fieldOf(kind), sets.of(value))] : [];
  const headers = (values: Named, without: boolean): Condition[] =>
    Object.entries(values ?? {}).map(([name, value]) =>
      condition(headerField(name), sets.of(value), without),
    );
  const { uri, pathElements, ignoreUriCase: ignoreCase = false } = match;
  return [
    ...(uri ? [condition(fieldOf('path'), sets.of(uri, { ignoreCase }))] : []),
    ...(pathElements === undefined
      ? []
      : [condition(fieldOf('path'), sets.elements(pathElements, ignoreCase))]),
    ...one('scheme', match.scheme),
    ...one('method', match.method),
    ...one('authority', match.authority),
    ...headers(match.headers, false),
    ...headers(match.withoutHeaders, true),
    ...Object.entries(match.queryParams ?? {}).map(([name, value]) =>
      condition(fieldOf('query', name), sets.of(value)),
    ),
  ];
}

/** The same condition, not met. */
export function opposite(given: Condition): Condition {
  const { key, holds } = given;
  return {
    ...given,
    key: holds ? `!${key}` : key.slice(1),
    holds: !holds,
  };
}

function isMatch(
  { set, without }: Condition,
  lines: readonly string[],
): boolean {
  if (set.kind === 'invalid') {
    return false;
  }
  if (set.kind === 'present') {
    return without ? lines.length === 0 : lines.length > 0;
  }
  return without
    ? !(lines.length > 0 ? lines : ['']).some(set.test)
    : lines.some(set.test);
}

/**
 * Whether a field fulfils a condition.
 *
 * @param lines - its values; none where it is not sent
 */
export function meets(given: Condition, lines: readonly string[]): boolean {
  return isMatch(given, lines) === given.holds;
}
