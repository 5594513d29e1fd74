import type { DaemonSet, Deployment } from '../../resources';
import type { ScopedWorkload } from '../../snapshot';
import { isAmbient, isInMesh } from '../isInMesh';
import type { RoutingContext } from '../RoutingContext';

/** Labels of pods, or a part of them. */
export type Labels = Readonly<Record<string, string>>;

/** Labels that controllers put on pods. No rule is written for them. */
const GENERATED =
  /^(pod-template-hash|controller-revision-hash|pod-template-generation)$/;

/** Labels that a person may write rules for. */
export function withoutGenerated(labels: Labels = {}): Labels {
  return Object.fromEntries(
    Object.entries(labels).filter(([name]) => !GENERATED.test(name)),
  );
}

/** Whether labels have all those that are wanted. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(
    ([name, value]) => labels[name] === value,
  );
}

/** A workload that may call, and how its pods take part in the mesh. */
export interface CallerPods {
  namespace: string;
  name: string;
  labels: Labels;
  dataplane: 'sidecar' | 'ambient' | 'outside';
}

const kinds = ['Deployment', 'DaemonSet'] as const;

function callerPods(
  context: RoutingContext,
  object: Deployment | DaemonSet,
): CallerPods {
  const { namespace, name } = object.metadata;
  const workload = {
    kind: object.kind,
    object,
    ref: context.snapshot.refOf(object),
    reason: '',
    role: 'target',
  } as ScopedWorkload;
  const inMesh = isInMesh(context, workload);
  const proxied = isAmbient(context, workload) ? 'ambient' : 'sidecar';
  return {
    namespace,
    name,
    labels: withoutGenerated(object.spec.template?.metadata?.labels),
    dataplane: inMesh ? proxied : 'outside',
  };
}

/** All workloads of a namespace, or of the cluster. */
export function workloadsIn(
  context: RoutingContext,
  namespace?: string,
): CallerPods[] {
  return kinds.flatMap(kind =>
    context.snapshot
      .list(kind, namespace)
      .map(object => callerPods(context, object)),
  );
}

/** A workload by its name; `undefined` where it is gone, or was not read. */
export function workloadNamed(
  context: RoutingContext,
  namespace: string,
  name: string,
): CallerPods | undefined {
  for (const kind of kinds) {
    const object = context.snapshot.get(kind, namespace, name);
    if (object) {
      return callerPods(context, object);
    }
  }
  return undefined;
}
