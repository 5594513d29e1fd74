import type { RouteMatch } from '../table/RouteTable';
import type { TableCors } from '../table/TableAction';
import { isSame } from './fingerprints';

const FRESH_ORIGIN = { exact: 'https://other.example' };

/** What requests from other origins have that a change of CORS can matter to: an origin of each kind, as a preflight and without. */
export function corsDemands(
  before: TableCors | undefined,
  after: TableCors | undefined,
): RouteMatch[] {
  if (isSame(before, after)) {
    return [];
  }
  const origins = [
    ...(before?.allowOrigins ?? []),
    ...(after?.allowOrigins ?? []),
  ].filter(({ exact }) => exact !== '*');
  return [...origins, FRESH_ORIGIN].flatMap((origin): RouteMatch[] => [
    {
      method: { exact: 'OPTIONS' },
      headers: {
        origin,
        'access-control-request-method': { exact: 'GET' },
      },
    },
    { headers: { origin } },
  ]);
}
