export * from './Clock';
export * from './createDeadline';
export * from './sleep';
