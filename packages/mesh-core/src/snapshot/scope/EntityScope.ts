import type { ResourceRef } from '../../refs';
import type { KindName, MeshObjects } from '../../resources';
import type { ScopeQuery } from '../scopeQuery';
import type { RouteConcerns } from './routeConcern';

/**
 * An object that belongs to the scope of an entity, and why, in words that follow its name:
 * "VirtualService shop/checkout *routes checkout.shop.svc.cluster.local*".
 *
 * @public
 */
export type ScopeMember<K extends KindName = KindName> = {
  [Kind in K]: {
    kind: Kind;
    object: MeshObjects[Kind];
    ref: ResourceRef;
    reason: string;
  };
}[K];

/**
 * Part that a workload or Service plays in a release of Flagger: `apex` is what callers name, also where there is no Canary.
 *
 * @public
 */
export type ServiceRole = 'apex' | 'primary' | 'canary';

/**
 * A workload of the entity, with the part it plays under Flagger.
 *
 * @public
 */
export type ScopedWorkload = ScopeMember<'Deployment' | 'DaemonSet'> & {
  /** `primary`: the copy that Flagger keeps; `target`: all others. */
  role: 'target' | 'primary';
};

/**
 * A Service in front of the entity's workloads.
 *
 * @public
 */
export type ServiceMember = ScopeMember<'Service'> & {
  fqdn: string;
  role: ServiceRole;
};

/**
 * All objects of one cluster that act on the service of an entity.
 *
 * @public
 */
export interface EntityScope {
  cluster: string;
  query: ScopeQuery;
  /** Namespace whose policies hold for the whole mesh. */
  rootNamespace: string;
  workloads: readonly ScopedWorkload[];
  services: readonly ServiceMember[];
  /** Full names of the services. */
  hosts: readonly string[];
  /** Hosts outside of the cluster that the entity's namespaces may call. */
  egressHosts: readonly string[];
  /** What of each routing object concerns the entity. */
  concerns: RouteConcerns;
  /** All objects, workloads and services included, each once, with the first reason found. */
  members: readonly ScopeMember[];
}

/**
 * The members of one kind.
 *
 * @public
 */
export function membersOf<K extends KindName>(
  scope: Pick<EntityScope, 'members'>,
  kind: K,
): ScopeMember<K>[] {
  const members: readonly { kind: KindName }[] = scope.members;
  return members.filter(member => member.kind === kind) as ScopeMember<K>[];
}
