import type { VirtualServiceHttpRoute } from '../../resources';
import type { TableAction } from './TableAction';

type Redirect = NonNullable<VirtualServiceHttpRoute['redirect']>;
type RedirectAction = Extract<TableAction, { kind: 'redirect' }>;

/** The listener in whose name a redirect is made. */
export interface RedirectSite {
  port: number;
  tls: boolean;
  /** Whether this version of Istio knows `prefixRewrite`. */
  prefixRewrite: boolean;
}

function portOf(
  { port, derivePort, scheme }: Redirect,
  site: RedirectSite,
): number | undefined {
  const number = derivePort === 'FROM_REQUEST_PORT' ? site.port : port;
  const shown = scheme || (site.tls ? 'https' : 'http');
  const usual = { http: 80, https: 443 }[shown];
  return number && number !== usual ? number : undefined;
}

function pathOf(
  { uri, prefixRewrite }: Redirect,
  site: RedirectSite,
): Partial<RedirectAction> {
  if (uri) {
    return { path: uri };
  }
  return prefixRewrite && site.prefixRewrite ? { prefix: prefixRewrite } : {};
}

/**
 * A redirect of a VirtualService. The usual port of the scheme is not written.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
export function redirectOf(
  redirect: Redirect,
  site: RedirectSite,
): RedirectAction {
  const port = portOf(redirect, site);
  return {
    kind: 'redirect',
    status: redirect.redirectCode || 301,
    ...(redirect.scheme ? { scheme: redirect.scheme } : {}),
    ...(redirect.authority ? { host: redirect.authority } : {}),
    ...(port === undefined ? {} : { port }),
    ...pathOf(redirect, site),
  };
}
