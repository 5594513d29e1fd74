export { parseTrafficPlan } from './parseTrafficPlan';
export { TrafficModel, type WorkloadTraffic } from './TrafficModel';
export type { Behaviour, Call, RequestClass, TrafficPlan } from './TrafficPlan';
