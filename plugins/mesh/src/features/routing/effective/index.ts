export { CallerRoutes } from './CallerRoutes';
export type { ChosenRoute } from './chooseRoute';
export type { RoutesFrame } from './RoutesFrame';
export { ShortSelect } from './ToHost';
