import type { MeshSnapshot } from '../snapshot';
import type { AccessRequest } from './access';
import type { RequestAim, Sent } from './requestAims';
import { sentToken } from './sentToken';
import type { OutcomeDestination, RouteRequest } from './simulate/Outcome';
import { portProtocol } from './table/portProtocol';

function headersOf(
  request: RouteRequest,
  { requestHeaders }: OutcomeDestination,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of request.headers) {
    headers[name] = name in headers ? `${headers[name]},${value}` : value;
  }
  const removed = new Set(requestHeaders?.removed);
  return Object.fromEntries(
    Object.entries({ ...headers, ...requestHeaders?.set }).filter(
      ([name]) => !removed.has(name),
    ),
  );
}

/** Whether the proxy of the pods looks into what arrives. */
function isLookedInto(
  { scheme }: RouteRequest,
  outcome: Sent,
  aim: RequestAim,
): boolean {
  const port = aim.service.spec.ports?.find(one => one.port === aim.known.port);
  const protocol = port && portProtocol(port);
  const isHttp = protocol === 'http' || protocol === 'auto';
  // bytes that a client without proxy sends are HTTP all the same
  return isHttp && (outcome.outcome === 'route' || scheme === 'http');
}

/**
 * The request as it reaches the pods.
 *
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
 */
export function arrivingRequest(
  snapshot: MeshSnapshot,
  request: RouteRequest,
  outcome: Sent,
  aim: RequestAim,
): Omit<AccessRequest, 'port' | 'principal'> {
  if (!isLookedInto(request, outcome, aim)) {
    return { protocol: 'tcp' };
  }
  const { host, path } =
    outcome.outcome === 'route'
      ? { host: outcome.authority, path: outcome.path }
      : request;
  const headers = headersOf(request, aim.sent);
  return {
    host: aim.sent.authority ?? host,
    method: request.method,
    path: aim.sent.path ?? path,
    headers,
    jwt: sentToken(snapshot, headers),
  };
}
