export * from './MeshSnapshot';
export * from './applyChanges';
export * from './canaryNames';
export * from './emptySnapshot';
export * from './labelSelector';
export * from './scopeQuery';
export * from './scope';
