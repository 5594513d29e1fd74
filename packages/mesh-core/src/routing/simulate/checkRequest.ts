import { normalizePath, type PathNormalization } from './normalizePath';
import type { Outcome, RouteRequest } from './Outcome';

type Refusal = Extract<Outcome, { outcome: 'rejected' }>;

/** A request as the proxy reads it, or why it does not. */
export interface CheckedRequest {
  request: RouteRequest;
  refused?: Refusal;
}

/** Takes scheme and authority out of a request line that holds a whole URL. */
function originForm(request: RouteRequest): RouteRequest {
  const found = /^https?:\/\/([^/?#]*)([/?#].*)?$/i.exec(request.path);
  if (!found) {
    return request;
  }
  const rest = found[2] ?? '/';
  return {
    ...request,
    host: found[1] || request.host,
    path: rest.startsWith('/') ? rest : `/${rest}`,
  };
}

function refusal(detail: string, status = 400): Refusal {
  return { outcome: 'rejected', status, detail };
}

/** What Envoy takes when nobody says otherwise. Versions before 2026 take less: 60 kB and 100. */
const MOST_KILOBYTES = 128;
const MOST_HEADERS = 1_000;

function isLarge({ method, host, path, headers }: RouteRequest): boolean {
  let size = method.length + host.length + path.length;
  for (const [name, value] of headers) {
    size += name.length + value.length;
  }
  return size > MOST_KILOBYTES * 1_024;
}

function whyTooLarge(request: RouteRequest): Refusal | undefined {
  if (request.headers.length > MOST_HEADERS) {
    return refusal(
      `The request has ${request.headers.length} headers; a proxy takes ${MOST_HEADERS}.`,
      431,
    );
  }
  return isLarge(request)
    ? refusal(
        `The headers of the request are larger than ${MOST_KILOBYTES} kB, which a proxy does not take.`,
        431,
      )
    : undefined;
}

/** ASCII control characters and blanks cannot stand in a request line. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const UNPRINTABLE = /[\u0000-\u0020\u007f]/;

function whyRefused({
  host,
  path,
  port,
  method,
}: RouteRequest): Refusal | undefined {
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    return refusal(`${port} is no port: use 1 to 65535.`);
  }
  if (host === '' || UNPRINTABLE.test(host)) {
    return refusal('The request names no host.');
  }
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(method)) {
    return refusal(`${method || 'Nothing'} is no method.`);
  }
  if (UNPRINTABLE.test(path)) {
    return refusal('The path holds characters that must be encoded.');
  }
  if (!path.startsWith('/') && !(path === '*' && method === 'OPTIONS')) {
    return refusal('The path does not begin with a slash.');
  }
  return undefined;
}

/**
 * Reads a request as the HTTP codec of the proxy does: header names in lower case, the path normalised; refuses what is no request.
 *
 * @see https://github.com/envoyproxy/envoy/blob/main/source/common/http/conn_manager_utility.cc
 * @see https://github.com/envoyproxy/envoy/blob/main/envoy/http/codec_runtime_overrides.h
 */
export function checkRequest(
  given: RouteRequest,
  normalization: PathNormalization,
): CheckedRequest {
  const tooLarge = whyTooLarge(given);
  if (tooLarge) {
    return { request: given, refused: tooLarge };
  }
  const request = originForm(given);
  const refused = whyRefused(request);
  if (refused) {
    return { request, refused };
  }
  const path = normalizePath(request.path, normalization);
  const headers = request.headers.every(([name]) => name === name.toLowerCase())
    ? request.headers
    : request.headers.map(
        ([name, value]) => [name.toLowerCase(), value] as const,
      );
  return normalization !== 'NONE' && /%00/.test(path.split('?', 1)[0])
    ? { request, refused: refusal('The path cannot be normalised.') }
    : { request: { ...request, path, headers } };
}
