import type {
  SimulationQuery,
  SimulationView,
} from '@fairway/backstage-plugin-mesh-common';
import {
  useMeshQuery,
  type MeshQueryOptions,
  type MeshQueryResult,
} from './useMeshQuery';

/** What becomes of requests? Nothing is sent to the mesh. @public */
export function useSimulation(
  entityRef: string,
  query: SimulationQuery,
  options?: MeshQueryOptions,
): MeshQueryResult<SimulationView> {
  return useMeshQuery(
    entityRef,
    `simulation ${entityRef} ${JSON.stringify(query)}`,
    (api, signal) => api.simulateRequests(entityRef, query, { signal }),
    options,
  );
}
