import type { ResourceRef } from '../../refs';
import type { MeshObjects, PolicyTarget } from '../../resources';
import type { MeshSnapshot } from '../../snapshot';
import { oldestFirst } from '../../snapshot/scope/oldestFirst';
import { selectsLabels } from '../../snapshot/scope/servicesOf';
import type { AccessWorkload } from './model';
import {
  GATEWAY_NAME,
  isKind,
  targetScope,
  targetsOf,
  type Targeting,
} from './targeting';

type PolicyKind = 'AuthorizationPolicy' | 'RequestAuthentication';

/** A policy that holds, and why. */
export interface AttachedPolicy<K extends PolicyKind> {
  policy: MeshObjects[K];
  ref: ResourceRef;
  /** In words that follow its name: `holds for the whole mesh`. */
  scope: string;
}

/** Policies for what is called, those of the root namespace first, in each namespace the oldest first. */
export interface PoliciesFor<K extends PolicyKind> {
  attached: AttachedPolicy<K>[];
  /** Written for these pods, or for all of the namespace, and without effect. */
  ignored: { ref: ResourceRef; reason: string }[];
}

/** Why a policy without targets holds for pods. */
function selectorScope(
  { selector }: Targeting,
  policyNamespace: string,
  workload: AccessWorkload,
  rootNamespace: string,
): string | undefined {
  const wanted = selector?.matchLabels ?? {};
  if (Object.keys(wanted).length > 0) {
    return selectsLabels(wanted, workload.labels)
      ? 'selects these pods'
      : undefined;
  }
  return policyNamespace === rootNamespace
    ? 'holds for the whole mesh'
    : `holds for all of namespace ${policyNamespace}`;
}

/** A target that is meant for these pods, though what enforces policies there does not read targets. */
function targetsPods(
  snapshot: MeshSnapshot,
  target: PolicyTarget,
  workload: AccessWorkload,
): boolean {
  const service = isKind(target, '', 'Service')
    ? snapshot.get('Service', workload.namespace, target.name)
    : undefined;
  return selectsLabels(service?.spec.selector, workload.labels);
}

/** Whether a policy without targets is meant for the pods behind a waypoint. */
function meansService(
  snapshot: MeshSnapshot,
  { selector }: Targeting,
  { service }: AccessWorkload,
): boolean {
  const wanted = selector?.matchLabels ?? {};
  const behind =
    service?.kind === 'Service'
      ? snapshot.get('Service', service.namespace, service.name)
      : undefined;
  return (
    Object.keys(wanted).length === 0 ||
    selectsLabels(wanted, behind?.spec.selector)
  );
}

type Verdict =
  { holds: true; scope: string } | { holds: false; reason?: string };

/** A policy with targets, where those are read. */
function judgeTargets(
  spec: Targeting,
  policyNamespace: string,
  workload: AccessWorkload,
  rootNamespace: string,
): Verdict {
  const scope = targetsOf(spec)
    .map(target =>
      targetScope(target, policyNamespace, workload, rootNamespace),
    )
    .find(found => found !== undefined);
  return scope === undefined ? { holds: false } : { holds: true, scope };
}

const readers: Partial<Record<AccessWorkload['dataplane'], string>> = {
  ambient: 'ztunnel',
  gateway: 'a gateway of Istio’s own API',
};

/** A policy with targets, where nobody reads those. */
function unreadTargets(
  snapshot: MeshSnapshot,
  spec: Targeting,
  policyNamespace: string,
  workload: AccessWorkload,
): Verdict {
  const target =
    policyNamespace === workload.namespace
      ? targetsOf(spec).find(one => targetsPods(snapshot, one, workload))
      : undefined;
  return target
    ? {
        holds: false,
        reason: `is attached to ${target.kind} ${target.name}; ${readers[workload.dataplane] ?? 'a sidecar'} reads no targetRefs, only a waypoint does`,
      }
    : { holds: false };
}

function judge(
  snapshot: MeshSnapshot,
  spec: Targeting,
  policyNamespace: string,
  workload: AccessWorkload,
  rootNamespace: string,
): Verdict {
  const { dataplane, labels } = workload;
  if (targetsOf(spec).length > 0) {
    const readsTargets =
      dataplane === 'waypoint' ||
      (dataplane !== 'ambient' && Object.hasOwn(labels, GATEWAY_NAME));
    return readsTargets
      ? judgeTargets(spec, policyNamespace, workload, rootNamespace)
      : unreadTargets(snapshot, spec, policyNamespace, workload);
  }
  if (dataplane === 'waypoint') {
    return meansService(snapshot, spec, workload)
      ? { holds: false, reason: 'has no targetRefs; a waypoint needs them' }
      : { holds: false };
  }
  const scope = selectorScope(spec, policyNamespace, workload, rootNamespace);
  return scope === undefined ? { holds: false } : { holds: true, scope };
}

/**
 * The policies that hold for pods, a gateway, or a service behind a waypoint.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/policyattachment.go
 */
export function policiesFor<K extends PolicyKind>(
  snapshot: MeshSnapshot,
  kind: K,
  workload: AccessWorkload,
  rootNamespace: string,
): PoliciesFor<K> {
  const namespaces = new Set([
    rootNamespace,
    workload.namespace,
    ...(workload.dataplane === 'waypoint' && workload.service
      ? [workload.service.namespace]
      : []),
  ]);
  const attached: AttachedPolicy<K>[] = [];
  const ignored: { ref: ResourceRef; reason: string }[] = [];
  for (const namespace of namespaces) {
    for (const policy of oldestFirst(snapshot.list(kind, namespace))) {
      const ref = snapshot.refOf(policy);
      const verdict = judge(
        snapshot,
        policy.spec,
        namespace,
        workload,
        rootNamespace,
      );
      if (verdict.holds) {
        attached.push({ policy, ref, scope: verdict.scope });
      } else if (verdict.reason) {
        ignored.push({ ref, reason: verdict.reason });
      }
    }
  }
  return { attached, ignored };
}
