export * from './useCanaries';
export * from './useCanary';
export type { MeshQueryOptions, MeshQueryResult } from './useMeshQuery';
export * from './useMeshObject';
export * from './useMeshSummary';
export * from './useRouting';
export * from './useTopology';
