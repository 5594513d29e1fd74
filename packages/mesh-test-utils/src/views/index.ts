export * from './canary';
export * from './canaryViews';
export * from './routing';
export * from './shared';
export * from './summary';
export * from './topology';
