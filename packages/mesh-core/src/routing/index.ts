export * from './model';
export * from './remainder';
