/** Everything that this package takes from the unstable entry points of Backstage. */
export {
  catalogConditions,
  createCatalogConditionalDecision,
  permissionRules as catalogPermissionRules,
} from '@backstage/plugin-catalog-backend/alpha';
export { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
export { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
