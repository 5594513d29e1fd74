export * from './canary';
export * from './canaryViews';
export * from './routeTables';
export * from './routing';
export * from './shared';
export * from './simulations';
export * from './summary';
export * from './topology';
