import type { RoutingView } from '@fairway/backstage-plugin-mesh-common';
import {
  useMeshQuery,
  type MeshQueryOptions,
  type MeshQueryResult,
} from './useMeshQuery';

/** Where do requests to the entity go? @public */
export function useRouting(
  entityRef: string,
  options?: MeshQueryOptions,
): MeshQueryResult<RoutingView> {
  return useMeshQuery(
    entityRef,
    `routing ${entityRef}`,
    (api, signal) => api.getRouting(entityRef, { signal }),
    options,
  );
}
