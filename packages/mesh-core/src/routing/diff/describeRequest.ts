import type { RouteRequest } from '../simulate/Outcome';

/** What need not be said, or is said in another way. */
export interface RequestWords {
  /** The host that goes without saying. */
  usualHost?: string;
  /** The host stands for all that no rule names. */
  isAnyOtherHost?: boolean;
  /** The request is never read: only the connection counts. */
  isConnection?: boolean;
}

function whereTo(
  { host, connect }: RouteRequest,
  { usualHost, isAnyOtherHost, isConnection }: RequestWords,
): string[] {
  const to = isAnyOtherHost ? `any other host (${host})` : host;
  return [
    ...(host === usualHost && !isAnyOtherHost
      ? []
      : [`${isConnection ? 'for' : 'at'} ${to}`]),
    ...(connect === undefined ? [] : [`on the address of ${connect}`]),
  ];
}

/** A request in one line, as in `GET /api with x-user-group: beta`. */
export function describeRequest(
  request: RouteRequest,
  words: RequestWords = {},
): string {
  const { method, path, headers, scheme, port } = request;
  const place = whereTo(request, words);
  if (words.isConnection) {
    const name = scheme === 'https' ? 'TLS connection' : 'Connection';
    return [`${name} to port ${port}`, ...place].join(' ');
  }
  const lines = headers.map(([name, value]) =>
    value === '' ? `${name} empty` : `${name}: ${value}`,
  );
  return [
    `${method} ${path}`,
    ...place,
    ...(scheme === 'https' ? ['over TLS'] : []),
    ...(lines.length === 0 ? [] : [`with ${lines.join(', ')}`]),
  ].join(' ');
}
