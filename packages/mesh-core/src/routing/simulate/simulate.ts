import type { RouteTable } from '../table/RouteTable';
import { answerHttp } from './answerHttp';
import { destinationOutcome } from './forwardOutcome';
import { findChain } from './findChain';
import type { Outcome, RouteRequest, Simulation } from './Outcome';
import { checkRequest } from './checkRequest';

function nowhere(table: RouteTable): Outcome {
  const { kind } = table.caller;
  if (kind === 'gateway' || kind === 'waypoint') {
    return { outcome: 'no_listener' };
  }
  return table.unknownHosts === 'REGISTRY_ONLY'
    ? { outcome: 'blackhole', level: 'tcp' }
    : { outcome: 'passthrough', level: 'tcp' };
}

/**
 * Says what the proxy of a table does with a request: finds the listener by the address and port that are called, the chain by protocol
 * and server name, the virtual host by the name that was sent, then tries its routes in order. There is no way back from a virtual host
 * whose routes do not match: the answer is 404. Never throws; a request that is none is `rejected` with the reason.
 *
 * @param table - made by `compile`
 * @see https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/http/http_routing
 * @public
 */
export function simulate(table: RouteTable, request: RouteRequest): Simulation {
  const checked = checkRequest(request, table.pathNormalization);
  const { path } = checked.request;
  if (checked.refused) {
    return { outcome: checked.refused, trace: { path, tried: [], notes: [] } };
  }
  const { listener, chain } = findChain(table, checked.request);
  const trace = {
    ...(listener ? { listener } : {}),
    ...(chain ? { chain } : {}),
    path,
    tried: [],
    notes: [],
  };
  if (!listener) {
    return { outcome: nowhere(table), trace };
  }
  if (listener.refused !== undefined) {
    return { outcome: { outcome: 'multiple_filter_chains' }, trace };
  }
  if (!chain) {
    const outcome: Outcome =
      table.caller.kind === 'gateway'
        ? { outcome: 'no_filter_chain' }
        : nowhere(table);
    return { outcome, trace };
  }
  if (!chain.virtualHosts) {
    const destinations = (chain.destinations ?? []).map(destination =>
      destinationOutcome(destination, false),
    );
    return { outcome: { outcome: 'tcp', destinations }, trace };
  }
  if (request.scheme === 'https' && chain.transport === 'any') {
    const detail =
      'The port speaks plain HTTP, and the client begins with TLS.';
    return { outcome: { outcome: 'rejected', status: 400, detail }, trace };
  }
  return answerHttp(table, chain.virtualHosts, checked.request, trace);
}
