import type { StringMatch } from '../../resources';
import type { RouteMatch } from '../table/RouteTable';
import { splitPath, type HttpRequest, type PathParts } from './HttpRequest';
import {
  askMatcher,
  textMatcher,
  type PreparedText,
  type TextOptions,
  type TextTest,
} from './textMatcher';
import { PatternWork } from '../patterns/PatternWork';

/**
 * Why a request does not match: the first field that failed.
 *
 * @public
 */
export interface MatchFailure {
  field:
    | 'uri'
    | 'scheme'
    | 'method'
    | 'authority'
    | 'headers'
    | 'withoutHeaders'
    | 'queryParams';
  /** Of the header or query parameter. */
  name?: string;
  /** Set when the comparison cannot be made: what RE2 says about the pattern. */
  problem?: string;
}

/** A request whose path was split once for all routes. */
export type SplitRequest = HttpRequest & { parts: PathParts };

/** Gives the first field that fails, nothing when the request matches. */
export type HttpMatcher = (
  request: HttpRequest | SplitRequest,
  /** Of the answer that the comparison is for; its own where there is none. */
  work?: PatternWork,
) => MatchFailure | undefined;

/** What differs between versions of Istio. */
export interface MatchOptions {
  /** Up to Istio 1.30 the lines of a repeated header are joined by `,` before they are compared; since 1.31 each stands for itself. */
  joinRepeatedHeaders?: boolean;
  /** Bytes of the longest regular expression that is taken. */
  longestPattern?: number;
}

type Seen = SplitRequest;
type Check = (request: Seen, work: PatternWork) => MatchFailure | undefined;

/** A proxy of the mesh believes the header `x-forwarded-proto` of the client. */
function schemeOf({ headers, scheme }: HttpRequest): string {
  const forwarded = headers.find(([name]) => name === 'x-forwarded-proto')?.[1];
  return forwarded === 'http' || forwarded === 'https' ? forwarded : scheme;
}

/** Header names that mean a part of the request line. */
const PSEUDO_HEADERS: Readonly<Record<string, (request: Seen) => string>> = {
  ':method': ({ method }) => method,
  ':scheme': schemeOf,
  ':authority': ({ host }) => host,
  host: ({ host }) => host,
  ':path': ({ path }) => path,
};

function linesOf(request: Seen, name: string, options: MatchOptions): string[] {
  const pseudo = PSEUDO_HEADERS[name];
  if (pseudo) {
    return [pseudo(request)];
  }
  const lines = request.headers
    .filter(([header]) => header === name)
    .map(([, value]) => value);
  return options.joinRepeatedHeaders && lines.length > 1
    ? [lines.join(',')]
    : lines;
}

function failureOf(
  failure: MatchFailure,
  prepared: PreparedText,
  work: PatternWork,
  ask: (test: TextTest) => boolean,
  present: boolean,
): MatchFailure | undefined {
  const answer = askMatcher(prepared(work), ask, present, work);
  if (typeof answer === 'object') {
    return { ...failure, ...answer };
  }
  return answer ? undefined : failure;
}

/** One text that is always there. */
function one(
  field: MatchFailure['field'],
  match: StringMatch | undefined,
  read: (request: Seen) => string,
  options: TextOptions,
): Check[] {
  if (!match) {
    return [];
  }
  const matcher = textMatcher(match, options);
  return [
    (request, work) =>
      failureOf({ field }, matcher, work, test => test(read(request)), true),
  ];
}

function headerChecks(match: RouteMatch, options: MatchOptions): Check[] {
  return Object.entries(match.headers ?? {}).map(([key, value]) => {
    const name = key.toLowerCase();
    const matcher = textMatcher(value, options);
    return (request, work) => {
      const lines = linesOf(request, name, options);
      return failureOf(
        { field: 'headers', name: key },
        matcher,
        work,
        test => lines.some(test),
        lines.length > 0,
      );
    };
  });
}

/** A value that must not be there. A header that is not sent counts as empty, so `.*` excludes every request. */
function withoutHeaderChecks(
  match: RouteMatch,
  options: MatchOptions,
): Check[] {
  return Object.entries(match.withoutHeaders ?? {}).map(([key, value]) => {
    const name = key.toLowerCase();
    const matcher = textMatcher(value, options);
    return (request, work) => {
      const lines = linesOf(request, name, options);
      const values = lines.length > 0 ? lines : [''];
      return failureOf(
        { field: 'withoutHeaders', name: key },
        matcher,
        work,
        test => !values.some(test),
        lines.length === 0,
      );
    };
  });
}

/** Whole elements of the path: `/a` takes `/a` and `/a/b`. */
function elementChecks({ pathElements, ignoreUriCase }: RouteMatch): Check[] {
  if (pathElements === undefined) {
    return [];
  }
  const fold = (text: string) => (ignoreUriCase ? text.toLowerCase() : text);
  const wanted = fold(pathElements);
  return [
    ({ parts }) => {
      const path = fold(parts.path);
      return path === wanted || path.startsWith(`${wanted}/`)
        ? undefined
        : { field: 'uri' };
    },
  ];
}

function queryChecks(match: RouteMatch, options: MatchOptions): Check[] {
  return Object.entries(match.queryParams ?? {}).map(([name, value]) => {
    const matcher = textMatcher(value, options);
    return ({ parts }, work) => {
      const found = parts.query.get(name);
      return failureOf(
        { field: 'queryParams', name },
        matcher,
        work,
        test => found !== undefined && test(found),
        found !== undefined,
      );
    };
  });
}

/**
 * Compiles what one entry of `http[].match` asks of a request; all its fields must hold. What depends on the caller (`gateways`, `port`,
 * `sourceLabels`, `sourceNamespace`) is decided before, when routes are made for a proxy.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
export function httpMatcher(
  match: RouteMatch,
  options: MatchOptions = {},
): HttpMatcher {
  const checks: Check[] = [
    ...one('uri', match.uri, ({ parts }) => parts.path, {
      ...options,
      ignoreCase: match.ignoreUriCase === true,
    }),
    ...elementChecks(match),
    ...one('scheme', match.scheme, schemeOf, options),
    ...one('method', match.method, ({ method }) => method, options),
    ...one('authority', match.authority, ({ host }) => host, options),
    ...headerChecks(match, options),
    ...withoutHeaderChecks(match, options),
    ...queryChecks(match, options),
  ];
  return (request, work = new PatternWork()) => {
    const seen: Seen =
      'parts' in request
        ? request
        : { ...request, parts: splitPath(request.path) };
    for (const check of checks) {
      const failure = check(seen, work);
      if (failure) {
        return failure;
      }
    }
    return undefined;
  };
}
