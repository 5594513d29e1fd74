import { KubernetesObject, nameOf, namespaceOf } from '../../kubernetes';
import { selects } from '../workloadShapes';
import { GatewayObject, Listener, Reference, RouteObject } from './shapes';

/** Namespaces of the cluster, by name. */
export type Namespaces = ReadonlyMap<string, KubernetesObject>;

function admitsNamespace(
  { allowedRoutes }: Listener,
  gatewayNamespace: string,
  routeNamespace: string,
  namespaces: Namespaces,
): boolean {
  const { from = 'Same', selector } = allowedRoutes?.namespaces ?? {};
  switch (from) {
    case 'All':
      return true;
    case 'Selector':
      return selects(
        selector?.matchLabels,
        namespaces.get(routeNamespace)?.metadata.labels,
      );
    default:
      return from === 'Same' && routeNamespace === gatewayNamespace;
  }
}

function covers(wide: string, narrow: string): boolean {
  return (
    wide === narrow || (wide.startsWith('*.') && narrow.endsWith(wide.slice(1)))
  );
}

function sharesHost({ hostname }: Listener, { spec }: RouteObject): boolean {
  const { hostnames = [] } = spec;
  return (
    hostname === undefined ||
    hostnames.length === 0 ||
    hostnames.some(host => covers(hostname, host) || covers(host, hostname))
  );
}

/** True when a reference of a route means this Gateway. */
export function namesGateway(
  parent: Reference,
  route: RouteObject,
  gateway: GatewayObject,
): boolean {
  return (
    (parent.kind ?? 'Gateway') === 'Gateway' &&
    parent.name === nameOf(gateway) &&
    (parent.namespace ?? namespaceOf(route)) === namespaceOf(gateway)
  );
}

/** Why a route is not attached to a Gateway by a reference; undefined when it is. */
export interface Refusal {
  readonly reason: string;
  readonly message: string;
}

function listenersMeant(parent: Reference, gateway: GatewayObject): Listener[] {
  return gateway.spec.listeners.filter(
    ({ name, port, protocol }) =>
      protocol !== 'HBONE' &&
      (parent.sectionName ?? name) === name &&
      (parent.port ?? port) === port,
  );
}

/** The listeners that a route is attached to by a reference. */
export function attachedListeners(
  parent: Reference,
  route: RouteObject,
  gateway: GatewayObject,
  namespaces: Namespaces,
): Listener[] {
  return listenersMeant(parent, gateway).filter(
    listener =>
      sharesHost(listener, route) &&
      admitsNamespace(
        listener,
        namespaceOf(gateway),
        namespaceOf(route),
        namespaces,
      ),
  );
}

/** Why a Gateway does not take a route; undefined when one of its listeners does. */
export function refusalOf(
  parent: Reference,
  route: RouteObject,
  gateway: GatewayObject,
  namespaces: Namespaces,
): Refusal | undefined {
  if (attachedListeners(parent, route, gateway, namespaces).length > 0) {
    return undefined;
  }
  const meant = listenersMeant(parent, gateway);
  if (meant.length === 0) {
    return {
      reason: 'NoMatchingParent',
      message: `sectionName "${parent.sectionName}" not found`,
    };
  }
  const hostname = meant[0].hostname ?? '';
  return meant.some(listener => sharesHost(listener, route))
    ? {
        reason: 'NotAllowedByListeners',
        message: `hostnames matched parent hostname "${hostname}", but namespace "${namespaceOf(route)}" is not allowed by the parent`,
      }
    : {
        reason: 'NoMatchingListenerHostname',
        message: `no hostnames matched parent hostname "${hostname}"`,
      };
}
