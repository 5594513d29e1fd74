import { LABEL_KUBERNETES_ID } from '../../refs/annotations';
import { hostMatches, resolveHost } from '../../refs';
import type { ServiceEntry, VirtualService } from '../../resources';
import type { MeshSnapshot } from '../MeshSnapshot';
import type { ScopedWorkload } from './EntityScope';
import { isExportedTo } from './exportedTo';
import type { RouteConcern } from './routeConcern';
import type { ScopeBuilder } from './ScopeBuilder';
import { podLabelsOf } from './servicesOf';
import { knowsHost, sidecarOf } from './sidecarOf';

interface EgressContext {
  snapshot: MeshSnapshot;
  rootNamespace: string;
  workloads: readonly ScopedWorkload[];
}

/** Hosts of VirtualServices of a namespace, to tell which external services it uses. */
function hostsRoutedIn(snapshot: MeshSnapshot, namespace: string): string[] {
  return snapshot
    .list('VirtualService', namespace)
    .flatMap(({ spec }) =>
      (spec.hosts ?? []).map(host => resolveHost(host, namespace)),
    );
}

/** An entry that carries the label of an entity is for that one, not for all of its namespace. */
function isForAnother(entry: ServiceEntry, workload: ScopedWorkload): boolean {
  const id = entry.metadata.labels?.[LABEL_KUBERNETES_ID];
  return (
    id !== undefined &&
    id !== workload.object.metadata.labels?.[LABEL_KUBERNETES_ID]
  );
}

/**
 * Why the namespace of a workload uses a ServiceEntry: its own, or one of another namespace that is exported and referred to. An
 * entry that is merely visible everywhere is not enough, or every service would show all external hosts of the company.
 */
function reasonOf(
  context: EgressContext,
  entry: ServiceEntry,
  workload: ScopedWorkload,
): string | undefined {
  const { snapshot, rootNamespace } = context;
  const { namespace } = workload.object.metadata;
  const owner = entry.metadata.namespace;
  if (isForAnother(entry, workload)) {
    return undefined;
  }
  const { hosts = [], exportTo } = entry.spec;
  if (!isExportedTo(exportTo, owner, namespace)) {
    return undefined;
  }
  const labels = podLabelsOf(workload);
  const sidecar = sidecarOf(snapshot, namespace, labels, rootNamespace);
  const known = hosts.map(host => knowsHost(sidecar, namespace, host, owner));
  if (known.every(how => how === 'unknown')) {
    return undefined;
  }
  if (owner === namespace) {
    return `declares ${hosts.join(', ')} for ${namespace}`;
  }
  if (sidecar && known.includes('named')) {
    return `declares ${hosts.join(', ')}, which Sidecar ${sidecar.metadata.name} names`;
  }
  if (exportTo?.includes(namespace)) {
    return `declares ${hosts.join(', ')} and is exported to ${namespace}`;
  }
  const routed = hostsRoutedIn(snapshot, namespace);
  return hosts.some(host => routed.some(other => hostMatches(host, other)))
    ? `declares ${hosts.join(', ')}, which ${namespace} routes`
    : undefined;
}

/** VirtualServices that send calls to an external host on their way, as far as the namespace sees them. */
function routesTo(
  snapshot: MeshSnapshot,
  host: string,
  namespace: string,
): VirtualService[] {
  return snapshot
    .byHost('VirtualService', host)
    .filter(({ spec, metadata }) => {
      const named = (spec.hosts ?? []).some(
        written =>
          written !== '*' &&
          hostMatches(resolveHost(written, metadata.namespace), host),
      );
      return (
        named && isExportedTo(spec.exportTo, metadata.namespace, namespace)
      );
    });
}

/** A route to an external host concerns the service with that host only. */
function egressConcern(
  route: VirtualService,
  entry: ServiceEntry,
  namespace: string,
): RouteConcern {
  const external = entry.spec.hosts ?? [];
  const all = route.spec.hosts ?? [];
  const hosts = all.filter(host =>
    external.some(other =>
      hostMatches(resolveHost(host, route.metadata.namespace), other),
    ),
  );
  return {
    reason: `routes calls to ${hosts.join(', ')}, which ${namespace} may call`,
    hosts,
    hiddenHosts: all.length - hosts.length,
    rules: 'all',
  };
}

/**
 * Adds the Sidecars in effect, the ServiceEntries that the workloads use, and the routes to their hosts.
 *
 * @param concerns - gets what of the routes concerns the service
 * @returns the external hosts
 */
export function addEgress(
  builder: ScopeBuilder,
  workloads: readonly ScopedWorkload[],
  rootNamespace: string,
  concerns: Map<object, RouteConcern>,
): string[] {
  const { snapshot } = builder;
  const context = { snapshot, rootNamespace, workloads };
  const external = new Set<string>();
  for (const workload of workloads) {
    const { namespace, name } = workload.object.metadata;
    const labels = podLabelsOf(workload);
    const sidecar = sidecarOf(snapshot, namespace, labels, rootNamespace);
    if (sidecar) {
      const reason = `limits the hosts that ${name} knows`;
      builder.add('Sidecar', sidecar, reason);
    }
    for (const entry of snapshot.list('ServiceEntry')) {
      const reason = reasonOf(context, entry, workload);
      if (reason) {
        builder.add('ServiceEntry', entry, reason);
        for (const host of entry.spec.hosts ?? []) {
          external.add(host.toLowerCase());
          for (const route of routesTo(snapshot, host, namespace)) {
            const concern = egressConcern(route, entry, namespace);
            concerns.set(route, concerns.get(route) ?? concern);
            builder.add('VirtualService', route, concern.reason);
          }
        }
      }
    }
  }
  return [...external].sort();
}
