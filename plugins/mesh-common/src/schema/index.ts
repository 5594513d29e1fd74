export * from './entity';
export * from './freshness';
export * from './views';
