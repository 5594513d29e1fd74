import type { RouteRequest } from '../simulate/Outcome';

/**
 * A request in one line, as in `GET /api with x-user-group: beta`.
 *
 * @param host - that goes without saying
 */
export function describeRequest(request: RouteRequest, host?: string): string {
  const { method, path, headers, connect } = request;
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return [
    `${method} ${path}`,
    ...(request.host === host ? [] : [`at ${request.host}`]),
    ...(connect === undefined ? [] : [`on the address of ${connect}`]),
    ...(request.scheme === 'https' ? ['over TLS'] : []),
    ...(lines.length === 0 ? [] : [`with ${lines.join(', ')}`]),
  ].join(' ');
}
