export * from './createObjectStore';
export * from './KubernetesFaults';
export * from './KubernetesObject';
export * from './KubernetesServer';
export * from './ObjectStore';
export * from './ResourceKind';
export * from './servedKinds';
export * from './StatusError';
export { faultsEndpoint } from './faultsEndpoint';
