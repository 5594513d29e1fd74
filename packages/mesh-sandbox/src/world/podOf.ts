import { KubernetesObject, nameOf, namespaceOf } from '../kubernetes';
import { stableHash } from './stableHash';
import { Container, PodTemplate, WorkloadObject } from './workloadShapes';
import { toTimestamp } from './WorldClock';

const proxyImage = 'istio/proxyv2:1.30.3';

const proxyContainer: Container = {
  name: 'istio-proxy',
  image: proxyImage,
  args: ['proxy', 'sidecar', '--domain', '$(POD_NAMESPACE).svc.cluster.local'],
  ports: [{ name: 'http-envoy-prom', containerPort: 15090, protocol: 'TCP' }],
  resources: { requests: { cpu: '100m', memory: '128Mi' } },
};

const initContainer: Container = {
  name: 'istio-init',
  image: proxyImage,
  args: ['istio-iptables', '-p', '15001', '-z', '15006', '-u', '1337'],
};

/** Labels that Istio takes the service and its revision from, the first one first. */
const canonicalNames = [
  'service.istio.io/canonical-name',
  'app.kubernetes.io/name',
  'app',
];
const canonicalRevisions = [
  'service.istio.io/canonical-revision',
  'app.kubernetes.io/version',
  'version',
];

/**
 * Canonical service and revision of pod labels.
 *
 * @see https://istio.io/latest/docs/ops/deployment/application-requirements/#pod-requirements
 */
export function canonicalOf(
  labels: Readonly<Record<string, string>>,
  workload: string,
): { service: string; revision: string } {
  const first = (keys: readonly string[]): string | undefined =>
    keys.map(key => labels[key]).find(Boolean);
  return {
    service: first(canonicalNames) ?? workload,
    revision: first(canonicalRevisions) ?? 'latest',
  };
}

/** True when Istio injects a proxy: by the label of the pod, else by that of its namespace. */
export function isInjected(
  labels: Readonly<Record<string, string>> | undefined,
  namespace: KubernetesObject | undefined,
): boolean {
  const own = labels?.['sidecar.istio.io/inject'];
  return own === undefined
    ? namespace?.metadata.labels?.['istio-injection'] === 'enabled'
    : own === 'true';
}

/** True when ztunnel carries the traffic of a pod: by the label of the pod, else by that of its namespace. */
export function isAmbient(
  labels: Readonly<Record<string, string>> | undefined,
  namespace: KubernetesObject | undefined,
): boolean {
  const mode = 'istio.io/dataplane-mode';
  return (labels?.[mode] ?? namespace?.metadata.labels?.[mode]) === 'ambient';
}

/** True when a pod template brings the proxy itself, as gateways do. */
export function isGatewayTemplate(template: PodTemplate): boolean {
  return template.spec.containers[0]?.name === 'istio-proxy';
}

interface PodInput {
  readonly replicaSet: WorkloadObject;
  /** Number of the pod within its ReplicaSet. */
  readonly index: number;
  readonly nowMs: number;
  readonly injected: boolean;
  /** True when ztunnel carries its traffic. */
  readonly ambient: boolean;
  readonly workload: string;
}

function podMetadata({
  replicaSet,
  index,
  nowMs,
  injected,
  ambient,
  workload,
}: PodInput): KubernetesObject['metadata'] {
  const { labels = {}, annotations } = replicaSet.spec.template.metadata;
  const canonical = canonicalOf(labels, workload);
  return {
    name: `${nameOf(replicaSet)}-${stableHash([nameOf(replicaSet), index, nowMs], 5)}`,
    namespace: namespaceOf(replicaSet),
    creationTimestamp: toTimestamp(nowMs),
    labels: {
      ...labels,
      ...(injected
        ? {
            'security.istio.io/tlsMode': 'istio',
            'service.istio.io/canonical-name': canonical.service,
            'service.istio.io/canonical-revision': canonical.revision,
          }
        : {}),
    },
    annotations: {
      ...annotations,
      ...(injected
        ? {
            'istio.io/rev': 'default',
            'sidecar.istio.io/status':
              '{"initContainers":["istio-init"],"containers":["istio-proxy"],"revision":"default"}',
          }
        : {}),
      ...(ambient ? { 'ambient.istio.io/redirection': 'enabled' } : {}),
    },
    ownerReferences: [
      {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        name: nameOf(replicaSet),
        uid: replicaSet.metadata.uid ?? '',
        controller: true,
        blockOwnerDeletion: true,
      },
    ],
  };
}

/** A new pod of a ReplicaSet, not ready yet. */
export function podOf(input: PodInput): KubernetesObject {
  const { replicaSet, injected } = input;
  const { template } = replicaSet.spec;
  const addProxy = injected && !isGatewayTemplate(template);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: podMetadata(input),
    spec: {
      ...template.spec,
      ...(addProxy ? { initContainers: [initContainer] } : {}),
      containers: [
        ...template.spec.containers,
        ...(addProxy ? [proxyContainer] : []),
      ],
      nodeName: `node-${1 + (input.index % 3)}`,
      restartPolicy: 'Always',
      dnsPolicy: 'ClusterFirst',
    },
    status: { phase: 'Pending', qosClass: 'Burstable' },
  };
}

function podAddress(pod: KubernetesObject): string {
  const hash = stableHash([namespaceOf(pod), nameOf(pod)], 2);
  const [a, b] = [...hash].map(letter => letter.charCodeAt(0));
  return `10.244.${a}.${b}`;
}

/** Status of a pod that runs, ready or not yet. */
export function podStatus(
  pod: KubernetesObject,
  ready: boolean,
  atMs: number,
): Record<string, unknown> {
  const created = pod.metadata.creationTimestamp ?? toTimestamp(atMs);
  const at = ready ? toTimestamp(atMs) : created;
  const status = ready ? 'True' : 'False';
  const { containers } = pod.spec as { containers: Container[] };
  const condition = (
    type: string,
    value: string,
    time: string,
  ): Record<string, unknown> => ({
    type,
    status: value,
    lastProbeTime: null,
    lastTransitionTime: time,
  });
  return {
    phase: 'Running',
    qosClass: 'Burstable',
    podIP: podAddress(pod),
    podIPs: [{ ip: podAddress(pod) }],
    startTime: created,
    conditions: [
      condition('PodScheduled', 'True', created),
      condition('Initialized', 'True', created),
      condition('ContainersReady', status, at),
      condition('Ready', status, at),
    ],
    containerStatuses: containers.map(({ name, image }) => ({
      name,
      image,
      imageID: '',
      ready,
      started: ready,
      restartCount: 0,
      state: { running: { startedAt: created } },
    })),
  };
}

/** True when a pod is ready. */
export function isReady(pod: KubernetesObject): boolean {
  const conditions = (pod.status?.conditions ?? []) as {
    type: string;
    status: string;
  }[];
  return conditions.some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );
}
