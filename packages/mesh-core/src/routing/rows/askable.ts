import { hostIsSubsetOf, resolveHost } from '../../refs';
import type { EntityScope } from '../../snapshot';
import { podLabelsOf } from '../../snapshot/scope/servicesOf';
import { hasLabels } from '../callers/callerPods';
import { lookupHost, selectVirtualHost } from '../simulate/selectVirtualHost';
import type { RouteCaller } from '../table/CompileOptions';
import { RowReader, type TableReader } from './RowReader';

/**
 * Whether a caller is a workload of the entity: labels of its pods, with all by which the workload finds them.
 *
 * @public
 */
export function isEntityCaller(
  { workloads }: EntityScope,
  caller: RouteCaller,
): boolean {
  return (
    caller.kind === 'sidecar' &&
    workloads.some(workload => {
      const { metadata, spec } = workload.object;
      const finds = spec.selector?.matchLabels ?? {};
      return (
        metadata.namespace === caller.namespace &&
        Object.keys(finds).length > 0 &&
        hasLabels(podLabelsOf(workload), caller.labels) &&
        hasLabels(caller.labels, finds)
      );
    })
  );
}

/**
 * Hosts by which an entity is reached, or that it may call outside of the cluster: full names, wildcards included.
 *
 * @public
 */
export function askableHosts(scope: EntityScope): string[] {
  const named = [...scope.concerns].flatMap(([{ metadata }, { hosts }]) =>
    hosts.map(host => resolveHost(host, metadata.namespace)),
  );
  return [...new Set([...scope.hosts, ...named, ...scope.egressHosts])];
}

/** Whether the rules for a host are those of the entity at least in part; a wildcard covers hosts of others too. */
function isRuledByEntity(tableReader: TableReader, host: string): boolean {
  const reader = new RowReader(tableReader);
  const chosen = tableReader.table.listeners
    .flatMap(({ chains }) => chains)
    .flatMap(({ virtualHosts }) =>
      virtualHosts ? [selectVirtualHost(virtualHosts, host)] : [],
    )
    .flatMap(choice => choice?.virtualHost.routes ?? []);
  return (
    chosen.length === 0 || chosen.some(({ source }) => reader.isVisible(source))
  );
}

/**
 * Whether a host may be asked about: any when the entity itself calls, else those of the entity, by whatever name the caller knows them.
 *
 * @param host - as sent, with or without a port
 * @public
 */
export function mayAsk(tableReader: TableReader, host: string): boolean {
  const { table, scope, isSelf } = tableReader;
  if (isSelf) {
    return true;
  }
  const name = lookupHost(host);
  const known = table.names.get(name)?.host ?? name;
  const isNamed =
    !known.includes('*') &&
    askableHosts(scope).some(own => hostIsSubsetOf(known, own));
  return (
    isNamed &&
    (scope.hosts.includes(known) || isRuledByEntity(tableReader, host))
  );
}
