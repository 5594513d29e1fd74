import type { KindName } from '../../kindFacts';
import type { MeshObjects } from '../../kinds';
import { alertProviderExample } from './AlertProvider';
import { authorizationPolicyExample } from './AuthorizationPolicy';
import { canaryExample } from './Canary';
import { clusterPolicyReportExample } from './ClusterPolicyReport';
import { configMapExample } from './ConfigMap';
import { daemonSetExample } from './DaemonSet';
import { deploymentExample } from './Deployment';
import { destinationRuleExample } from './DestinationRule';
import { endpointSliceExample } from './EndpointSlice';
import { envoyFilterExample, wasmPluginExample } from './extensions';
import { eventExample } from './Event';
import { grpcRouteExample } from './GRPCRoute';
import { gatewayApiGatewayExample } from './GatewayApiGateway';
import { gatewayClassExample } from './GatewayClass';
import { httpRouteExample } from './HTTPRoute';
import { horizontalPodAutoscalerExample } from './HorizontalPodAutoscaler';
import { istioGatewayExample } from './IstioGateway';
import { metricTemplateExample } from './MetricTemplate';
import { namespaceExample } from './Namespace';
import { openClusterReportExample } from './OpenClusterReport';
import { openReportExample } from './OpenReport';
import { peerAuthenticationExample } from './PeerAuthentication';
import { podExample } from './Pod';
import { policyReportExample } from './PolicyReport';
import { referenceGrantExample } from './ReferenceGrant';
import { replicaSetExample } from './ReplicaSet';
import { requestAuthenticationExample } from './RequestAuthentication';
import { serviceExample } from './Service';
import { serviceEntryExample } from './ServiceEntry';
import { sidecarExample } from './Sidecar';
import { telemetryExample } from './Telemetry';
import { virtualServiceExample } from './VirtualService';
import { workloadEntryExample } from './WorkloadEntry';

/**
 * An object of each kind with every field there is, also those that exclude
 * each other: examples of reading, not of use.
 */
export const examples: { [K in KindName]: MeshObjects[K] } = {
  AlertProvider: alertProviderExample,
  AuthorizationPolicy: authorizationPolicyExample,
  Canary: canaryExample,
  ClusterPolicyReport: clusterPolicyReportExample,
  ConfigMap: configMapExample,
  DaemonSet: daemonSetExample,
  Deployment: deploymentExample,
  DestinationRule: destinationRuleExample,
  EndpointSlice: endpointSliceExample,
  EnvoyFilter: envoyFilterExample,
  Event: eventExample,
  GRPCRoute: grpcRouteExample,
  GatewayApiGateway: gatewayApiGatewayExample,
  GatewayClass: gatewayClassExample,
  HTTPRoute: httpRouteExample,
  HorizontalPodAutoscaler: horizontalPodAutoscalerExample,
  IstioGateway: istioGatewayExample,
  MetricTemplate: metricTemplateExample,
  Namespace: namespaceExample,
  OpenClusterReport: openClusterReportExample,
  OpenReport: openReportExample,
  PeerAuthentication: peerAuthenticationExample,
  Pod: podExample,
  PolicyReport: policyReportExample,
  ReferenceGrant: referenceGrantExample,
  ReplicaSet: replicaSetExample,
  RequestAuthentication: requestAuthenticationExample,
  Service: serviceExample,
  ServiceEntry: serviceEntryExample,
  Sidecar: sidecarExample,
  Telemetry: telemetryExample,
  VirtualService: virtualServiceExample,
  WasmPlugin: wasmPluginExample,
  WorkloadEntry: workloadEntryExample,
};
