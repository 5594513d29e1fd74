import type { Deployment } from '../resources';
import type { MeshSnapshot } from '../snapshot';
import { hasLabels } from './callers/callerPods';
import type { RouteCaller } from './table/CompileOptions';

type PodTemplate = NonNullable<Deployment['spec']['template']>;

const KINDS = ['Deployment', 'DaemonSet'] as const;

type Labels = Readonly<Record<string, string>>;

/** Pods as they are, also with the labels that the injection adds. */
function podsWith(
  snapshot: MeshSnapshot,
  namespace: string,
  labels: Labels,
): PodTemplate[] {
  return snapshot
    .list('Pod', namespace)
    .filter(({ metadata }) => hasLabels(metadata.labels ?? {}, labels));
}

/** Pods as their workloads make them: there may be none now. */
function templatesWith(
  snapshot: MeshSnapshot,
  namespace: string,
  labels: Labels,
): PodTemplate[] {
  return KINDS.flatMap(kind =>
    snapshot.list(kind, namespace).flatMap(({ spec }) => spec.template ?? []),
  ).filter(({ metadata }) => hasLabels(metadata?.labels ?? {}, labels));
}

/** The service accounts that pods with some labels run as. */
function accountsOf(
  snapshot: MeshSnapshot,
  namespace: string,
  labels: Labels,
): string[] {
  const pods = podsWith(snapshot, namespace, labels);
  const found =
    pods.length > 0 ? pods : templatesWith(snapshot, namespace, labels);
  return [
    ...new Set(found.map(({ spec }) => spec?.serviceAccountName ?? 'default')),
  ];
}

/**
 * The identity that a caller shows in mutual TLS, as in `cluster.local/ns/shop/sa/cart`.
 *
 * @returns `null` for a caller without identity; nothing when its pods run as several accounts, or are not known
 * @see https://istio.io/latest/docs/concepts/security/#istio-identity
 */
export function callerIdentity(
  snapshot: MeshSnapshot,
  caller: RouteCaller,
  trustDomain = 'cluster.local',
): string | null | undefined {
  if (caller.kind === 'none') {
    return null;
  }
  const { namespace } = caller;
  const accounts =
    caller.kind === 'waypoint'
      ? [caller.name]
      : accountsOf(snapshot, namespace, caller.labels);
  return accounts.length === 1
    ? `${trustDomain}/ns/${namespace}/sa/${accounts[0]}`
    : undefined;
}
