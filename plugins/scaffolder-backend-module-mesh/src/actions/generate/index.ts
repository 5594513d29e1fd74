export * from './createMeshGenerateAction';
