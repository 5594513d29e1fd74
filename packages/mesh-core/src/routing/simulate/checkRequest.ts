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

const LONGEST_QUOTE = 80;

/** What was given, cut where nobody would read on. */
function quoted(text: string): string {
  const short = text.slice(0, LONGEST_QUOTE);
  return short === text ? text || 'Nothing' : `${short}…`;
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

/** All that stands in names, addresses and ports; a proxy takes a user before an `@` too. */
const NOT_IN_HOSTS = /[^!$%&'()*+,\-.:;=@[\]_~0-9A-Za-z]/;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// eslint-disable-next-line no-control-regex -- they are what is looked for
const NOT_IN_VALUES = /[\u0000-\u0008\u000a-\u001f\u007f]/;

function whyHeaderRefused({ headers }: RouteRequest): Refusal | undefined {
  for (const [name, value] of headers) {
    if (!TOKEN.test(name.replace(/^:/, ''))) {
      return refusal(`${quoted(name)} is no name of a header.`);
    }
    if (NOT_IN_VALUES.test(value)) {
      return refusal(
        `The value of the header ${name} holds characters that a proxy does not take.`,
      );
    }
  }
  return undefined;
}

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
  if (NOT_IN_HOSTS.test(host)) {
    return refusal(
      `The host ${quoted(host)} holds characters that a proxy does not take. Names beyond ASCII are sent in punycode, as in xn--bcher-kva.example.`,
    );
  }
  if (!TOKEN.test(method)) {
    return refusal(`${quoted(method)} is no method.`);
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
 * @see https://github.com/envoyproxy/envoy/blob/main/source/common/http/header_utility.cc
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
  const refused = whyRefused(request) ?? whyHeaderRefused(request);
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
