export * from './MeshSnapshot';
