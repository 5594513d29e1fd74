import type { RouteMatch } from '../table/RouteTable';
import type { TableAction } from '../table/TableAction';
import { rewritePath } from './rewritePath';

type Redirect = Extract<TableAction, { kind: 'redirect' }>;

/** Host and port; brackets of an IPv6 address stay with the host. */
function divide(host: string): [name: string, port: string] {
  const found = /^(\[[^\]]*\]|[^:]*)(:\d+)$/.exec(host);
  return found ? [found[1], found[2]] : [host, ''];
}

/** The usual port of the old scheme is dropped when the scheme changes; any port is, when the redirect gives one. */
function hostFor(
  host: string,
  redirect: Redirect,
  from: string,
  to: string,
): string {
  if (redirect.host) {
    return redirect.host;
  }
  const [name, port] = divide(host);
  const usual = { http: ':80', https: ':443' }[from];
  return redirect.port !== undefined || (to !== from && port === usual)
    ? name
    : host;
}

function pathFor(path: string, match: RouteMatch, redirect: Redirect): string {
  if (redirect.prefix !== undefined) {
    const value = redirect.prefix;
    return rewritePath(path, match, { kind: 'prefix', value });
  }
  if (redirect.path === undefined || redirect.path.includes('?')) {
    return redirect.path ?? rewritePath(path, match, undefined);
  }
  return rewritePath(path, match, { kind: 'full', value: redirect.path });
}

/**
 * Where a redirect sends the client.
 *
 * @param request - its path as it was matched
 * @see https://github.com/envoyproxy/envoy/blob/main/source/common/http/utility.cc
 */
export function redirectLocation(
  redirect: Redirect,
  match: RouteMatch,
  request: { scheme: string; host: string; path: string },
): string {
  const scheme = redirect.scheme ?? request.scheme;
  const host = hostFor(request.host, redirect, request.scheme, scheme);
  const port = redirect.port === undefined ? '' : `:${redirect.port}`;
  return `${scheme}://${host}${port}${pathFor(request.path, match, redirect)}`;
}
