import type {
  RouteRow,
  RouteTraceView,
} from '@fairway/backstage-plugin-mesh-common';

/** The rules that were seen while a request was answered, in their order. */
export function rowsOfTrace(trace: RouteTraceView): RouteRow[] {
  const { tried, won, notAsked } = trace;
  return [...tried.map(({ row }) => row), ...(won ? [won] : []), ...notAsked];
}
