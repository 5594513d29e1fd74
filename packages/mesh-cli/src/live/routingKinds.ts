import type { KindName } from '@fairway/mesh-core';

/** What routes depend on. Nothing else is asked for; Secrets are no kind that Fairway knows. */
export const routingKinds: readonly KindName[] = [
  'VirtualService',
  'DestinationRule',
  'IstioGateway',
  'ServiceEntry',
  'WorkloadEntry',
  'Sidecar',
  'EnvoyFilter',
  'WasmPlugin',
  'PeerAuthentication',
  'GatewayClass',
  'GatewayApiGateway',
  'HTTPRoute',
  'GRPCRoute',
  'ReferenceGrant',
  'Service',
  'EndpointSlice',
  'Deployment',
  'DaemonSet',
  'Pod',
  'Namespace',
  'ConfigMap',
];
