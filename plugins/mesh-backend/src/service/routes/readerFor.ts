import { InputError } from '@backstage/errors';
import {
  askableHosts,
  isEntityCaller,
  mayAsk,
  type RouteCaller,
  type TableReader,
} from '@fairway/mesh-core';
import type { ClusterScope } from '../ScopeCache';
import type { TableCache } from './TableCache';

/** Hosts that a message names. */
const MAX_NAMED = 10;

/** The rules of a caller as the readers of an entity may see them. */
export function readerFor(
  { scope, snapshot }: ClusterScope,
  caller: RouteCaller,
  tables: TableCache,
): TableReader {
  return {
    snapshot,
    scope,
    table: tables.get(snapshot, caller),
    isSelf: isEntityCaller(scope, caller),
  };
}

/**
 * Answers are about hosts of the entity, and about others only when the entity itself calls them.
 *
 * @param where - place of the host in the request, as in `requests.2.host`
 * @throws InputError that names the hosts that may be asked about
 */
export function requireHost(
  reader: TableReader,
  host: string,
  where: string,
): void {
  if (mayAsk(reader, host)) {
    return;
  }
  const hosts = askableHosts(reader.scope);
  const named = hosts.slice(0, MAX_NAMED).join(', ');
  const more = hosts.length > MAX_NAMED ? ', …' : '';
  throw new InputError(
    `${where}: ${host} is not a host of this service. Ask about ${named || 'a host of its own'}${more}, or as a workload of the service for what it calls itself.`,
  );
}
