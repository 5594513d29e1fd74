import type { Pod, Service } from '../resources';
import { imageVersion, type MeshSnapshot } from '../snapshot';

type Labels = Readonly<Record<string, string>>;

/** Labels of topology that Istio adds to endpoints; pods do not carry them. */
const topologyLabel = /^topology\.|^kubernetes\.io\/hostname$/;

/** Whether subset labels can be looked for on pods. */
export function areOnPods(labels: Labels): boolean {
  return Object.keys(labels).every(label => !topologyLabel.test(label));
}

function isRunning({ metadata, status }: Pod): boolean {
  return (
    metadata.deletionTimestamp === undefined &&
    status?.phase !== 'Succeeded' &&
    status?.phase !== 'Failed'
  );
}

function isReady({ status }: Pod): boolean {
  return (status?.conditions ?? []).some(
    ({ type, status: value }) => type === 'Ready' && value === 'True',
  );
}

/** The pods that a Service sends requests to, or those of them with the labels of a subset. */
export function podsBehind(
  snapshot: MeshSnapshot,
  service: Service,
  subset: Labels = {},
): { pods: readonly Pod[]; ready: number } {
  const selector = service.spec.selector ?? {};
  if (Object.keys(selector).length === 0) {
    return { pods: [], ready: 0 };
  }
  const pods = snapshot
    .byLabels('Pod', service.metadata.namespace, { ...selector, ...subset })
    .filter(isRunning);
  return { pods, ready: pods.filter(isReady).length };
}

function includesAll(labels: Labels | undefined, wanted: Labels): boolean {
  return Object.entries(wanted).every(
    ([label, value]) => labels?.[label] === value,
  );
}

/** Workloads whose pods would be behind a Service, also those that have none now. */
export function workloadsBehind(
  snapshot: MeshSnapshot,
  service: Service,
  subset: Labels = {},
) {
  const selector = service.spec.selector ?? {};
  const wanted = { ...selector, ...subset };
  if (Object.keys(selector).length === 0) {
    return [];
  }
  const { namespace } = service.metadata;
  return [
    ...snapshot.list('Deployment', namespace),
    ...snapshot.list('DaemonSet', namespace),
  ].filter(({ spec }) => includesAll(spec.template?.metadata?.labels, wanted));
}

/** The version behind a Service, where all pods agree; without pods, that of the workloads. */
export function versionBehind(
  snapshot: MeshSnapshot,
  service: Service,
  subset: Labels = {},
): string | undefined {
  const { pods } = podsBehind(snapshot, service, subset);
  const containers =
    pods.length > 0
      ? pods.map(({ spec }) => spec.containers)
      : workloadsBehind(snapshot, service, subset).map(
          ({ spec }) => spec.template?.spec?.containers,
        );
  const versions = new Set(
    containers.map(list => {
      const own = list?.find(({ name }) => name !== 'istio-proxy');
      return own?.image === undefined ? undefined : imageVersion(own.image);
    }),
  );
  const [version] = versions;
  return versions.size === 1 ? version : undefined;
}
