export * from './model';
export * from './remainder';
export * from './routeModel';
export * from './routingModel';
