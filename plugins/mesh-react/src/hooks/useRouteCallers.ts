import type { RouteCallersView } from '@fairway/backstage-plugin-mesh-common';
import {
  useMeshQuery,
  type MeshQueryOptions,
  type MeshQueryResult,
} from './useMeshQuery';

/** Who calls the entity, and on which hosts and ports? @public */
export function useRouteCallers(
  entityRef: string,
  options?: MeshQueryOptions,
): MeshQueryResult<RouteCallersView> {
  return useMeshQuery(
    entityRef,
    `callers ${entityRef}`,
    (api, signal) => api.getRouteCallers(entityRef, { signal }),
    options,
  );
}
