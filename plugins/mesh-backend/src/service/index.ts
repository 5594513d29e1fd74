export * from './AuthorizedMeshService';
export * from './ContextReader';
export * from './DefaultMeshService';
export * from './GraphReader';
export * from './routes/RouteQuestions';
export * from './topology/NeighbourGuard';
