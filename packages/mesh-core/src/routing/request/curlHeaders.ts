import type { CurlArgument, CurlOption } from './curlOptions';
import { parseHeader } from './parseHeader';
import type { RequestUrl } from './parseUrl';

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

/** Options with a body. */
export const BODY: readonly (CurlOption | undefined)[] = [
  'data',
  'urlencode',
  'json',
  'form',
];

function basic(user: string): string {
  const bytes = new TextEncoder().encode(user);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/**
 * The header lines of a command. What `-H` says comes first; curl adds only what is not there. `-H 'name:'` takes out what curl would
 * add.
 *
 * @see https://curl.se/docs/manpage.html#-H
 */
export function curlHeaders(
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
