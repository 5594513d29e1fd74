import type {
  GRPCRoute,
  HTTPRoute,
  KindName,
  VirtualService,
} from '../../resources';
import type { MeshSnapshot } from '../MeshSnapshot';
import { gatewayRouteConcern } from './gatewayRouteConcern';
import { concernsRule, type HostSet, type RouteConcern } from './routeConcern';
import type { ScopeBuilder } from './ScopeBuilder';
import { delegateOf, virtualServiceConcern } from './virtualServiceConcern';

const keyOf = (virtualService: VirtualService): string =>
  `${virtualService.metadata.namespace}/${virtualService.metadata.name}`;

function naming(
  snapshot: MeshSnapshot,
  hosts: Iterable<string>,
): Set<VirtualService> {
  return new Set(
    [...hosts].flatMap(host => [...snapshot.byHost('VirtualService', host)]),
  );
}

/** VirtualServices that hand requests to one of the delegates. There is no index for it; delegates are rare. */
function rootsOf(
  snapshot: MeshSnapshot,
  delegates: ReadonlySet<string>,
): VirtualService[] {
  if (delegates.size === 0) {
    return [];
  }
  return snapshot
    .list('VirtualService')
    .filter(root =>
      (root.spec.http ?? []).some(rule =>
        delegates.has(delegateOf(rule, root.metadata.namespace) ?? ''),
      ),
    );
}

/** Delegates of the rules of a root that concern the service. */
function delegatesOf(
  snapshot: MeshSnapshot,
  root: VirtualService,
  concern: RouteConcern,
): VirtualService[] {
  return (root.spec.http ?? []).flatMap((rule, index) => {
    const delegate = delegateOf(rule, root.metadata.namespace);
    if (!delegate || !concernsRule(concern, `spec.http[${index}]`)) {
      return [];
    }
    const [namespace, name] = delegate.split('/');
    const found = snapshot.get('VirtualService', namespace, name);
    return found ? [found] : [];
  });
}

function takenOver(root: VirtualService): RouteConcern {
  return {
    reason: `takes over rules of VirtualService ${keyOf(root)}`,
    hosts: [],
    hiddenHosts: 0,
    rules: 'all',
  };
}

/**
 * All VirtualServices that concern hosts, with roots and delegates of those that do. Delegation has one level only.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate
 */
export function concerningVirtualServices(
  snapshot: MeshSnapshot,
  hosts: HostSet,
): Map<VirtualService, RouteConcern> {
  const found = new Map<VirtualService, RouteConcern>();
  const consider = (object: VirtualService, delegates: Set<string>): void => {
    const concern = virtualServiceConcern(object, hosts, delegates);
    if (concern) {
      found.set(object, concern);
    }
  };
  naming(snapshot, hosts).forEach(object => consider(object, new Set()));
  const delegates = new Set(
    [...found.keys()].filter(({ spec }) => !spec.hosts?.length).map(keyOf),
  );
  rootsOf(snapshot, delegates).forEach(root => consider(root, delegates));
  for (const [root, concern] of [...found]) {
    for (const delegate of delegatesOf(snapshot, root, concern)) {
      // The delegate of a rule for our host is ours as a whole, wherever it sends the requests.
      found.set(delegate, found.get(delegate) ?? takenOver(root));
    }
  }
  return found;
}

/**
 * Adds the routing objects of hosts to the scope.
 *
 * @returns what of each concerns the hosts
 */
export function addRoutes(
  builder: ScopeBuilder,
  hosts: HostSet,
): Map<VirtualService | HTTPRoute | GRPCRoute, RouteConcern> {
  const { snapshot } = builder;
  const concerns = new Map<
    VirtualService | HTTPRoute | GRPCRoute,
    RouteConcern
  >();
  for (const [object, concern] of concerningVirtualServices(snapshot, hosts)) {
    concerns.set(object, concern);
    builder.add('VirtualService', object, concern.reason);
  }
  for (const kind of ['HTTPRoute', 'GRPCRoute'] as const) {
    for (const host of hosts) {
      for (const route of snapshot.byHost<typeof kind>(kind, host)) {
        const concern = gatewayRouteConcern(route, hosts);
        if (concern) {
          concerns.set(route, concern);
          builder.add<KindName>(kind, route, concern.reason);
        }
      }
    }
  }
  return concerns;
}
