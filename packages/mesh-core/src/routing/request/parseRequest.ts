import type { RouteRequest } from '../simulate/Outcome';
import { parseCurl } from './parseCurl';
import { parseHeader } from './parseHeader';
import { parseUrl } from './parseUrl';
import type { RequestText } from './RequestText';
import { RequestTextError } from './RequestTextError';

/** Characters that are read; what is longer is no request that a proxy takes. */
const MAX_TEXT = 100_000;

const REQUEST_LINE = /^(?:([A-Za-z][A-Za-z-]*)\s+)?(\S+)(?:\s+HTTP\/[\d.]+)?$/;

/** A command of curl, also with the prompt that it was copied with. */
const CURL = /^(?:[$%#>]\s+)?(curl(?:\.exe)?\s.*)$/s;

function parseLine(text: string): RouteRequest {
  const line = REQUEST_LINE.exec(text);
  const isMethodOnly = /^[A-Z]+$/.test(text);
  if (!line || isMethodOnly) {
    throw new RequestTextError(
      'request',
      text,
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

function parseText(text: string): RequestText {
  if (text.length > MAX_TEXT) {
    throw new RequestTextError(
      'too-long',
      `${MAX_TEXT}`,
      `The text is longer than ${MAX_TEXT} characters.`,
    );
  }
  if (text === '') {
    throw new RequestTextError('empty', '', '"" is no request: it is empty.');
  }
  const command = text === 'curl' ? 'curl ' : CURL.exec(text)?.[1];
  return command === undefined
    ? { request: parseLine(text), literal: [], rest: '' }
    : parseCurl(command);
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '');
}

/**
 * Reads a request: a method and a URL, or a command line of curl. Nothing is run or sent.
 *
 * @param headers - more of them, as in `-H`; a `Host` replaces the host of the URL, whose address is called all the same
 * @throws RequestTextError when it is no request
 * @see https://curl.se/docs/manpage.html
 * @public
 */
export function parseRequest(
  text: string,
  headers: readonly string[] = [],
): RequestText {
  const read = parseText(text.trim());
  const { request } = read;
  const more = headers.map(parseHeader);
  const host = more.findLast(([name]) => name === 'host')?.[1];
  return {
    ...read,
    request: {
      ...request,
      headers: [
        ...request.headers,
        ...more.filter(([name]) => name !== 'host'),
      ],
      ...(host
        ? { host, connect: request.connect ?? withoutPort(request.host) }
        : {}),
    },
  };
}
