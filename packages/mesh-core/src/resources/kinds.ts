import type { z } from 'zod';
import { KindFacts, kindFacts, KindName } from './kindFacts';
import type { MeshObjectBase } from './meta/objectMeta';
import type { Parser } from './Parsed';

import * as flagger from './flagger';
import type { AlertProvider, Canary, MetricTemplate } from './flagger';
import * as gatewayApi from './gatewayApi';
import type {
  GRPCRoute,
  GatewayApiGateway,
  GatewayClass,
  HTTPRoute,
  ReferenceGrant,
} from './gatewayApi';
import * as istio from './istio';
import type {
  AuthorizationPolicy,
  DestinationRule,
  EnvoyFilter,
  IstioGateway,
  PeerAuthentication,
  RequestAuthentication,
  ServiceEntry,
  Sidecar,
  Telemetry,
  VirtualService,
  WasmPlugin,
  WorkloadEntry,
} from './istio';
import * as kubernetes from './kubernetes';
import type {
  ConfigMap,
  DaemonSet,
  Deployment,
  EndpointSlice,
  Event,
  HorizontalPodAutoscaler,
  Namespace,
  Pod,
  ReplicaSet,
  Service,
} from './kubernetes';
import * as reports from './reports';
import type {
  ClusterPolicyReport,
  OpenClusterReport,
  OpenReport,
  PolicyReport,
} from './reports';

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
  EnvoyFilter: EnvoyFilter;
  WasmPlugin: WasmPlugin;
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
    istio.virtualServiceSchema,
    istio.parseVirtualService,
  ),
  DestinationRule: entry(
    'DestinationRule',
    istio.destinationRuleSchema,
    istio.parseDestinationRule,
  ),
  IstioGateway: entry(
    'IstioGateway',
    istio.istioGatewaySchema,
    istio.parseIstioGateway,
  ),
  ServiceEntry: entry(
    'ServiceEntry',
    istio.serviceEntrySchema,
    istio.parseServiceEntry,
  ),
  WorkloadEntry: entry(
    'WorkloadEntry',
    istio.workloadEntrySchema,
    istio.parseWorkloadEntry,
  ),
  Sidecar: entry('Sidecar', istio.sidecarSchema, istio.parseSidecar),
  PeerAuthentication: entry(
    'PeerAuthentication',
    istio.peerAuthenticationSchema,
    istio.parsePeerAuthentication,
  ),
  RequestAuthentication: entry(
    'RequestAuthentication',
    istio.requestAuthenticationSchema,
    istio.parseRequestAuthentication,
  ),
  AuthorizationPolicy: entry(
    'AuthorizationPolicy',
    istio.authorizationPolicySchema,
    istio.parseAuthorizationPolicy,
  ),
  Telemetry: entry('Telemetry', istio.telemetrySchema, istio.parseTelemetry),
  EnvoyFilter: entry(
    'EnvoyFilter',
    istio.envoyFilterSchema,
    istio.parseEnvoyFilter,
  ),
  WasmPlugin: entry(
    'WasmPlugin',
    istio.wasmPluginSchema,
    istio.parseWasmPlugin,
  ),
  Canary: entry('Canary', flagger.canarySchema, flagger.parseCanary),
  MetricTemplate: entry(
    'MetricTemplate',
    flagger.metricTemplateSchema,
    flagger.parseMetricTemplate,
  ),
  AlertProvider: entry(
    'AlertProvider',
    flagger.alertProviderSchema,
    flagger.parseAlertProvider,
  ),
  GatewayClass: entry(
    'GatewayClass',
    gatewayApi.gatewayClassSchema,
    gatewayApi.parseGatewayClass,
  ),
  GatewayApiGateway: entry(
    'GatewayApiGateway',
    gatewayApi.gatewayApiGatewaySchema,
    gatewayApi.parseGatewayApiGateway,
  ),
  HTTPRoute: entry(
    'HTTPRoute',
    gatewayApi.gatewayApiHttpRouteSchema,
    gatewayApi.parseHTTPRoute,
  ),
  GRPCRoute: entry(
    'GRPCRoute',
    gatewayApi.grpcRouteSchema,
    gatewayApi.parseGRPCRoute,
  ),
  ReferenceGrant: entry(
    'ReferenceGrant',
    gatewayApi.referenceGrantSchema,
    gatewayApi.parseReferenceGrant,
  ),
  Service: entry('Service', kubernetes.serviceSchema, kubernetes.parseService),
  EndpointSlice: entry(
    'EndpointSlice',
    kubernetes.endpointSliceSchema,
    kubernetes.parseEndpointSlice,
  ),
  Deployment: entry(
    'Deployment',
    kubernetes.deploymentSchema,
    kubernetes.parseDeployment,
  ),
  DaemonSet: entry(
    'DaemonSet',
    kubernetes.daemonSetSchema,
    kubernetes.parseDaemonSet,
  ),
  ReplicaSet: entry(
    'ReplicaSet',
    kubernetes.replicaSetSchema,
    kubernetes.parseReplicaSet,
  ),
  Pod: entry('Pod', kubernetes.podSchema, kubernetes.parsePod),
  Namespace: entry(
    'Namespace',
    kubernetes.namespaceSchema,
    kubernetes.parseNamespace,
  ),
  HorizontalPodAutoscaler: entry(
    'HorizontalPodAutoscaler',
    kubernetes.horizontalPodAutoscalerSchema,
    kubernetes.parseHorizontalPodAutoscaler,
  ),
  Event: entry('Event', kubernetes.eventSchema, kubernetes.parseEvent),
  ConfigMap: entry(
    'ConfigMap',
    kubernetes.configMapSchema,
    kubernetes.parseConfigMap,
  ),
  PolicyReport: entry(
    'PolicyReport',
    reports.policyReportSchema,
    reports.parsePolicyReport,
  ),
  ClusterPolicyReport: entry(
    'ClusterPolicyReport',
    reports.clusterPolicyReportSchema,
    reports.parseClusterPolicyReport,
  ),
  OpenReport: entry(
    'OpenReport',
    reports.openReportSchema,
    reports.parseOpenReport,
  ),
  OpenClusterReport: entry(
    'OpenClusterReport',
    reports.openClusterReportSchema,
    reports.parseOpenClusterReport,
  ),
};
