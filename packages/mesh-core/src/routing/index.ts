export * from './model';
export * from './remainder';
export * from './routingModel';
