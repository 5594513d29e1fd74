export { KubernetesClient } from './KubernetesClient';
export { loadObjects, type RefusedObject } from './loadObjects';
export {
  crdFolder,
  findApiServerAssets,
  startRealApiServer,
  type RealApiServer,
  type RealApiServerOptions,
} from './realApiServer';
