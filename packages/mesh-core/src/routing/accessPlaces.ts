import { membersOf, type ScopedWorkload } from '../snapshot';
import { podLabelsOf, selectsLabels } from '../snapshot/scope/servicesOf';
import type { AccessWorkload } from './access';
import { isAmbient, isInMesh } from './isInMesh';
import type { WorkloadAccess } from './model';
import type { RoutingContext } from './RoutingContext';
import { waypointOf } from './table/waypointTable';

const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';
/** Where policies for a workload are enforced. */
export interface AccessPlace {
  at: WorkloadAccess['at'];
  workload: AccessWorkload;
}

function dataplaneOf(
  context: RoutingContext,
  workload: ScopedWorkload,
): AccessWorkload['dataplane'] {
  if (!isInMesh(context, workload)) {
    return 'outside';
  }
  if (Object.hasOwn(podLabelsOf(workload), GATEWAY_NAME)) {
    return 'gateway';
  }
  return isAmbient(context, workload) ? 'ambient' : 'sidecar';
}

/**
 * The waypoints before the Services of a workload, then its pods.
 *
 * @see https://istio.io/latest/docs/ambient/usage/l7-features/
 */
export function accessPlaces(
  context: RoutingContext,
  workload: ScopedWorkload,
): AccessPlace[] {
  const labels = podLabelsOf(workload);
  const dataplane = dataplaneOf(context, workload);
  const { namespace } = workload.object.metadata;
  const waypoints =
    dataplane === 'ambient'
      ? membersOf(context.scope, 'Service').flatMap(
          ({ object }): AccessPlace[] => {
            const waypoint = waypointOf(context.snapshot, object);
            return waypoint && selectsLabels(object.spec.selector, labels)
              ? [
                  {
                    at: { kind: 'waypoint', service: object.metadata.name },
                    workload: {
                      namespace: waypoint.namespace,
                      labels: { [GATEWAY_NAME]: waypoint.name },
                      dataplane: 'waypoint',
                      service: {
                        kind: 'Service',
                        namespace: object.metadata.namespace,
                        name: object.metadata.name,
                      },
                    },
                  },
                ]
              : [];
          },
        )
      : [];
  return [
    ...waypoints,
    { at: { kind: 'pods' }, workload: { namespace, labels, dataplane } },
  ];
}
