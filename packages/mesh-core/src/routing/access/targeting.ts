import type { PolicyTarget } from '../../resources';
import type { AccessWorkload } from './model';

/** How a policy says what it is for. */
export interface Targeting {
  selector?: { matchLabels?: Readonly<Record<string, string>> };
  targetRef?: PolicyTarget;
  targetRefs?: readonly PolicyTarget[];
}

/** Label of the pods of a gateway or waypoint. */
export const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';
const GATEWAY_GROUP = 'gateway.networking.k8s.io';

/**
 * What a policy is attached to. `targetRef` counts only without `targetRefs`.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/policyattachment.go
 */
export function targetsOf({
  targetRef,
  targetRefs = [],
}: Targeting): readonly PolicyTarget[] {
  return targetRefs.length === 0 && targetRef ? [targetRef] : targetRefs;
}

/** Whether a target names an object of a kind; the group of core kinds may be left out. */
export const isKind = (
  target: PolicyTarget,
  group: string,
  kind: string,
): boolean => (target.group ?? '') === group && target.kind === kind;

/** How a target names the service behind a waypoint, or all waypoints. */
function waypointScope(
  target: PolicyTarget,
  policyNamespace: string,
  { service }: AccessWorkload,
  rootNamespace: string,
): string | undefined {
  const group = service?.kind === 'ServiceEntry' ? 'networking.istio.io' : '';
  if (
    service &&
    isKind(target, group, service.kind) &&
    target.name === service.name &&
    policyNamespace === service.namespace
  ) {
    return `is attached to ${service.kind} ${service.name}`;
  }
  return policyNamespace === rootNamespace &&
    isKind(target, GATEWAY_GROUP, 'GatewayClass') &&
    target.name === 'istio-waypoint'
    ? 'holds for all waypoints'
    : undefined;
}

/**
 * How a target names a waypoint or gateway; `undefined` when it names something else.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/policyattachment.go
 */
export function targetScope(
  target: PolicyTarget,
  policyNamespace: string,
  workload: AccessWorkload,
  rootNamespace: string,
): string | undefined {
  const { namespace, labels, dataplane } = workload;
  const ofWaypoint =
    dataplane === 'waypoint'
      ? waypointScope(target, policyNamespace, workload, rootNamespace)
      : undefined;
  const isOwn =
    policyNamespace === namespace &&
    (target.namespace ?? namespace) === namespace;
  const isNamed =
    isKind(target, GATEWAY_GROUP, 'Gateway') &&
    target.name === labels[GATEWAY_NAME];
  return (
    ofWaypoint ??
    (isOwn && isNamed ? `is attached to Gateway ${target.name}` : undefined)
  );
}
