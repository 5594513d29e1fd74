import { serviceFqdn, type ResourceRef } from '../refs';
import type { KindName } from '../resources';
import {
  canaryNames,
  membersOf,
  type EntityScope,
  type MeshSnapshot,
} from '../snapshot';
import type { RouteDestination } from './routeModel';

/** What the parts of the routing model are made from, with what all of them ask for. */
export class RoutingContext {
  /** Namespaces of the entity's workloads: objects elsewhere belong to others. */
  readonly namespaces: ReadonlySet<string>;
  private readonly roles = new Map<string, RouteDestination['role']>();
  private readonly made = new Set<string>();
  private readonly unread: ReadonlySet<KindName>;

  constructor(
    readonly snapshot: MeshSnapshot,
    readonly scope: EntityScope,
    notRead: readonly KindName[],
  ) {
    this.unread = new Set(notRead);
    this.namespaces = new Set(
      scope.workloads.map(({ object }) => object.metadata.namespace),
    );
    for (const { object } of membersOf(scope, 'Canary')) {
      const names = canaryNames(object);
      if (names) {
        const { namespace } = object.metadata;
        const fqdn = (name: string) => serviceFqdn(namespace, name);
        this.roles.set(fqdn(names.primaryService), 'primary');
        this.roles.set(fqdn(names.canaryService), 'canary');
        const made = [names.apex, names.primaryService, names.canaryService];
        made.forEach(name => this.made.add(`${namespace}/${name}`));
      }
    }
  }

  roleOf(fqdn: string): RouteDestination['role'] {
    return this.roles.get(fqdn) ?? 'other';
  }

  /** Whether a kind could be read; where not, nothing is concluded from objects that are not there. */
  wasRead(kind: KindName): boolean {
    return !this.unread.has(kind);
  }

  /** Whether Flagger writes an object: it is named like one that it makes for a Canary of the scope. */
  isFlaggers(ref: ResourceRef): boolean {
    return this.made.has(`${ref.namespace}/${ref.name}`);
  }

  isOwnNamespace(namespace: string | undefined): boolean {
    return namespace !== undefined && this.namespaces.has(namespace);
  }

  isOwnHost(fqdn: string): boolean {
    return this.scope.hosts.includes(fqdn);
  }
}
