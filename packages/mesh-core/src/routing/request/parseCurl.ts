import type { RouteRequest } from '../simulate/Outcome';
import { BODY, curlHeaders } from './curlHeaders';
import {
  curlArguments,
  type CurlArgument,
  type CurlOption,
} from './curlOptions';
import { isToken } from './parseHeader';
import { parseUrl, type RequestUrl } from './parseUrl';
import type { RequestText } from './RequestText';
import { RequestTextError } from './RequestTextError';
import { shellWords } from './shellWords';

function encoded(value: string): string {
  const [, name, content] = /^([^=]*=)?(.*)$/s.exec(value) ?? ['', '', value];
  return `${name === '=' ? '' : (name ?? '')}${encodeURIComponent(content)}`;
}

/** With `-G` the data are a part of the query. */
function queryOf(args: readonly CurlArgument[]): string[] {
  const isGet = args.some(({ option }) => option === 'get');
  return args.flatMap(({ option, value }) => {
    if (option === 'query') {
      return [value.startsWith('+') ? value.slice(1) : encoded(value)];
    }
    if (!isGet) {
      return [];
    }
    if (option === 'data') {
      return [value];
    }
    return option === 'urlencode' ? [encoded(value)] : [];
  });
}

function pathOf(args: readonly CurlArgument[], { path }: RequestUrl): string {
  const target = args.findLast(({ option }) => option === 'target')?.value;
  if (target) {
    return target;
  }
  const query = queryOf(args);
  return query.length === 0
    ? path
    : `${path}${path.includes('?') ? '&' : '?'}${query.join('&')}`;
}

function checkedMethod(method: string): string {
  if (!isToken(method)) {
    throw new RequestTextError(
      'method',
      method,
      `"${method}" is no method: write one as GET is.`,
    );
  }
  return method;
}

function methodOf(args: readonly CurlArgument[]): string {
  const has = (option: CurlOption): boolean =>
    args.some(argument => argument.option === option);
  const said = args.findLast(({ option }) => option === 'method')?.value;
  if (said) {
    return checkedMethod(said);
  }
  if (has('head')) {
    return 'HEAD';
  }
  if (has('upload')) {
    return 'PUT';
  }
  const hasBody = args.some(({ option }) => BODY.includes(option));
  return hasBody && !has('get') ? 'POST' : 'GET';
}

const OUTSIDE_BRACKETS = /:(?![^[]*\])/;

interface Address {
  connect: string;
  port: number;
}

/** `--connect-to` and `--resolve` hold for a host and a port of the URL; what is left empty is any. */
function isMeantFor(
  { hostname, port }: RequestUrl,
  [host, onPort]: readonly string[],
): boolean {
  const isHost = !host || host === '*' || host === hostname;
  return isHost && (!onPort || Number(onPort) === port);
}

/** The address that is called when it is not the one of the URL. */
function addressOf(
  args: readonly CurlArgument[],
  url: RequestUrl,
): Address | undefined {
  for (const { option, value } of args) {
    const [host, onPort, toHost, toPort] = value
      .replace(/^\+/, '')
      .split(OUTSIDE_BRACKETS);
    if (isMeantFor(url, [host, onPort])) {
      if (option === 'resolve' && toHost) {
        return { connect: toHost, port: url.port };
      }
      if (option === 'connectTo' && (toHost || toPort)) {
        return {
          connect: toHost || url.hostname,
          port: Number(toPort || url.port),
        };
      }
    }
  }
  return undefined;
}

/** The only URL of the command. */
function urlOf(args: readonly CurlArgument[]): RequestUrl {
  const [url, ...others] = args
    .filter(({ option }) => option === 'url')
    .map(({ value }) => value);
  if (!url) {
    throw new RequestTextError('no-url', '', 'The curl command names no URL.');
  }
  if (others.length > 0) {
    const all = [url, ...others].join(', ');
    throw new RequestTextError(
      'several',
      all,
      `The curl command has several URLs, keep one: ${all}`,
    );
  }
  return parseUrl(url);
}

/**
 * Reads a command line of curl. Nothing is run, no file is read.
 *
 * @throws RequestTextError when it names no request
 * @see https://curl.se/docs/manpage.html
 */
export function parseCurl(text: string): RequestText {
  const { words, literal, rest } = shellWords(text);
  const args = curlArguments(words.slice(1));
  const url = urlOf(args);
  const headers = curlHeaders(args, url);
  const host = headers.find(([name]) => name === 'host')?.[1];
  const address = addressOf(args, url);
  const request: RouteRequest = {
    method: methodOf(args),
    scheme: url.scheme,
    host: host ?? url.host,
    path: pathOf(args, url),
    headers: headers.filter(([name]) => name !== 'host'),
    port: address?.port ?? url.port,
    ...(address || host ? { connect: address?.connect ?? url.hostname } : {}),
  };
  return { request, literal, rest };
}
