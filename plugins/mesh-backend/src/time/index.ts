export * from './Clock';
export * from './createDeadline';
export * from './sleep';
export * from './createLimiter';
