import { createApiRef } from '@backstage/frontend-plugin-api';
import type { MeshApi } from '@fairway/backstage-plugin-mesh-common';

/**
 * The questions of the tabs to the mesh backend. Provided by the mesh plugin.
 *
 * @public
 */
export const meshApiRef = createApiRef<MeshApi>().with({
  id: 'plugin.mesh.api',
  pluginId: 'mesh',
});
