export * from './access';
export * from './callers';
export { compileOptionsOf } from './compileOptionsOf';
export { diff } from './diff/diff';
export { joinDifferences } from './diff/joinDifferences';
export type {
  CallersDifference,
  DiffOptions,
  RouteDiff,
  RouteDifference,
} from './diff/RouteDiff';
export * from './model';
export {
  shadowedRoutes,
  type Reachability,
  type ShadowedRoute,
} from './reachability/shadowedRoutes';
export * from './remainder';
export * from './request';
export {
  requestAccess,
  type AccessSite,
  type RequestAccess,
} from './requestAccess';
export * from './routeModel';
export * from './routingModel';
export * from './rows';
export { compile } from './table/compile';
export * from './table/CompileOptions';
export * from './table/RouteTable';
export * from './table/TableAction';
export { waypointOf, type WaypointName } from './table/waypointTable';
export { simulate } from './simulate/simulate';
export * from './simulate/Outcome';
export type { HttpRequest } from './simulate/HttpRequest';
export type { MatchFailure } from './simulate/httpMatcher';
export type { PathNormalization } from './simulate/normalizePath';
export type { HostChoice } from './simulate/selectVirtualHost';
