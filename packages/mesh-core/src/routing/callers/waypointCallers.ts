import { kindFacts } from '../../resources';
import type { RoutingContext } from '../RoutingContext';
import { waypointOf } from '../table/waypointTable';
import { ownHosts } from './callableHosts';
import type { CallableHost, PossibleCaller } from './model';

/**
 * The waypoints that requests to the entity's Services go through.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/serviceregistry/kube/controller/ambient/waypoints.go
 */
export function waypointCallers(context: RoutingContext): PossibleCaller[] {
  const { snapshot, scope } = context;
  const { group, kind } = kindFacts.GatewayApiGateway;
  const found = new Map<string, PossibleCaller>();
  const hosts = ownHosts(scope);
  for (const { object, fqdn } of scope.services) {
    const waypoint = waypointOf(snapshot, object);
    const host = hosts.find(own => own.host === fqdn);
    if (waypoint && host) {
      const { namespace, name } = waypoint;
      const id = `waypoint:${namespace}/${name}`;
      const known: readonly CallableHost[] = found.get(id)?.hosts ?? [];
      found.set(id, {
        id,
        role: 'waypoint',
        caller: { kind: 'waypoint', namespace, name },
        title: name,
        detail: `waypoint · callers in ambient mode`,
        seenBy: 'configuration',
        ref: { cluster: snapshot.cluster, group, kind, namespace, name },
        hosts: [...known, host],
      });
    }
  }
  return [...found.values()];
}
