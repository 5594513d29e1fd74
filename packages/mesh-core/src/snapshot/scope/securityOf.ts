import type { KindName, MeshObjects, PolicyTarget } from '../../resources';
import type { ScopedWorkload, ServiceMember } from './EntityScope';
import type { ScopeBuilder } from './ScopeBuilder';
import { podLabelsOf, selectsLabels } from './servicesOf';

type PolicyKind = 'AuthorizationPolicy' | 'RequestAuthentication';

interface Targeting {
  selector?: { matchLabels?: Readonly<Record<string, string>> };
  targetRef?: PolicyTarget;
  targetRefs?: readonly PolicyTarget[];
}

function targetsOf({ targetRef, targetRefs = [] }: Targeting): PolicyTarget[] {
  return targetRef ? [targetRef, ...targetRefs] : [...targetRefs];
}

/** Whether labels are chosen; no selector, or an empty one, chooses all. */
function chooses(
  { selector }: Targeting,
  labels: Readonly<Record<string, string>>,
): boolean {
  const wanted = selector?.matchLabels ?? {};
  return Object.keys(wanted).length === 0 || selectsLabels(wanted, labels);
}

const isSelective = ({ selector }: Targeting): boolean =>
  Object.keys(selector?.matchLabels ?? {}).length > 0;

function targetedService(
  spec: Targeting,
  policyNamespace: string,
  services: readonly ServiceMember[],
): ServiceMember | undefined {
  return services.find(({ object }) =>
    targetsOf(spec).some(
      target =>
        target.kind === 'Service' &&
        target.name === object.metadata.name &&
        (target.namespace ?? policyNamespace) === object.metadata.namespace,
    ),
  );
}

/**
 * Why a policy acts on a workload.
 *
 * @param reach - `everywhere`: policies of the root namespace may select pods of all namespaces; `own`: only of their own
 */
function reasonFor(
  spec: Targeting,
  policyNamespace: string,
  workload: ScopedWorkload,
  rootNamespace: string,
  reach: 'everywhere' | 'own',
): string | undefined {
  const { namespace, name } = workload.object.metadata;
  if (policyNamespace !== namespace && policyNamespace !== rootNamespace) {
    return undefined;
  }
  if (!chooses(spec, podLabelsOf(workload))) {
    return undefined;
  }
  if (isSelective(spec)) {
    const reaches = reach === 'everywhere' || policyNamespace === namespace;
    return reaches ? `selects the pods of ${name}` : undefined;
  }
  return policyNamespace === rootNamespace
    ? 'holds for the whole mesh'
    : `holds for all of namespace ${namespace}`;
}

function addPolicies<K extends PolicyKind>(
  builder: ScopeBuilder,
  kind: K,
  workloads: readonly ScopedWorkload[],
  services: readonly ServiceMember[],
  rootNamespace: string,
): void {
  const namespaces = new Set([
    ...workloads.map(({ object }) => object.metadata.namespace),
    rootNamespace,
  ]);
  for (const namespace of namespaces) {
    for (const policy of builder.snapshot.list<PolicyKind>(kind, namespace)) {
      const spec: Targeting = policy.spec;
      const target = targetedService(spec, namespace, services);
      const reason =
        targetsOf(spec).length > 0
          ? target && `is attached to Service ${target.ref.name}`
          : workloads
              .map(workload =>
                reasonFor(
                  spec,
                  namespace,
                  workload,
                  rootNamespace,
                  'everywhere',
                ),
              )
              .find(found => found !== undefined);
      if (reason) {
        builder.add<KindName>(kind, policy as MeshObjects[K], reason);
      }
    }
  }
}

/**
 * Adds the policies that say who may call the workloads, and how: PeerAuthentications, AuthorizationPolicies and
 * RequestAuthentications of the workload, its namespace and the root namespace.
 *
 * @see https://istio.io/latest/docs/concepts/security/#selector-field
 */
export function addSecurity(
  builder: ScopeBuilder,
  workloads: readonly ScopedWorkload[],
  services: readonly ServiceMember[],
  rootNamespace: string,
): void {
  for (const workload of workloads) {
    const { namespace } = workload.object.metadata;
    for (const owner of new Set([namespace, rootNamespace])) {
      for (const policy of builder.snapshot.list('PeerAuthentication', owner)) {
        const reason = reasonFor(
          policy.spec,
          owner,
          workload,
          rootNamespace,
          'own',
        );
        if (reason) {
          builder.add('PeerAuthentication', policy, reason);
        }
      }
    }
  }
  for (const kind of [
    'AuthorizationPolicy',
    'RequestAuthentication',
  ] as const) {
    addPolicies(builder, kind, workloads, services, rootNamespace);
  }
}
