import type {
  CanaryLocation,
  CanaryView,
} from '@fairway/backstage-plugin-mesh-common';
import {
  useMeshQuery,
  type MeshQueryOptions,
  type MeshQueryResult,
} from './useMeshQuery';

/** How is one release going? @public */
export function useCanary(
  entityRef: string,
  canary: CanaryLocation,
  options?: MeshQueryOptions,
): MeshQueryResult<CanaryView> {
  const { cluster, namespace, name } = canary;
  return useMeshQuery(
    entityRef,
    `canary ${entityRef} ${cluster} ${namespace} ${name}`,
    (api, signal) =>
      api.getCanary(entityRef, { cluster, namespace, name }, { signal }),
    options,
  );
}
