import type {
  TopologyQuery,
  TopologyView,
} from '@fairway/backstage-plugin-mesh-common';
import {
  useMeshQuery,
  type MeshQueryOptions,
  type MeshQueryResult,
} from './useMeshQuery';

/** Who calls the entity, whom does it call, and how well? @public */
export function useTopology(
  entityRef: string,
  query: TopologyQuery,
  options?: MeshQueryOptions,
): MeshQueryResult<TopologyView> {
  const { window, graphType } = query;
  return useMeshQuery(
    entityRef,
    `topology ${entityRef} ${window} ${graphType}`,
    (api, signal) =>
      api.getTopology(entityRef, { window, graphType }, { signal }),
    options,
  );
}
