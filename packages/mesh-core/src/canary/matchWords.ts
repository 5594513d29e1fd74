import type { HTTPRouteMatch, HttpMatch, StringMatch } from '../resources';

/** Words of a match without conditions. */
export const ANY_REQUEST = 'any request';

function textWords(match: StringMatch): string {
  const { exact, prefix, regex } = match;
  if (exact !== undefined) {
    return `= ${exact}`;
  }
  if (prefix !== undefined) {
    return `starts with ${prefix}`;
  }
  return regex === undefined || regex === '*'
    ? 'is present'
    : `matches ${regex}`;
}

type NamedMatches = Readonly<Record<string, StringMatch>> | undefined;

function named(what: string, matches: NamedMatches): string[] {
  return Object.entries(matches ?? {}).map(
    ([name, match]) => `${what} ${name} ${textWords(match)}`,
  );
}

function plain(what: string, match: StringMatch | undefined): string[] {
  return match ? [`${what} ${textWords(match)}`] : [];
}

/** The conditions of one match of a VirtualService in words, as in `header x-user-group = beta and path starts with /api`. */
export function matchWords(match: HttpMatch): string {
  const words = [
    ...named('header', match.headers),
    ...named('query parameter', match.queryParams),
    ...Object.keys(match.withoutHeaders ?? {}).map(
      name => `not header ${name}`,
    ),
    ...plain('path', match.uri),
    ...plain('method', match.method),
    ...plain('host', match.authority),
    ...plain('scheme', match.scheme),
    ...Object.entries(match.sourceLabels ?? {}).map(
      ([label, value]) => `caller with label ${label}=${value}`,
    ),
    ...(match.sourceNamespace
      ? [`caller in namespace ${match.sourceNamespace}`]
      : []),
    ...(match.port === undefined ? [] : [`port ${match.port}`]),
  ];
  return words.join(' and ') || ANY_REQUEST;
}

const pathWords: Readonly<Record<string, string>> = {
  Exact: '=',
  PathPrefix: 'starts with',
  RegularExpression: 'matches',
};

/** The conditions of one match of an HTTPRoute in words. */
export function routeMatchWords(match: HTTPRouteMatch): string {
  const compare = (type: string | undefined): string =>
    type === 'RegularExpression' ? 'matches' : '=';
  const words = [
    ...(match.headers ?? []).map(
      ({ name, type, value }) => `header ${name} ${compare(type)} ${value}`,
    ),
    ...(match.queryParams ?? []).map(
      ({ name, type, value }) =>
        `query parameter ${name} ${compare(type)} ${value}`,
    ),
    ...(match.path?.value !== undefined && match.path.value !== '/'
      ? [
          `path ${pathWords[match.path.type ?? 'PathPrefix']} ${match.path.value}`,
        ]
      : []),
    ...(match.method ? [`method = ${match.method}`] : []),
  ];
  return words.join(' and ') || ANY_REQUEST;
}
