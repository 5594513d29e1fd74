import type { ObjectView } from '@fairway/backstage-plugin-mesh-common';
import type { ResourceRef } from '@fairway/mesh-core';
import {
  useMeshQuery,
  type MeshQueryOptions,
  type MeshQueryResult,
} from './useMeshQuery';

/** What does an object that acts on the entity say? @public */
export function useMeshObject(
  entityRef: string,
  ref: ResourceRef,
  options?: MeshQueryOptions,
): MeshQueryResult<ObjectView> {
  const { cluster, group, kind, namespace = '', name } = ref;
  return useMeshQuery(
    entityRef,
    ['object', entityRef, cluster, group, kind, namespace, name].join(' '),
    (api, signal) => api.getObject(entityRef, ref, { signal }),
    options,
  );
}
