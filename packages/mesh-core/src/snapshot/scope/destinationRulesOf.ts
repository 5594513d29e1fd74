import { resolveHost } from '../../refs';
import type { DestinationRule } from '../../resources';
import { membersOf } from './EntityScope';
import { isExportedTo } from './exportedTo';
import type { HostSet } from './routeConcern';
import type { ScopeBuilder } from './ScopeBuilder';

/**
 * Why a DestinationRule is in effect for callers of a service. Istio looks in the caller's namespace first, then in the
 * service's, then in the root namespace; the first one with a match wins.
 *
 * @returns `undefined` when no caller can see it
 * @see https://istio.io/latest/docs/ops/best-practices/traffic-management/#cross-namespace-configuration
 */
function reasonOf(
  rule: DestinationRule,
  host: string,
  serviceNamespace: string | undefined,
  rootNamespace: string,
): string | undefined {
  const { namespace } = rule.metadata;
  const { exportTo } = rule.spec;
  if (exportTo?.includes('~')) {
    return undefined;
  }
  const exported = exportTo?.some(entry => entry !== '.') ?? true;
  if (namespace === serviceNamespace) {
    const whom = exported ? '' : ` by callers in ${namespace}`;
    return `sets the policy for calls to ${host}${whom}`;
  }
  if (namespace === rootNamespace && isExportedTo(exportTo, namespace, '*')) {
    return `sets the policy of the mesh for calls to ${host}`;
  }
  return `sets the policy for calls to ${host} by callers in ${namespace}`;
}

/** Hosts that routes of own namespaces send requests to. */
function routedHosts(
  builder: ScopeBuilder,
  namespaces: ReadonlySet<string>,
): string[] {
  const routes = membersOf({ members: builder.members() }, 'VirtualService');
  return routes
    .filter(({ object }) => namespaces.has(object.metadata.namespace))
    .flatMap(({ object }) => {
      const { http = [], tls = [], tcp = [] } = object.spec;
      return [...http, ...tls, ...tcp].flatMap(rule =>
        (rule.route ?? []).map(({ destination }) =>
          resolveHost(destination.host, object.metadata.namespace),
        ),
      );
    });
}

/**
 * Adds the DestinationRules that the service's own namespaces have for what their routes send requests to, as to an egress
 * gateway: subsets are defined there.
 */
export function addPoliciesOfCalls(
  builder: ScopeBuilder,
  namespaces: ReadonlySet<string>,
): void {
  for (const host of new Set(routedHosts(builder, namespaces))) {
    for (const rule of builder.snapshot.byHost('DestinationRule', host)) {
      if (namespaces.has(rule.metadata.namespace)) {
        const reason = `sets the policy for calls to ${host} by callers in ${rule.metadata.namespace}`;
        builder.add('DestinationRule', rule, reason);
      }
    }
  }
}

/**
 * Adds the DestinationRules for hosts, also those with a wildcard that covers them.
 *
 * @param namespaceOf - namespace of the Service behind a host
 */
export function addDestinationRules(
  builder: ScopeBuilder,
  hosts: HostSet,
  rootNamespace: string,
  namespaceOf: (host: string) => string | undefined,
): void {
  for (const host of hosts) {
    for (const rule of builder.snapshot.byHost('DestinationRule', host)) {
      const namespace = namespaceOf(host);
      const reason = reasonOf(rule, host, namespace, rootNamespace);
      if (reason) {
        builder.add('DestinationRule', rule, reason);
      }
    }
  }
}
