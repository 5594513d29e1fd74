import type { RouteRowDestination } from '@fairway/backstage-plugin-mesh-common';

/** A host of the mesh without what all of them end with. @public */
export function shortHost(host: string): string {
  return host.replace(/\.svc(\..+)?$/, '');
}

/**
 * A destination in a few letters, as in `checkout-primary`, `payments.payments v2`.
 *
 * @param namespace - hosts of it go without it
 * @public
 */
export function rowTarget(
  destination: Pick<RouteRowDestination, 'host' | 'subset'>,
  namespace?: string,
): string {
  const host = shortHost(destination.host);
  const near =
    namespace && host !== destination.host && host.endsWith(`.${namespace}`)
      ? host.slice(0, -namespace.length - 1)
      : host;
  return destination.subset ? `${near} ${destination.subset}` : near;
}
