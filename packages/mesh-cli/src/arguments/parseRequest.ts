import type { RouteRequest } from '@fairway/mesh-core';
import { InputError } from '@backstage/errors';
import { parseCurl } from './parseCurl';
import { parseHeader } from './parseHeader';
import { parseUrl } from './parseUrl';

const REQUEST_LINE = /^(?:([A-Za-z][A-Za-z-]*)\s+)?(\S+)(?:\s+HTTP\/[\d.]+)?$/;

function parseLine(text: string): RouteRequest {
  const line = REQUEST_LINE.exec(text.trim());
  const isMethodOnly = /^[A-Z]+$/.test(text.trim());
  if (!line || isMethodOnly) {
    throw new InputError(
      `"${text}" is no request: write it as "GET http://host:port/path", or paste a curl command.`,
    );
  }
  const url = parseUrl(line[2]);
  return {
    method: line[1] ?? 'GET',
    scheme: url.scheme,
    host: url.host,
    path: url.path,
    headers: [],
    port: url.port,
  };
}

/**
 * Reads a request: a method and a URL, or a command line of curl.
 *
 * @param headers - more of them, as in `-H`; a `Host` replaces the host of the URL, whose address is called all the same
 * @throws InputError when it is no request
 */
export function parseRequest(
  text: string,
  headers: readonly string[] = [],
): RouteRequest {
  const request = /^\s*curl\s/.test(text) ? parseCurl(text) : parseLine(text);
  const more = headers.map(parseHeader);
  const host = more.findLast(([name]) => name === 'host')?.[1];
  return {
    ...request,
    headers: [...request.headers, ...more.filter(([name]) => name !== 'host')],
    ...(host
      ? { host, connect: request.connect ?? withoutPort(request.host) }
      : {}),
  };
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '');
}
