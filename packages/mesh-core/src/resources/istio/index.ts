export * from './AuthorizationPolicy';
export * from './DestinationRule';
export * from './IstioGateway';
export * from './PeerAuthentication';
export * from './RequestAuthentication';
export * from './ServiceEntry';
export * from './Sidecar';
export * from './Telemetry';
export * from './VirtualService';
export * from './WorkloadEntry';
export * from './extensions';
export * from './httpRoute';
export {
  istioDestinationSchema,
  istioStatusSchema,
  policyTargetSchema,
  serverTlsSchema,
  stringMatchSchema,
} from './common';
export type {
  IstioDestination,
  IstioStatus,
  PolicyTarget,
  ServerTls,
  StringMatch,
} from './common';
export { headerChangesSchema } from './httpParts';
export type { HeaderChanges } from './httpParts';
export {
  connectionPoolSchema,
  loadBalancerSchema,
  trafficPolicySchema,
} from './trafficPolicy';
export type {
  ConnectionPool,
  LoadBalancer,
  TrafficPolicy,
} from './trafficPolicy';
