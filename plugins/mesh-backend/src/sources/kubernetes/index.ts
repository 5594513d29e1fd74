export * from './KubernetesClusterSource';
export * from './http';
export type { WatchEvent, WatchTarget } from './watch';
