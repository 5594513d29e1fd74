import type { StringMatch } from '../../../resources';
import type { RouteRequest } from '../../simulate/Outcome';
import type {
  Listener,
  RouteMatch,
  TableRoute,
  VirtualHost,
} from '../../table/RouteTable';

/** Texts that the patterns of random meshes take. */
const TAKEN: Readonly<Record<string, string>> = {
  '.*': '/a',
  '*': 'a',
  'a|b': 'b',
  '[a-c]+': 'abc',
  '/a/.*': '/a/x',
  '/[0-9]+': '/7',
};

/** A text that a match takes; nothing where none does. */
function textFor({ exact, prefix, regex }: StringMatch): string | undefined {
  return (
    exact ?? prefix ?? (regex === undefined ? 'a' : (TAKEN[regex] ?? undefined))
  );
}

function allTexts(
  matches: Readonly<Record<string, StringMatch>> | undefined,
): [name: string, text: string | undefined][] {
  return Object.entries(matches ?? {}).map(([name, match]) => [
    name,
    textFor(match),
  ]);
}

function isComplete(
  entry: [string, string | undefined],
): entry is [string, string] {
  return entry[1] !== undefined;
}

function pathOf({ uri, pathElements }: RouteMatch): string | undefined {
  if (pathElements !== undefined) {
    return pathElements || '/';
  }
  return uri ? textFor(uri) : '/';
}

function hostOf({ domains }: VirtualHost, { host }: Listener): string {
  const [domain] = domains;
  return domain === '*' ? (host ?? 'any.test') : domain.replace('*', 'one');
}

/**
 * A request with exactly what a route asks for, and nothing else.
 *
 * @returns nothing where no text is known that one of its patterns takes
 */
export function exampleOf(
  listener: Listener,
  virtualHost: VirtualHost,
  { match }: TableRoute,
): RouteRequest | undefined {
  const headers = allTexts(match.headers);
  const query = allTexts(match.queryParams);
  const path = pathOf(match);
  const method = match.method ? textFor(match.method) : 'GET';
  if (path === undefined || method === undefined) {
    return undefined;
  }
  if (!headers.every(isComplete) || !query.every(isComplete)) {
    return undefined;
  }
  const search = query.map(([name, text]) => `${name}=${text}`).join('&');
  return {
    method,
    scheme: 'http',
    host: hostOf(virtualHost, listener),
    port: listener.port,
    path: search === '' ? path : `${path}?${search}`,
    headers: headers.filter(isComplete),
    ...(listener.host === undefined ? {} : { connect: listener.host }),
  };
}
