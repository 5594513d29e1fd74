import type { SummaryView } from '@fairway/backstage-plugin-mesh-common';
import {
  useMeshQuery,
  type MeshQueryOptions,
  type MeshQueryResult,
} from './useMeshQuery';

/** How is the entity, in one line? @public */
export function useMeshSummary(
  entityRef: string,
  options?: MeshQueryOptions,
): MeshQueryResult<SummaryView> {
  return useMeshQuery(
    entityRef,
    `summary ${entityRef}`,
    (api, signal) => api.getSummary(entityRef, { signal }),
    options,
  );
}
