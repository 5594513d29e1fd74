import type {
  RouteTableQuery,
  RouteTableView,
} from '@fairway/backstage-plugin-mesh-common';
import {
  useMeshQuery,
  type MeshQueryOptions,
  type MeshQueryResult,
} from './useMeshQuery';

/** Which rules has the proxy of a caller for a host and port, in its order? @public */
export function useRouteTable(
  entityRef: string,
  query: RouteTableQuery,
  options?: MeshQueryOptions,
): MeshQueryResult<RouteTableView> {
  return useMeshQuery(
    entityRef,
    `route table ${entityRef} ${JSON.stringify(query)}`,
    (api, signal) => api.getRouteTable(entityRef, query, { signal }),
    options,
  );
}
