import type { HeaderSite } from './applyHeaders';
import type { HttpRequest } from './HttpRequest';

/**
 * What the values of headers may refer to in a request, before it is changed.
 *
 * @see https://github.com/envoyproxy/envoy/blob/main/source/common/router/header_parser.cc
 */
export function requestSite(
  request: HttpRequest,
  changes: { authority?: string } = {},
): HeaderSite {
  const pseudo: Readonly<Record<string, string>> = {
    ':authority': changes.authority ?? request.host,
    host: changes.authority ?? request.host,
    ':path': request.path,
    ':method': request.method,
    ':scheme': request.scheme,
  };
  return {
    valueOf: name =>
      pseudo[name] ?? request.headers.find(([header]) => header === name)?.[1],
  };
}
