export * from './model';
export { routeCallers } from './routeCallers';
