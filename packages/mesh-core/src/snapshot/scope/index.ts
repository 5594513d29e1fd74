export * from './EntityScope';
export * from './bindingOf';
export * from './exportedTo';
export * from './routeConcern';
export * from './rootNamespaceOf';
export * from './scopeOf';
export * from './sidecarOf';
