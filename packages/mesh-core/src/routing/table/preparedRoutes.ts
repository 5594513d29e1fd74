import { MESH_GATEWAY, resolveHost } from '../../refs';
import type { VirtualService } from '../../resources';
import type { CompileContext } from './CompileContext';
import { rulesWithDelegates, type OwnedRule } from './mergeDelegate';
import { rankOf, visibleVirtualServices } from './visibleVirtualServices';
import {
  virtualServiceRoutes,
  type CompiledRules,
  type RouteSite,
} from './virtualServiceRoutes';

/** An object with routes, prepared once for all listeners of a proxy. */
export interface PreparedRoutes {
  namespace: string;
  /** Full names, in lower case. */
  hosts: readonly string[];
  /** A route of the Gateway API: it takes the very hosts, and a Service's only one for those who may speak for it. */
  gatewayApi: boolean;
  /** Order of visibility, then age. */
  order: string;
  /** Hosts that its rules send requests to. */
  destinations: readonly string[];
  virtualService?: VirtualService;
  compile(site: RouteSite): CompiledRules;
}

/** Destinations and mirrors of a rule: a proxy gets them together with the rule. */
function hostsNamed(
  { rule, namespace }: OwnedRule,
  clusterDomain: string | undefined,
): string[] {
  return [
    ...(rule.route ?? []).map(({ destination }) => destination.host),
    ...(rule.mirror ? [rule.mirror.host] : []),
    ...(rule.mirrors ?? []).map(({ destination }) => destination.host),
  ].map(host => resolveHost(host, namespace, clusterDomain));
}

/** Hosts of TLS and TCP rules, which are pulled in the same way. */
function layer4Hosts(
  { metadata, spec }: VirtualService,
  clusterDomain: string | undefined,
): string[] {
  return [...(spec.tls ?? []), ...(spec.tcp ?? [])]
    .flatMap(({ route = [] }) => route)
    .map(({ destination }) =>
      resolveHost(destination.host, metadata.namespace, clusterDomain),
    );
}

/**
 * A key that sorts as Istio does: rank of visibility, creation, name, namespace.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/virtualservice.go
 */
export function orderKey(
  rank: number,
  metadata: { creationTimestamp?: string; name: string; namespace: string },
): string {
  return `${rank} ${metadata.creationTimestamp ?? '9'} ${metadata.name} ${metadata.namespace}`;
}

/**
 * The VirtualServices that a proxy sees for a gateway (`mesh` for sidecars and waypoints), in Istio's order.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/push_context.go
 */
export function preparedVirtualServices(
  context: Pick<CompileContext, 'snapshot' | 'proxy' | 'options'>,
  gateway: string = MESH_GATEWAY,
): PreparedRoutes[] {
  const { snapshot, proxy, options } = context;
  const { clusterDomain, defaultVirtualServiceExportTo } = options;
  return visibleVirtualServices(
    snapshot,
    proxy.namespace,
    gateway,
    defaultVirtualServiceExportTo,
  ).map(virtualService => {
    const { metadata, spec } = virtualService;
    const rules = rulesWithDelegates(
      snapshot,
      virtualService,
      defaultVirtualServiceExportTo,
    );
    return {
      namespace: metadata.namespace,
      hosts: (spec.hosts ?? []).map(host =>
        resolveHost(host, metadata.namespace, clusterDomain),
      ),
      gatewayApi: false,
      order: orderKey(
        rankOf(virtualService, defaultVirtualServiceExportTo),
        metadata,
      ),
      destinations: [
        ...rules.flatMap(rule => hostsNamed(rule, clusterDomain)),
        ...layer4Hosts(virtualService, clusterDomain),
      ],
      virtualService,
      compile: site => virtualServiceRoutes(virtualService, rules, site),
    };
  });
}
