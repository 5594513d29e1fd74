import type { RouteRequest } from '@fairway/mesh-core';
import { InputError } from '@backstage/errors';
import {
  curlArguments,
  type CurlArgument,
  type CurlOption,
} from './curlOptions';
import { parseHeader } from './parseHeader';
import { parseUrl, type RequestUrl } from './parseUrl';
import { shellWords } from './shellWords';

const FORM = 'application/x-www-form-urlencoded';

/** Header lines that options other than `-H` stand for. */
const HEADERS_OF: Partial<
  Record<CurlOption, (value: string) => [name: string, value: string][]>
> = {
  data: () => [['content-type', FORM]],
  urlencode: () => [['content-type', FORM]],
  json: () => [
    ['content-type', 'application/json'],
    ['accept', 'application/json'],
  ],
  form: () => [['content-type', 'multipart/form-data']],
  agent: value => [['user-agent', value]],
  user: value => [['authorization', basic(value)]],
  bearer: value => [['authorization', `Bearer ${value}`]],
  referer: value => [['referer', value]],
};

const OWN_HEADERS: [name: string, value: string][] = [
  ['user-agent', 'curl/8'],
  ['accept', '*/*'],
];

const BODY: readonly (CurlOption | undefined)[] = [
  'data',
  'urlencode',
  'json',
  'form',
];

function basic(user: string): string {
  return `Basic ${Buffer.from(user).toString('base64')}`;
}

/** What `-H` says comes first; curl adds only what is not there. `-H 'name:'` takes out what curl would add. */
function headersOf(
  args: readonly CurlArgument[],
  url: RequestUrl,
): [string, string][] {
  const isGet = args.some(({ option }) => option === 'get');
  const said = args
    .filter(({ option }) => option === 'header')
    .map(({ value }) => ({
      header: parseHeader(value),
      isEmpty: /^[^:]+:\s*$/.test(value),
    }));
  // A value without "=" names a file of cookies, which is not read.
  const cookies = args
    .filter(({ option, value }) => option === 'cookie' && value.includes('='))
    .map(({ value }) => value);
  const names = new Set(said.map(({ header: [name] }) => name));
  const added: [string, string][] = [];
  const add = (lines: [string, string][]): void => {
    for (const [name, value] of lines) {
      if (!names.has(name)) {
        names.add(name);
        added.push([name, value]);
      }
    }
  };
  if (cookies.length > 0) {
    add([['cookie', cookies.join('; ')]]);
  }
  for (const { option, value } of args) {
    if (option && !(isGet && BODY.includes(option))) {
      add(HEADERS_OF[option]?.(value) ?? []);
    }
  }
  if (url.userInfo !== undefined) {
    add([['authorization', basic(url.userInfo)]]);
  }
  add(OWN_HEADERS);
  return [
    ...said.filter(({ isEmpty }) => !isEmpty).map(({ header }) => header),
    ...added,
  ];
}

function encoded(value: string): string {
  const [, name, content] = /^([^=]*=)?(.*)$/s.exec(value) ?? ['', '', value];
  return `${name === '=' ? '' : (name ?? '')}${encodeURIComponent(content)}`;
}

/** With `-G` the data are the query. */
function pathOf(args: readonly CurlArgument[], { path }: RequestUrl): string {
  const data = args.flatMap(({ option, value }) => {
    if (option === 'data') {
      return [value];
    }
    return option === 'urlencode' ? [encoded(value)] : [];
  });
  if (!args.some(({ option }) => option === 'get') || data.length === 0) {
    return path;
  }
  return `${path}${path.includes('?') ? '&' : '?'}${data.join('&')}`;
}

function methodOf(args: readonly CurlArgument[]): string {
  const has = (option: CurlOption): boolean =>
    args.some(argument => argument.option === option);
  const said = args.findLast(({ option }) => option === 'method')?.value;
  if (said) {
    return said;
  }
  if (has('head')) {
    return 'HEAD';
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
    const [host, onPort, toHost, toPort] = value.split(OUTSIDE_BRACKETS);
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

/**
 * Reads a command line of curl. Nothing is run, no file is read.
 *
 * @throws InputError when it names no request
 */
export function parseCurl(text: string): RouteRequest {
  const args = curlArguments(shellWords(text).slice(1));
  const target = args.find(({ option }) => option === 'url')?.value;
  if (!target) {
    throw new InputError('The curl command names no URL.');
  }
  const url = parseUrl(target);
  const headers = headersOf(args, url);
  const host = headers.find(([name]) => name === 'host')?.[1];
  const address = addressOf(args, url);
  return {
    method: methodOf(args),
    scheme: url.scheme,
    host: host ?? url.host,
    path: pathOf(args, url),
    headers: headers.filter(([name]) => name !== 'host'),
    port: address?.port ?? url.port,
    ...(address || host ? { connect: address?.connect ?? url.hostname } : {}),
  };
}
