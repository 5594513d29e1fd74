import { RE2JS } from 're2js';
import type { HTTPRouteFilter } from '../../resources';
import { NO_OPERATIONS } from './headerOperations';
import type {
  HeaderOperations,
  PathRewrite,
  TableAction,
  TableCors,
} from './TableAction';

type Filters = readonly HTTPRouteFilter[];
type Modifier = NonNullable<HTTPRouteFilter['requestHeaderModifier']>;
type Redirect = Extract<TableAction, { kind: 'redirect' }>;

function operations(modifier: Modifier | undefined): HeaderOperations {
  if (!modifier) {
    return NO_OPERATIONS;
  }
  const pairs = (
    list: Modifier['set'],
  ): (readonly [name: string, value: string])[] => {
    const found = new Map<string, string>();
    for (const { name, value } of list ?? []) {
      const key = name.toLowerCase();
      found.set(key, found.get(key) ?? value);
    }
    return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  };
  return {
    set: pairs(modifier.set),
    add: pairs(modifier.add),
    remove: (modifier.remove ?? []).map(name => name.toLowerCase()),
  };
}

/**
 * Changes of headers by filters.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/config/kube/gateway/conversion.go
 */
export function filterHeaders(
  filters: Filters,
  way: 'request' | 'response',
): HeaderOperations {
  const found = filters.find(
    filter =>
      (way === 'request'
        ? filter.requestHeaderModifier
        : filter.responseHeaderModifier) !== undefined,
  );
  return operations(
    way === 'request'
      ? found?.requestHeaderModifier
      : found?.responseHeaderModifier,
  );
}

function trimmed(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

/** Takes a prefix away and leaves one slash. */
function withoutPrefix(pathElements: string | undefined): PathRewrite {
  return {
    kind: 'regex',
    pattern: `^${RE2JS.quote(pathElements ?? '')}(/?)(.*)`,
    substitution: '/\\2',
  };
}

/**
 * The rewrite of a URLRewrite filter.
 *
 * @param pathElements - prefix of the match, when it has one
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/config/kube/gateway/conversion.go
 */
export function filterRewrite(
  filters: Filters,
  pathElements: string | undefined,
): { rewrite?: PathRewrite; authority?: string } {
  const found = filters.find(({ urlRewrite }) => urlRewrite)?.urlRewrite;
  const authority = found?.hostname ? { authority: found.hostname } : {};
  const path = found?.path;
  if (path?.replaceFullPath !== undefined) {
    const rewrite = { kind: 'full' as const, value: path.replaceFullPath };
    return { rewrite, ...authority };
  }
  if (path?.replacePrefixMatch === undefined) {
    return authority;
  }
  const value = trimmed(path.replacePrefixMatch);
  return {
    rewrite:
      value === '' ? withoutPrefix(pathElements) : { kind: 'prefix', value },
    ...authority,
  };
}

/**
 * The redirect of a RequestRedirect filter. The port of the request stays unless the scheme is changed.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/config/kube/gateway/conversion.go
 */
export function filterRedirect(
  filters: Filters,
  site: { port: number; tls: boolean },
): Redirect | undefined {
  const found = filters.find(
    ({ requestRedirect }) => requestRedirect,
  )?.requestRedirect;
  if (!found) {
    return undefined;
  }
  const { scheme, hostname, path, statusCode } = found;
  const asked = found.port ?? (scheme ? undefined : site.port);
  const usual =
    (scheme ?? (site.tls ? 'https' : 'http')) === 'https' ? 443 : 80;
  return {
    kind: 'redirect',
    status: statusCode ?? 302,
    ...(scheme ? { scheme } : {}),
    ...(hostname ? { host: hostname } : {}),
    ...(asked && asked !== usual ? { port: asked } : {}),
    ...(path?.replaceFullPath === undefined
      ? {}
      : { path: path.replaceFullPath }),
    ...(path?.replacePrefixMatch === undefined
      ? {}
      : { prefix: trimmed(path.replacePrefixMatch) }),
  };
}

/**
 * Share of the requests that a RequestMirror filter copies.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/config/kube/gateway/conversion.go
 */
export function mirrorPercent({
  percent,
  fraction,
}: NonNullable<HTTPRouteFilter['requestMirror']>): number {
  return fraction
    ? (100 * fraction.numerator) / (fraction.denominator ?? 100)
    : (percent ?? 100);
}

/** Origins may hold a star for a part. */
function originMatch(origin: string): TableCors['allowOrigins'][number] {
  return origin === '*' || !origin.includes('*')
    ? { exact: origin }
    : { regex: origin.split('*').map(RE2JS.quote).join('.*') };
}

/**
 * The CORS filter.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/config/kube/gateway/conversion.go
 */
export function filterCors(filters: Filters): { cors?: TableCors } {
  const found = filters.find(({ cors }) => cors)?.cors;
  if (!found) {
    return {};
  }
  const joined = (key: string, texts: readonly string[] | undefined) =>
    texts?.length ? { [key]: texts.join(',') } : {};
  return {
    cors: {
      allowOrigins: (found.allowOrigins ?? []).map(originMatch),
      ...joined('allowMethods', found.allowMethods),
      ...joined('allowHeaders', found.allowHeaders),
      ...joined('exposeHeaders', found.exposeHeaders),
      ...(found.allowCredentials ? { allowCredentials: true } : {}),
      forwardUnmatched: true,
    },
  };
}
