import { formatResourceRef, type ResourceRef } from '../../refs';
import { simulate } from '../simulate/simulate';
import type { Simulation } from '../simulate/Outcome';
import type { RouteTable, VirtualHost } from '../table/RouteTable';
import { isCatchAll } from '../table/virtualServiceRoutes';
import { connectionRow, HostRows } from './hostRows';
import type { EffectiveRow, EffectiveRows, RowsRemainder } from './model';
import { RowReader, type TableReader } from './RowReader';
import { unsentRows } from './unsentRows';

/** A VirtualService may have a thousand rules; nobody reads more of them than these at once. */
const MAX_ROWS = 500;

/** How a host and port are reached: in plain text where that is taken, else by TLS. */
function arrive(table: RouteTable, host: string, port: number): Simulation {
  const request = { method: 'GET', host, port, path: '/', headers: [] };
  const plain = simulate(table, { ...request, scheme: 'http' });
  return plain.trace.listener && !plain.trace.chain
    ? simulate(table, { ...request, scheme: 'https' })
    : plain;
}

function closedRemainder(
  table: RouteTable,
  { outcome, trace }: Simulation,
): RowsRemainder {
  switch (outcome.outcome) {
    case 'multiple_filter_chains':
      return {
        kind: 'refused',
        reason:
          `The proxy does not take the configuration of this port. ${trace.listener?.refused ?? ''}`.trim(),
      };
    case 'no_listener':
      return {
        kind: 'no-listener',
        reason: 'Nothing listens on this port.',
      };
    case 'no_filter_chain':
      return {
        kind: 'no-filter-chain',
        reason: 'The port is not open for this server name or protocol.',
      };
    case 'passthrough':
      return {
        kind: 'passthrough',
        reason:
          'The mesh does not know the host: requests go to the address that the caller chose.',
      };
    case 'blackhole':
      return {
        kind: 'blackhole',
        ...(outcome.level === 'http' ? { status: 502 } : {}),
        reason:
          'The mesh does not know the host, and lets only known ones through.',
      };
    case 'rejected':
      return {
        kind: 'not-found',
        status: outcome.status,
        reason: outcome.detail,
      };
    default:
      return {
        kind: 'not-found',
        status: 404,
        reason:
          table.caller.kind === 'gateway'
            ? 'The gateway has no rule for this host.'
            : 'There is no rule for this host.',
      };
  }
}

function hostRemainder({ routes }: VirtualHost): RowsRemainder {
  const last = routes.at(-1);
  if (!last || !isCatchAll(last)) {
    return {
      kind: 'not-found',
      status: 404,
      reason:
        'No rule takes it. The host has rules, so there is no default route.',
    };
  }
  return last.source
    ? { kind: 'covered', reason: 'The last rule takes every request.' }
    : {
        kind: 'default-route',
        reason: 'The host has no rules: Istio sends every request to it.',
      };
}

function objectsOf(rows: readonly EffectiveRow[]): ResourceRef[] {
  const refs = rows.flatMap(({ source }) =>
    source ? [source.owner, ...(source.delegate ? [source.delegate] : [])] : [],
  );
  return [...new Map(refs.map(ref => [formatResourceRef(ref), ref])).values()];
}

function listenerOf({
  trace: { listener, chain, virtualHost },
}: Simulation): Pick<EffectiveRows, 'listener'> {
  if (!listener || !chain) {
    return {};
  }
  const { transport, clientCertificate } = chain;
  return {
    listener: {
      port: listener.port,
      transport,
      ...(clientCertificate ? { clientCertificate } : {}),
      httpsRedirect: virtualHost?.virtualHost.httpsRedirect ?? false,
    },
  };
}

/**
 * The rules that the proxy of a table has for a host and port, in its order, with what is left over. Rules about services of others only
 * are there without what they take and do, unless the caller is the entity itself.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/http/http_routing
 * @public
 */
export function effectiveRows(
  tableReader: TableReader,
  { host, port }: { host: string; port: number },
): EffectiveRows {
  const reader = new RowReader(tableReader);
  const { table } = tableReader;
  const arrival = arrive(table, host, port);
  const { chain, virtualHost: choice } = arrival.trace;
  const base = { ...listenerOf(arrival), moreRows: 0, unsent: [] };
  if (choice) {
    const hostRows = new HostRows(reader, choice.virtualHost);
    const { routes, name } = choice.virtualHost;
    const rows = routes.slice(0, MAX_ROWS).map(route => hostRows.rowOf(route));
    return {
      ...base,
      virtualHost: { name, domain: choice.domain },
      rows,
      moreRows: routes.length - rows.length,
      unsent: unsentRows(hostRows),
      remainder: hostRemainder(choice.virtualHost),
      objects: objectsOf(rows),
    };
  }
  if (chain && !chain.virtualHosts) {
    const rows = [connectionRow(reader, chain)];
    return {
      ...base,
      rows,
      remainder: {
        kind: 'covered',
        reason: 'Every connection is passed on as it is.',
      },
      objects: objectsOf(rows),
    };
  }
  return {
    ...base,
    rows: [],
    remainder: closedRemainder(table, arrival),
    objects: [],
  };
}
