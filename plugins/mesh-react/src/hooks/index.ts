export * from './useCanaries';
export * from './useCanary';
export type { MeshQueryOptions, MeshQueryResult } from './useMeshQuery';
export * from './useMeshSummary';
export * from './useRouting';
export * from './useTopology';
