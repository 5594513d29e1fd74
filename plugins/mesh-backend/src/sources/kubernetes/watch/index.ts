export * from './backoff';
export * from './ResourceWatcher';
export * from './WatchTarget';
export * from './WatcherEnvironment';
export * from './describeFailure';
export * from './watchState';
