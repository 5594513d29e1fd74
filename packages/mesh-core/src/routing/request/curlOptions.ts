import { RequestTextError } from './RequestTextError';

/** What the options of curl mean for a request that is only looked at. `value`: takes one, which does not matter here. */
export type CurlOption =
  | 'method'
  | 'header'
  | 'cookie'
  | 'get'
  | 'head'
  | 'data'
  | 'urlencode'
  | 'json'
  | 'form'
  | 'agent'
  | 'user'
  | 'bearer'
  | 'referer'
  | 'resolve'
  | 'connectTo'
  | 'target'
  | 'query'
  | 'upload'
  | 'url'
  | 'value';

const LONG: Readonly<Record<string, CurlOption>> = {
  request: 'method',
  header: 'header',
  cookie: 'cookie',
  get: 'get',
  head: 'head',
  data: 'data',
  'data-ascii': 'data',
  'data-binary': 'data',
  'data-raw': 'data',
  'data-urlencode': 'urlencode',
  json: 'json',
  form: 'form',
  'form-string': 'form',
  'user-agent': 'agent',
  user: 'user',
  'oauth2-bearer': 'bearer',
  referer: 'referer',
  resolve: 'resolve',
  'connect-to': 'connectTo',
  'request-target': 'target',
  'url-query': 'query',
  'upload-file': 'upload',
  url: 'url',
};

const SHORT: Readonly<Record<string, CurlOption>> = {
  X: 'method',
  H: 'header',
  b: 'cookie',
  G: 'get',
  I: 'head',
  d: 'data',
  F: 'form',
  A: 'agent',
  u: 'user',
  e: 'referer',
  T: 'upload',
};

/** Options that take a value and change nothing that a proxy of the mesh sees. */
const VALUES = new Set([
  ...['cacert', 'capath', 'cert', 'cert-type', 'key', 'key-type', 'ciphers'],
  ...['connect-timeout', 'max-time', 'max-redirs', 'retry', 'retry-delay'],
  ...['output', 'write-out', 'cookie-jar', 'config', 'interface', 'limit-rate'],
  ...['proxy', 'noproxy', 'pass', 'dump-header', 'trace', 'trace-ascii'],
  ...['stderr', 'range', 'unix-socket', 'dns-servers'],
  ...[
    'retry-max-time',
    'keepalive-time',
    'local-port',
    'tls-max',
    'netrc-file',
  ],
]);

const SHORT_VALUES = new Set('cCDEKmoPQrtUwxyYz');

/** Options of curl that stand alone in a request. */
const WITHOUT_VALUE = new Set<CurlOption>(['get', 'head']);

/** An option of a command line of curl with its value. */
export interface CurlArgument {
  /** `undefined` for an option without value that does not matter. */
  option: CurlOption | undefined;
  value: string;
}

function valueOf(option: string, value: string | undefined): string {
  if (value === undefined) {
    throw new RequestTextError(
      'value',
      option,
      `A value is missing after ${option}.`,
    );
  }
  return value;
}

function longArgument(
  word: string,
  next: () => string | undefined,
): CurlArgument {
  const [name, inline] = word.slice(2).split(/=(.*)/s);
  const option = LONG[name] ?? (VALUES.has(name) ? 'value' : undefined);
  const takesValue = option !== undefined && !WITHOUT_VALUE.has(option);
  return {
    option,
    value: takesValue ? valueOf(`--${name}`, inline ?? next()) : '',
  };
}

/** Short options may stand together, and the value may follow at once: `-sXPOST`. */
function shortArguments(
  word: string,
  next: () => string | undefined,
): CurlArgument[] {
  const found: CurlArgument[] = [];
  for (let at = 1; at < word.length; at++) {
    const letter = word[at];
    const option =
      SHORT[letter] ?? (SHORT_VALUES.has(letter) ? 'value' : undefined);
    if (option !== undefined && !WITHOUT_VALUE.has(option)) {
      const rest = word.slice(at + 1);
      const value = rest === '' ? valueOf(`-${letter}`, next()) : rest;
      return [...found, { option, value }];
    }
    found.push({ option, value: '' });
  }
  return found;
}

/**
 * Reads the words behind `curl`. What stands alone is a URL.
 *
 * @throws RequestTextError when an option lacks its value
 * @see https://curl.se/docs/manpage.html
 */
export function curlArguments(words: readonly string[]): CurlArgument[] {
  const found: CurlArgument[] = [];
  let at = 0;
  const next = (): string | undefined => {
    const word = words[at];
    at += 1;
    return word;
  };
  while (at < words.length) {
    const word = next() ?? '';
    if (word.startsWith('--') && word.length > 2) {
      found.push(longArgument(word, next));
    } else if (word.startsWith('-') && word.length > 1) {
      found.push(...shortArguments(word, next));
    } else {
      found.push({ option: 'url', value: word });
    }
  }
  return found;
}
