import type { StringMatch } from '../../resources';
import type { TableRoute } from '../table/RouteTable';
import type { HeaderOperations, TableCors } from '../table/TableAction';
import { routeName } from './forwardOutcome';
import type { HttpRequest } from './HttpRequest';
import type { Outcome } from './Outcome';
import type { PatternWork } from '../patterns/PatternWork';
import { askMatcher, textMatcher, type PreparedText } from './textMatcher';

const matchers = new WeakMap<StringMatch, PreparedText>();

function headerOf({ headers }: HttpRequest, name: string): string | undefined {
  return headers.find(([header]) => header === name)?.[1] || undefined;
}

function allows(
  { allowOrigins }: TableCors,
  origin: string,
  work: PatternWork,
): boolean {
  return allowOrigins.some(match => {
    if (match.exact === '*') {
      return true;
    }
    const matcher = matchers.get(match) ?? textMatcher(match);
    matchers.set(match, matcher);
    return askMatcher(matcher(work), test => test(origin), true, work) === true;
  });
}

/**
 * The answer of the CORS filter to a preflight request; nothing when it goes on.
 *
 * @see https://github.com/envoyproxy/envoy/blob/main/source/extensions/filters/http/cors/cors_filter.cc
 */
export function corsAnswer(
  cors: TableCors | undefined,
  route: TableRoute,
  request: HttpRequest,
  work: PatternWork,
): Outcome | undefined {
  const origin = headerOf(request, 'origin');
  const isPreflight =
    request.method === 'OPTIONS' &&
    headerOf(request, 'access-control-request-method') !== undefined;
  if (!cors || !origin || !isPreflight) {
    return undefined;
  }
  const allowed = allows(cors, origin, work);
  if (!allowed && cors.forwardUnmatched) {
    return undefined;
  }
  return {
    outcome: 'cors_preflight',
    status: 200,
    route: routeName(route),
    allowOrigin: allowed ? origin : null,
    allowMethods: allowed ? (cors.allowMethods ?? null) : null,
  };
}

/**
 * The headers that the CORS filter adds to the answer of a request from an origin that is allowed.
 *
 * @see https://github.com/envoyproxy/envoy/blob/main/source/extensions/filters/http/cors/cors_filter.cc
 */
export function corsHeaders(
  cors: TableCors | undefined,
  request: HttpRequest,
  work: PatternWork,
): HeaderOperations | undefined {
  const origin = headerOf(request, 'origin');
  if (!cors || !origin || !allows(cors, origin, work)) {
    return undefined;
  }
  const set: [string, string][] = [['access-control-allow-origin', origin]];
  if (cors.allowCredentials) {
    set.push(['access-control-allow-credentials', 'true']);
  }
  if (cors.exposeHeaders) {
    set.push(['access-control-expose-headers', cors.exposeHeaders]);
  }
  return { set, add: [], remove: [] };
}
