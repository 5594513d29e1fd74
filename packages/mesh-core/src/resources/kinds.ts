import type { z } from 'zod';
import { KindFacts, kindFacts, KindName } from './kindFacts';
import type { MeshObjectBase } from './meta/objectMeta';
import type { Parser } from './Parsed';
import {
  AlertProvider,
  alertProviderSchema,
  parseAlertProvider,
} from './flagger/AlertProvider';
import { Canary, canarySchema, parseCanary } from './flagger/Canary';
import {
  MetricTemplate,
  metricTemplateSchema,
  parseMetricTemplate,
} from './flagger/MetricTemplate';
import {
  GRPCRoute,
  grpcRouteSchema,
  parseGRPCRoute,
} from './gatewayApi/GRPCRoute';
import {
  GatewayApiGateway,
  gatewayApiGatewaySchema,
  parseGatewayApiGateway,
} from './gatewayApi/GatewayApiGateway';
import {
  GatewayClass,
  gatewayClassSchema,
  parseGatewayClass,
} from './gatewayApi/GatewayClass';
import {
  gatewayApiHttpRouteSchema,
  HTTPRoute,
  parseHTTPRoute,
} from './gatewayApi/HTTPRoute';
import {
  parseReferenceGrant,
  ReferenceGrant,
  referenceGrantSchema,
} from './gatewayApi/ReferenceGrant';
import {
  AuthorizationPolicy,
  authorizationPolicySchema,
  parseAuthorizationPolicy,
} from './istio/AuthorizationPolicy';
import {
  DestinationRule,
  destinationRuleSchema,
  parseDestinationRule,
} from './istio/DestinationRule';
import {
  IstioGateway,
  istioGatewaySchema,
  parseIstioGateway,
} from './istio/IstioGateway';
import {
  parsePeerAuthentication,
  PeerAuthentication,
  peerAuthenticationSchema,
} from './istio/PeerAuthentication';
import {
  parseRequestAuthentication,
  RequestAuthentication,
  requestAuthenticationSchema,
} from './istio/RequestAuthentication';
import {
  parseServiceEntry,
  ServiceEntry,
  serviceEntrySchema,
} from './istio/ServiceEntry';
import { parseSidecar, Sidecar, sidecarSchema } from './istio/Sidecar';
import { parseTelemetry, Telemetry, telemetrySchema } from './istio/Telemetry';
import {
  parseVirtualService,
  VirtualService,
  virtualServiceSchema,
} from './istio/VirtualService';
import {
  parseWorkloadEntry,
  WorkloadEntry,
  workloadEntrySchema,
} from './istio/WorkloadEntry';
import {
  ConfigMap,
  configMapSchema,
  parseConfigMap,
} from './kubernetes/ConfigMap';
import {
  DaemonSet,
  daemonSetSchema,
  parseDaemonSet,
} from './kubernetes/DaemonSet';
import {
  Deployment,
  deploymentSchema,
  parseDeployment,
} from './kubernetes/Deployment';
import {
  EndpointSlice,
  endpointSliceSchema,
  parseEndpointSlice,
} from './kubernetes/EndpointSlice';
import { Event, eventSchema, parseEvent } from './kubernetes/Event';
import {
  HorizontalPodAutoscaler,
  horizontalPodAutoscalerSchema,
  parseHorizontalPodAutoscaler,
} from './kubernetes/HorizontalPodAutoscaler';
import {
  Namespace,
  namespaceSchema,
  parseNamespace,
} from './kubernetes/Namespace';
import { parsePod, Pod, podSchema } from './kubernetes/Pod';
import {
  parseReplicaSet,
  ReplicaSet,
  replicaSetSchema,
} from './kubernetes/ReplicaSet';
import { parseService, Service, serviceSchema } from './kubernetes/Service';
import {
  ClusterPolicyReport,
  clusterPolicyReportSchema,
  parseClusterPolicyReport,
} from './reports/ClusterPolicyReport';
import {
  OpenClusterReport,
  openClusterReportSchema,
  parseOpenClusterReport,
} from './reports/OpenClusterReport';
import {
  OpenReport,
  openReportSchema,
  parseOpenReport,
} from './reports/OpenReport';
import {
  parsePolicyReport,
  PolicyReport,
  policyReportSchema,
} from './reports/PolicyReport';

/**
 * The type of the objects of each kind.
 *
 * @public
 */
export interface MeshObjects {
  VirtualService: VirtualService;
  DestinationRule: DestinationRule;
  IstioGateway: IstioGateway;
  ServiceEntry: ServiceEntry;
  WorkloadEntry: WorkloadEntry;
  Sidecar: Sidecar;
  PeerAuthentication: PeerAuthentication;
  RequestAuthentication: RequestAuthentication;
  AuthorizationPolicy: AuthorizationPolicy;
  Telemetry: Telemetry;
  Canary: Canary;
  MetricTemplate: MetricTemplate;
  AlertProvider: AlertProvider;
  GatewayClass: GatewayClass;
  GatewayApiGateway: GatewayApiGateway;
  HTTPRoute: HTTPRoute;
  GRPCRoute: GRPCRoute;
  ReferenceGrant: ReferenceGrant;
  Service: Service;
  EndpointSlice: EndpointSlice;
  Deployment: Deployment;
  DaemonSet: DaemonSet;
  ReplicaSet: ReplicaSet;
  Pod: Pod;
  Namespace: Namespace;
  HorizontalPodAutoscaler: HorizontalPodAutoscaler;
  Event: Event;
  ConfigMap: ConfigMap;
  PolicyReport: PolicyReport;
  ClusterPolicyReport: ClusterPolicyReport;
  OpenReport: OpenReport;
  OpenClusterReport: OpenClusterReport;
}

/**
 * An object of any kind that Fairway reads.
 *
 * @public
 */
export type AnyMeshObject = MeshObjects[KindName];

/**
 * All there is to know about a kind: where it lives, what it looks like, how
 * it is read.
 *
 * @public
 */
export interface ResourceKind<
  T extends MeshObjectBase = MeshObjectBase,
> extends KindFacts {
  id: KindName;
  /** Strict: takes no unknown field and no malformed one. */
  schema: z.ZodType<T>;
  /**
   * Tolerant: reads what can be read, and cuts objects to what is worth
   * storing.
   */
  parse: Parser<T>;
}

function entry<K extends KindName>(
  id: K,
  schema: z.ZodType<MeshObjects[K]>,
  parse: Parser<MeshObjects[K]>,
): ResourceKind<MeshObjects[K]> {
  return { id, ...kindFacts[id], schema, parse };
}

/**
 * The registry of kinds. A kind is added by a line in `kindFacts`, a file of its
 * own, and a line here.
 *
 * @public
 */
export const resourceKinds: {
  readonly [K in KindName]: ResourceKind<MeshObjects[K]>;
} = {
  VirtualService: entry(
    'VirtualService',
    virtualServiceSchema,
    parseVirtualService,
  ),
  DestinationRule: entry(
    'DestinationRule',
    destinationRuleSchema,
    parseDestinationRule,
  ),
  IstioGateway: entry('IstioGateway', istioGatewaySchema, parseIstioGateway),
  ServiceEntry: entry('ServiceEntry', serviceEntrySchema, parseServiceEntry),
  WorkloadEntry: entry(
    'WorkloadEntry',
    workloadEntrySchema,
    parseWorkloadEntry,
  ),
  Sidecar: entry('Sidecar', sidecarSchema, parseSidecar),
  PeerAuthentication: entry(
    'PeerAuthentication',
    peerAuthenticationSchema,
    parsePeerAuthentication,
  ),
  RequestAuthentication: entry(
    'RequestAuthentication',
    requestAuthenticationSchema,
    parseRequestAuthentication,
  ),
  AuthorizationPolicy: entry(
    'AuthorizationPolicy',
    authorizationPolicySchema,
    parseAuthorizationPolicy,
  ),
  Telemetry: entry('Telemetry', telemetrySchema, parseTelemetry),
  Canary: entry('Canary', canarySchema, parseCanary),
  MetricTemplate: entry(
    'MetricTemplate',
    metricTemplateSchema,
    parseMetricTemplate,
  ),
  AlertProvider: entry(
    'AlertProvider',
    alertProviderSchema,
    parseAlertProvider,
  ),
  GatewayClass: entry('GatewayClass', gatewayClassSchema, parseGatewayClass),
  GatewayApiGateway: entry(
    'GatewayApiGateway',
    gatewayApiGatewaySchema,
    parseGatewayApiGateway,
  ),
  HTTPRoute: entry('HTTPRoute', gatewayApiHttpRouteSchema, parseHTTPRoute),
  GRPCRoute: entry('GRPCRoute', grpcRouteSchema, parseGRPCRoute),
  ReferenceGrant: entry(
    'ReferenceGrant',
    referenceGrantSchema,
    parseReferenceGrant,
  ),
  Service: entry('Service', serviceSchema, parseService),
  EndpointSlice: entry(
    'EndpointSlice',
    endpointSliceSchema,
    parseEndpointSlice,
  ),
  Deployment: entry('Deployment', deploymentSchema, parseDeployment),
  DaemonSet: entry('DaemonSet', daemonSetSchema, parseDaemonSet),
  ReplicaSet: entry('ReplicaSet', replicaSetSchema, parseReplicaSet),
  Pod: entry('Pod', podSchema, parsePod),
  Namespace: entry('Namespace', namespaceSchema, parseNamespace),
  HorizontalPodAutoscaler: entry(
    'HorizontalPodAutoscaler',
    horizontalPodAutoscalerSchema,
    parseHorizontalPodAutoscaler,
  ),
  Event: entry('Event', eventSchema, parseEvent),
  ConfigMap: entry('ConfigMap', configMapSchema, parseConfigMap),
  PolicyReport: entry('PolicyReport', policyReportSchema, parsePolicyReport),
  ClusterPolicyReport: entry(
    'ClusterPolicyReport',
    clusterPolicyReportSchema,
    parseClusterPolicyReport,
  ),
  OpenReport: entry('OpenReport', openReportSchema, parseOpenReport),
  OpenClusterReport: entry(
    'OpenClusterReport',
    openClusterReportSchema,
    parseOpenClusterReport,
  ),
};
