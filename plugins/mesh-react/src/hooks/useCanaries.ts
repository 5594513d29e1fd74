import type { CanaryListView } from '@fairway/backstage-plugin-mesh-common';
import {
  useMeshQuery,
  type MeshQueryOptions,
  type MeshQueryResult,
} from './useMeshQuery';

/** Which releases does the entity have? @public */
export function useCanaries(
  entityRef: string,
  options?: MeshQueryOptions,
): MeshQueryResult<CanaryListView> {
  return useMeshQuery(
    entityRef,
    `canaries ${entityRef}`,
    (api, signal) => api.getCanaries(entityRef, { signal }),
    options,
  );
}
