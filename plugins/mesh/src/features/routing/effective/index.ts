export { CallerRoutes } from './CallerRoutes';
export { chooseRoute, type ChosenRoute } from './chooseRoute';
export type { RoutesFrame } from './RoutesFrame';
export { ShortSelect } from './ToHost';
export { useRouteWish } from './useRouteWish';
