export { toMeshFailure, type MeshFailure } from './MeshFailure';
export { dataOf, type MeshQuery } from './MeshQuery';
