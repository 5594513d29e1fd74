/**
 * How objects of a kind are asked for, where not simply all of them.
 *
 * @public
 */
export interface ListScope {
  /** Kubernetes field selector of list and watch. */
  fieldSelector?: string;
  /** `root`: only in the root namespace of Istio. */
  namespace?: 'root';
}

/**
 * Where a kind lives in the Kubernetes API.
 *
 * @public
 */
export interface KindFacts {
  /** As in the objects. Two APIs may use the same. */
  kind: string;
  /** API group; the empty text for core Kubernetes. */
  group: string;
  /** Versions that are read, the one to prefer first. */
  versions: readonly string[];
  /** Name of the collection in URLs. */
  plural: string;
  namespaced: boolean;
  listScope?: ListScope;
}

function facts(
  group: string,
  kind: string,
  plural: string,
  versions: readonly string[],
  more: { namespaced?: boolean; listScope?: ListScope } = {},
): KindFacts {
  return { group, kind, plural, versions, namespaced: true, ...more };
}

const networking = ['v1', 'v1beta1', 'v1alpha3'] as const;
const security = ['v1', 'v1beta1'] as const;
const gatewayApi = ['v1', 'v1beta1'] as const;
const clusterWide = { namespaced: false };

/**
 * Every kind that Fairway reads, by the name that is unique among them. Secrets
 * are not among them and must never be.
 *
 * @public
 */
export const kindFacts = {
  VirtualService: facts(
    'networking.istio.io',
    'VirtualService',
    'virtualservices',
    networking,
  ),
  DestinationRule: facts(
    'networking.istio.io',
    'DestinationRule',
    'destinationrules',
    networking,
  ),
  IstioGateway: facts('networking.istio.io', 'Gateway', 'gateways', networking),
  ServiceEntry: facts(
    'networking.istio.io',
    'ServiceEntry',
    'serviceentries',
    networking,
  ),
  WorkloadEntry: facts(
    'networking.istio.io',
    'WorkloadEntry',
    'workloadentries',
    networking,
  ),
  Sidecar: facts('networking.istio.io', 'Sidecar', 'sidecars', networking),
  PeerAuthentication: facts(
    'security.istio.io',
    'PeerAuthentication',
    'peerauthentications',
    security,
  ),
  RequestAuthentication: facts(
    'security.istio.io',
    'RequestAuthentication',
    'requestauthentications',
    security,
  ),
  AuthorizationPolicy: facts(
    'security.istio.io',
    'AuthorizationPolicy',
    'authorizationpolicies',
    security,
  ),
  Telemetry: facts('telemetry.istio.io', 'Telemetry', 'telemetries', [
    'v1',
    'v1alpha1',
  ]),
  EnvoyFilter: facts('networking.istio.io', 'EnvoyFilter', 'envoyfilters', [
    'v1alpha3',
  ]),
  WasmPlugin: facts('extensions.istio.io', 'WasmPlugin', 'wasmplugins', [
    'v1alpha1',
  ]),
  Canary: facts('flagger.app', 'Canary', 'canaries', ['v1beta1']),
  MetricTemplate: facts('flagger.app', 'MetricTemplate', 'metrictemplates', [
    'v1beta1',
  ]),
  AlertProvider: facts('flagger.app', 'AlertProvider', 'alertproviders', [
    'v1beta1',
  ]),
  GatewayClass: facts(
    'gateway.networking.k8s.io',
    'GatewayClass',
    'gatewayclasses',
    gatewayApi,
    clusterWide,
  ),
  GatewayApiGateway: facts(
    'gateway.networking.k8s.io',
    'Gateway',
    'gateways',
    gatewayApi,
  ),
  HTTPRoute: facts(
    'gateway.networking.k8s.io',
    'HTTPRoute',
    'httproutes',
    gatewayApi,
  ),
  GRPCRoute: facts('gateway.networking.k8s.io', 'GRPCRoute', 'grpcroutes', [
    'v1',
  ]),
  ReferenceGrant: facts(
    'gateway.networking.k8s.io',
    'ReferenceGrant',
    'referencegrants',
    gatewayApi,
  ),
  Service: facts('', 'Service', 'services', ['v1']),
  EndpointSlice: facts('discovery.k8s.io', 'EndpointSlice', 'endpointslices', [
    'v1',
  ]),
  Deployment: facts('apps', 'Deployment', 'deployments', ['v1']),
  DaemonSet: facts('apps', 'DaemonSet', 'daemonsets', ['v1']),
  ReplicaSet: facts('apps', 'ReplicaSet', 'replicasets', ['v1']),
  Pod: facts('', 'Pod', 'pods', ['v1']),
  Namespace: facts('', 'Namespace', 'namespaces', ['v1'], clusterWide),
  HorizontalPodAutoscaler: facts(
    'autoscaling',
    'HorizontalPodAutoscaler',
    'horizontalpodautoscalers',
    ['v2'],
  ),
  /** Only those about Canaries. */
  Event: facts('', 'Event', 'events', ['v1'], {
    listScope: { fieldSelector: 'involvedObject.kind=Canary' },
  }),
  /** Only the mesh configuration of Istio. */
  ConfigMap: facts('', 'ConfigMap', 'configmaps', ['v1'], {
    listScope: { fieldSelector: 'metadata.name=istio', namespace: 'root' },
  }),
  PolicyReport: facts('wgpolicyk8s.io', 'PolicyReport', 'policyreports', [
    'v1alpha2',
  ]),
  ClusterPolicyReport: facts(
    'wgpolicyk8s.io',
    'ClusterPolicyReport',
    'clusterpolicyreports',
    ['v1alpha2'],
    clusterWide,
  ),
  OpenReport: facts('openreports.io', 'Report', 'reports', ['v1alpha1']),
  OpenClusterReport: facts(
    'openreports.io',
    'ClusterReport',
    'clusterreports',
    ['v1alpha1'],
    clusterWide,
  ),
} as const satisfies Record<string, KindFacts>;

/**
 * The name of a kind that is unique among all that Fairway reads.
 *
 * @public
 */
export type KindName = keyof typeof kindFacts;
