import { createPermission } from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_CATALOG_ENTITY } from './alpha';

/** Read the routes and policies of an entity. @public */
export const meshRoutingReadPermission = createPermission({
  name: 'mesh.routing.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Read the releases of an entity. @public */
export const meshCanaryReadPermission = createPermission({
  name: 'mesh.canary.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Read the traffic graph around an entity. @public */
export const meshTopologyReadPermission = createPermission({
  name: 'mesh.topology.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Open, hold or roll back a release of an entity. @public */
export const meshCanaryGatePermission = createPermission({
  name: 'mesh.canary.gate',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Propose a change of the manifests of an entity. @public */
export const meshChangeCreatePermission = createPermission({
  name: 'mesh.change.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Read the page of all services. @public */
export const meshFleetReadPermission = createPermission({
  name: 'mesh.fleet.read',
  attributes: { action: 'read' },
});

/** All permissions of the mesh plugin. @public */
export const meshPermissions = [
  meshRoutingReadPermission,
  meshCanaryReadPermission,
  meshTopologyReadPermission,
  meshCanaryGatePermission,
  meshChangeCreatePermission,
  meshFleetReadPermission,
];
