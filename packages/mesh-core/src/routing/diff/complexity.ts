import type { RouteRequest } from '../simulate/Outcome';

/** Figures that are compared one after the other. */
export type Rank = readonly number[];

/**
 * How much there is to read in a request: headers weigh most, then the host, the query, the method, the path.
 *
 * @param usualHost - that goes without saying
 */
export function complexity(
  { headers, path, method, host, connect, scheme }: RouteRequest,
  usualHost: string,
): Rank {
  return [
    headers.length,
    host === usualHost && connect === undefined ? 0 : 1,
    scheme === 'http' ? 0 : 1,
    path.includes('?') ? 1 : 0,
    method === 'GET' ? 0 : 1,
    path.length,
    headers.reduce((sum, [, value]) => sum + value.length, 0),
  ];
}

/** Below 0 when the first comes first, 0 when neither does. */
export function compareRanks(one: Rank, other: Rank): number {
  const index = one.findIndex((value, at) => value !== other[at]);
  return index < 0 ? 0 : one[index] - other[index];
}
