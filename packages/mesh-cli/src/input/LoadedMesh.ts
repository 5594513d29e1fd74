import type { MeshSnapshot, ResourceRef } from '@fairway/mesh-core';
import type { FilePosition } from './ManifestObject';

/** The objects to answer from. */
export interface LoadedMesh {
  snapshot: MeshSnapshot;
  /**
   * Where a part of an object stands as it is written; `undefined` for objects of a cluster.
   *
   * @param path - as in `spec.http[2].match[0]`
   */
  positionOf(ref: ResourceRef, path: string): FilePosition | undefined;
  /** An object as it is written; `undefined` for objects of a cluster. */
  authoredOf(ref: ResourceRef): Readonly<Record<string, unknown>> | undefined;
}
