import type { MatchFailure, RouteMatch, StringMatch } from '@fairway/mesh-core';

interface Condition {
  field: MatchFailure['field'];
  name?: string;
  words: string;
}

function comparison({ exact, prefix, regex }: StringMatch): string {
  if (exact !== undefined) {
    return `is ${JSON.stringify(exact)}`;
  }
  if (prefix !== undefined) {
    return `starts with ${JSON.stringify(prefix)}`;
  }
  return regex === undefined || regex === '*' ? 'is there' : `matches ${regex}`;
}

/** What must not be there. */
function opposite({ exact, prefix, regex }: StringMatch): string {
  if (exact !== undefined) {
    return `is not ${JSON.stringify(exact)}`;
  }
  if (prefix !== undefined) {
    return `does not start with ${JSON.stringify(prefix)}`;
  }
  return regex === undefined || regex === '*'
    ? 'is not there'
    : `does not match ${regex}`;
}

type Named = Readonly<Record<string, StringMatch>> | undefined;

function named(
  field: MatchFailure['field'],
  what: string,
  matches: Named,
  words = comparison,
): Condition[] {
  return Object.entries(matches ?? {}).map(([name, match]) => ({
    field,
    name,
    words: `${what} ${name} ${words(match)}`,
  }));
}

function one(
  field: MatchFailure['field'],
  what: string,
  match: StringMatch | undefined,
): Condition[] {
  return match ? [{ field, words: `${what} ${comparison(match)}` }] : [];
}

/** Every path begins with a slash. */
function takesEveryPath({ uri, pathElements }: RouteMatch): boolean {
  return uri?.prefix === '/' || pathElements === '/';
}

function pathConditions(match: RouteMatch): Condition[] {
  if (takesEveryPath(match)) {
    return [];
  }
  if (match.pathElements !== undefined) {
    const words = `path is or is below ${JSON.stringify(match.pathElements)}`;
    return [{ field: 'uri', words }];
  }
  return one('uri', 'path', match.uri).map(condition => ({
    ...condition,
    // The proxy ignores the case for exact texts and prefixes only.
    words: `${condition.words}${match.ignoreUriCase && match.uri?.regex === undefined ? ' in any case' : ''}`,
  }));
}

function conditionsOf(match: RouteMatch): Condition[] {
  return [
    ...one('method', 'method', match.method),
    ...pathConditions(match),
    ...one('authority', 'host', match.authority),
    ...one('scheme', 'scheme', match.scheme),
    ...named('headers', 'header', match.headers),
    ...named('withoutHeaders', 'header', match.withoutHeaders, opposite),
    ...named('queryParams', 'query parameter', match.queryParams),
  ];
}

/** Whether a match takes every request of its virtual host. */
export function isCatchAll(match: RouteMatch): boolean {
  return conditionsOf(match).length === 0;
}

/** The conditions of a route, as in `path starts with "/api" and header x-user is "beta"`. */
export function matchWords(match: RouteMatch): string {
  const words = conditionsOf(match).map(condition => condition.words);
  return words.join(' and ') || 'any request';
}

/** The first condition that a request does not meet, as in `fails: header x-user is "beta"`. */
export function failureWords(
  match: RouteMatch,
  { field, name, problem }: MatchFailure,
): string {
  const condition = conditionsOf(match).find(
    each => each.field === field && (each.name === name || !name),
  );
  const wanted = condition?.words ?? (name ? `${field} ${name}` : field);
  return problem === undefined
    ? `fails: ${wanted}`
    : `fails: ${wanted}, which cannot be compared: ${problem}`;
}
