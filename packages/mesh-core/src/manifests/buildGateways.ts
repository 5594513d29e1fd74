import { MESH_GATEWAY } from '../refs';
import type { MeshIntent } from './intent';
import type { FieldComment } from './Manifest';

/**
 * Where the routes are in force. The mesh is always among them: as soon as a Gateway is named, Istio and Flagger no
 * longer add it, and callers inside the mesh would pass the routes by.
 *
 * @returns `undefined` when the service is not exposed: the mesh is then the default
 */
export function buildGateways({ exposure }: MeshIntent): string[] | undefined {
  return exposure && [...new Set([...exposure.gateways, MESH_GATEWAY])];
}

/** Says why the mesh is in the list that {@link buildGateways} made. */
export function explainMesh(
  gateways: string[] | undefined,
  path: readonly (string | number)[],
): FieldComment[] {
  return gateways
    ? [
        {
          path: [...path, gateways.indexOf(MESH_GATEWAY)],
          text: 'without mesh, callers inside the mesh would not get these routes',
        },
      ]
    : [];
}
