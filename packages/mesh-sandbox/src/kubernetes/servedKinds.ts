import { ResourceKind } from './ResourceKind';

interface KindRow {
  readonly kind: string;
  readonly plural?: string;
  readonly shortNames?: readonly string[];
  readonly cluster?: boolean;
  readonly status?: boolean;
  readonly versions?: readonly string[];
  readonly categories?: readonly string[];
}

interface GroupRow {
  readonly group: string;
  readonly versions: readonly string[];
  readonly custom?: boolean;
  readonly categories?: readonly string[];
  readonly kinds: readonly KindRow[];
}

const istioVersions = ['v1', 'v1beta1', 'v1alpha3'];
const istioCategories = ['istio-io', 'networking-istio-io'];

/** Groups and kinds of the demo cluster: what Fairway reads, and what the Kubernetes plugin of Backstage asks for. */
const groups: readonly GroupRow[] = [
  {
    group: '',
    versions: ['v1'],
    kinds: [
      { kind: 'Namespace', shortNames: ['ns'], cluster: true, status: true },
      { kind: 'Node', shortNames: ['no'], cluster: true, status: true },
      { kind: 'Pod', shortNames: ['po'], status: true, categories: ['all'] },
      {
        kind: 'Service',
        shortNames: ['svc'],
        status: true,
        categories: ['all'],
      },
      { kind: 'ServiceAccount', shortNames: ['sa'] },
      { kind: 'ConfigMap', shortNames: ['cm'] },
      { kind: 'Secret' },
      { kind: 'Event', shortNames: ['ev'] },
      { kind: 'LimitRange', shortNames: ['limits'] },
      { kind: 'ResourceQuota', shortNames: ['quota'], status: true },
    ],
  },
  {
    group: 'apps',
    versions: ['v1'],
    categories: ['all'],
    kinds: [
      { kind: 'Deployment', shortNames: ['deploy'], status: true },
      { kind: 'ReplicaSet', shortNames: ['rs'], status: true },
      { kind: 'DaemonSet', shortNames: ['ds'], status: true },
      { kind: 'StatefulSet', shortNames: ['sts'], status: true },
    ],
  },
  {
    group: 'autoscaling',
    versions: ['v2', 'v1'],
    categories: ['all'],
    kinds: [
      { kind: 'HorizontalPodAutoscaler', shortNames: ['hpa'], status: true },
    ],
  },
  {
    group: 'batch',
    versions: ['v1'],
    categories: ['all'],
    kinds: [
      { kind: 'Job', status: true },
      { kind: 'CronJob', shortNames: ['cj'], status: true },
    ],
  },
  {
    group: 'discovery.k8s.io',
    versions: ['v1'],
    kinds: [{ kind: 'EndpointSlice' }],
  },
  {
    group: 'networking.k8s.io',
    versions: ['v1'],
    kinds: [
      {
        kind: 'Ingress',
        plural: 'ingresses',
        shortNames: ['ing'],
        status: true,
      },
      {
        kind: 'NetworkPolicy',
        plural: 'networkpolicies',
        shortNames: ['netpol'],
      },
    ],
  },
  {
    group: 'policy',
    versions: ['v1'],
    kinds: [{ kind: 'PodDisruptionBudget', shortNames: ['pdb'], status: true }],
  },
  {
    group: 'networking.istio.io',
    versions: istioVersions,
    custom: true,
    categories: istioCategories,
    kinds: [
      { kind: 'DestinationRule', shortNames: ['dr'], status: true },
      { kind: 'EnvoyFilter', versions: ['v1alpha3'], status: true },
      { kind: 'Gateway', shortNames: ['gw'], status: true },
      { kind: 'ProxyConfig', versions: ['v1beta1'], status: true },
      {
        kind: 'ServiceEntry',
        plural: 'serviceentries',
        shortNames: ['se'],
        status: true,
      },
      { kind: 'Sidecar', status: true },
      { kind: 'VirtualService', shortNames: ['vs'], status: true },
      {
        kind: 'WorkloadEntry',
        plural: 'workloadentries',
        shortNames: ['we'],
        status: true,
      },
      { kind: 'WorkloadGroup', shortNames: ['wg'], status: true },
    ],
  },
  {
    group: 'security.istio.io',
    versions: ['v1', 'v1beta1'],
    custom: true,
    categories: ['istio-io', 'security-istio-io'],
    kinds: [
      {
        kind: 'AuthorizationPolicy',
        plural: 'authorizationpolicies',
        shortNames: ['ap'],
        status: true,
      },
      { kind: 'PeerAuthentication', shortNames: ['pa'], status: true },
      { kind: 'RequestAuthentication', shortNames: ['ra'], status: true },
    ],
  },
  {
    group: 'telemetry.istio.io',
    versions: ['v1', 'v1alpha1'],
    custom: true,
    categories: ['istio-io', 'telemetry-istio-io'],
    kinds: [
      {
        kind: 'Telemetry',
        plural: 'telemetries',
        shortNames: ['telemetry'],
        status: true,
      },
    ],
  },
  {
    group: 'extensions.istio.io',
    versions: ['v1alpha1'],
    custom: true,
    categories: ['istio-io', 'extensions-istio-io'],
    kinds: [{ kind: 'WasmPlugin', status: true }],
  },
  {
    group: 'gateway.networking.k8s.io',
    versions: ['v1', 'v1beta1'],
    custom: true,
    categories: ['gateway-api'],
    kinds: [
      {
        kind: 'GatewayClass',
        plural: 'gatewayclasses',
        shortNames: ['gc'],
        cluster: true,
        status: true,
      },
      { kind: 'Gateway', shortNames: ['gtw'], status: true },
      { kind: 'HTTPRoute', status: true },
      { kind: 'GRPCRoute', versions: ['v1'], status: true },
      { kind: 'ReferenceGrant', shortNames: ['refgrant'] },
    ],
  },
  {
    group: 'flagger.app',
    versions: ['v1beta1'],
    custom: true,
    categories: ['all'],
    kinds: [
      { kind: 'Canary', plural: 'canaries', status: true },
      { kind: 'MetricTemplate', status: true },
      { kind: 'AlertProvider', status: true },
    ],
  },
  {
    group: 'wgpolicyk8s.io',
    versions: ['v1alpha2'],
    custom: true,
    kinds: [
      { kind: 'PolicyReport', shortNames: ['polr'] },
      { kind: 'ClusterPolicyReport', shortNames: ['cpolr'], cluster: true },
    ],
  },
];

function toKind(group: GroupRow, row: KindRow): ResourceKind {
  const singular = row.kind.toLowerCase();
  const plural = row.plural ?? `${singular}s`;
  return {
    group: group.group,
    versions: row.versions ?? group.versions,
    kind: row.kind,
    plural,
    singular,
    shortNames: row.shortNames ?? [],
    categories: row.categories ?? group.categories ?? [],
    namespaced: !row.cluster,
    hasStatus: row.status ?? false,
    custom: group.custom ?? false,
    key: group.group === '' ? plural : `${plural}.${group.group}`,
  };
}

/** All kinds that the sandbox serves, in the order of discovery. */
export const servedKinds: readonly ResourceKind[] = groups.flatMap(group =>
  group.kinds.map(row => toKind(group, row)),
);
