import { z } from 'zod';
import type { RouteRow } from '@fairway/backstage-plugin-mesh-common';
import type { RequestDraft } from './RequestDraft';

const text = z.string().max(8_192);

/** A request without what is nobody else's business: fit for an address and for the history. */
export const sharedRequestSchema = z.object({
  caller: text,
  method: text,
  url: text,
  headers: z.array(text).max(100),
  cookies: z.array(text).max(100),
  connect: text,
  target: text,
  /** Names of headers, cookies and query parameters whose values were left out. */
  without: z.array(text).max(100),
});

/** What {@link sharedRequestSchema} describes. */
export type SharedRequest = z.infer<typeof sharedRequestSchema>;

/** Parts of names whose values open doors. */
const SECRET =
  /(^|[-_.])(auth|authorization|api-?_?key|token|access|secret|passw(or)?d|session|sid|credentials?|signature|sig|jwt|assertion|[cx]srf|cookie2?)([-_.]|$)|apikey|token$|secret$|^key$|^code$|^state$/i;

/** Credentials under any name: those of HTTP's schemes, and tokens with a signature. */
const SECRET_VALUE = /^(bearer|basic|digest|negotiate)\s|\beyJ[\w-]+\.[\w-]+/i;

/** Whether what stands under a name may open a door. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name);
}

function isSecretLine(line: string): boolean {
  const [name, value = ''] = line.split(/[:;](.*)/s);
  return isSecretName(name.trim()) || SECRET_VALUE.test(value.trim());
}

/** What the rules that were seen ask of cookies, as they write it. */
function cookiePatterns(rows: readonly RouteRow[]): string[] {
  return rows.flatMap(({ match }) =>
    [match.headers?.cookie, match.withoutHeaders?.cookie].flatMap(
      one => one?.exact ?? one?.prefix ?? one?.regex ?? [],
    ),
  );
}

function mentions(pattern: string, name: string): boolean {
  const at = pattern.indexOf(`${name}=`);
  return at === 0 || (at > 0 && !/[\w-]/.test(pattern[at - 1]));
}

/**
 * How a cookie may be shared. `shared`: a rule that readers of the page see has its value anyway. `asked`: a rule names it and takes
 * any value, only its owner can tell. `withheld`: it decides nothing.
 */
function cookieFate(
  cookie: string,
  patterns: readonly string[],
): 'shared' | 'asked' | 'withheld' {
  const [name, value = ''] = cookie.split(/=(.*)/s);
  const naming = patterns.filter(pattern => mentions(pattern, name));
  if (naming.length === 0) {
    return 'withheld';
  }
  return value !== '' && naming.some(pattern => pattern.includes(value))
    ? 'shared'
    : 'asked';
}

/** The query keeps its names; values that open doors go. */
function withoutSecretValues(url: string): { url: string; names: string[] } {
  const [, base, query] = /^([^?]*)(?:\?(.*))?$/s.exec(url) ?? ['', url];
  const names: string[] = [];
  const parts = query?.split('&').map(part => {
    const [name, value] = part.split(/=(.*)/s);
    if (!value || !(isSecretName(name) || SECRET_VALUE.test(value))) {
      return part;
    }
    names.push(name);
    return `${name}=`;
  });
  return { url: parts ? `${base}?${parts.join('&')}` : base, names };
}

/** A request to share, and the cookies that rules name and whose values only the reader may give away. */
export interface Sharing {
  shared: SharedRequest;
  /** Names of cookies. */
  asked: string[];
}

/**
 * Takes out of a request what is a secret: credentials, and cookies that decide nothing.
 *
 * @param draft - made of a request that was read: its URL has no credentials
 * @param rows - the rules that were seen while it was answered
 * @param keepAsked - the reader gives away the values of cookies that rules name
 */
export function shareRequest(
  draft: RequestDraft,
  rows: readonly RouteRow[],
  keepAsked: boolean,
): Sharing {
  const patterns = cookiePatterns(rows);
  const { url, names } = withoutSecretValues(draft.url);
  const target = withoutSecretValues(draft.target);
  const headers = draft.headers.split('\n').filter(line => line !== '');
  const nameOf = (line: string) => line.split(/[:;]/, 1)[0].trim();
  const cookies = draft.cookies
    .split(';')
    .map(cookie => cookie.trim())
    .filter(cookie => cookie !== '')
    .map(cookie => ({ cookie, fate: cookieFate(cookie, patterns) }));
  const isKept = (fate: 'shared' | 'asked' | 'withheld') =>
    fate === 'shared' || (fate === 'asked' && keepAsked);
  const cookieName = (cookie: string) => cookie.split('=', 1)[0];
  return {
    shared: {
      ...draft,
      url,
      target: target.url,
      headers: headers.filter(line => !isSecretLine(line)),
      cookies: cookies
        .filter(({ fate }) => isKept(fate))
        .map(({ cookie }) => cookie),
      without: [
        ...names,
        ...target.names,
        ...headers.filter(isSecretLine).map(nameOf),
        ...cookies
          .filter(({ fate }) => !isKept(fate))
          .map(({ cookie }) => cookieName(cookie)),
      ],
    },
    asked: cookies
      .filter(({ fate }) => fate === 'asked')
      .map(({ cookie }) => cookieName(cookie)),
  };
}

/** A shared request as fields. */
export function draftOfShared(shared: SharedRequest): RequestDraft {
  const { without: _, headers, cookies, ...same } = shared;
  return {
    ...same,
    headers: headers.join('\n'),
    cookies: cookies.join('; '),
  };
}
