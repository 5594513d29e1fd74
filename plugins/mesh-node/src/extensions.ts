import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { TopologySource } from './ports';

/**
 * Where modules register the source of the traffic graph. One at a time; a second registration is an error.
 *
 * @public
 */
export interface MeshTopologyExtensionPoint {
  setTopologySource(source: TopologySource): void;
}

/**
 * Extension point at which a module registers its {@link TopologySource}.
 *
 * @public
 */
export const meshTopologyExtensionPoint =
  createExtensionPoint<MeshTopologyExtensionPoint>({ id: 'mesh.topology' });
