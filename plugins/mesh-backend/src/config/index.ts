export * from './readMeshConfig';
