import { formatResourceRef } from '../refs';
import { membersOf, type ScopedWorkload } from '../snapshot';
import { podLabelsOf, selectsLabels } from '../snapshot/scope/servicesOf';
import type { Finding } from '../verdict';
import {
  access,
  accessOptionsOf,
  type AccessOptions,
  type AccessWorkload,
} from './access';
import { isAmbient, isInMesh } from './isInMesh';
import type { WorkloadAccess } from './model';
import type { RoutingContext } from './RoutingContext';
import { waypointOf } from './table/waypointTable';

const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';
const KINDS = [
  'AuthorizationPolicy',
  'RequestAuthentication',
  'PeerAuthentication',
] as const;

/** Where policies for a workload are enforced. */
interface Place {
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

/** The waypoints before the Services of a workload, then its pods. */
function placesOf(context: RoutingContext, workload: ScopedWorkload): Place[] {
  const labels = podLabelsOf(workload);
  const dataplane = dataplaneOf(context, workload);
  const { namespace } = workload.object.metadata;
  const waypoints =
    dataplane === 'ambient'
      ? membersOf(context.scope, 'Service').flatMap(({ object }): Place[] => {
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
        })
      : [];
  return [
    ...waypoints,
    { at: { kind: 'pods' }, workload: { namespace, labels, dataplane } },
  ];
}

interface Answered {
  entry: WorkloadAccess;
  findings: readonly Finding[];
}

function answersFor(
  context: RoutingContext,
  workload: ScopedWorkload,
  options: AccessOptions,
): Answered[] {
  return placesOf(context, workload).map(place => {
    const { token, callers } = access(
      context.snapshot,
      place.workload,
      options,
    );
    const { warnings, ...rest } = callers;
    return {
      entry: {
        workloads: [{ ref: workload.ref, role: workload.role }],
        at: place.at,
        token,
        callers: rest,
      },
      findings: warnings,
    };
  });
}

/** A policy that one place does not read may hold at the other. */
function readSomewhere(answers: readonly Answered[]): readonly Finding[] {
  const read = new Set(
    answers.flatMap(({ entry }) =>
      entry.callers.policies.map(({ ref }) => formatResourceRef(ref)),
    ),
  );
  return answers
    .flatMap(({ findings }) => findings)
    .filter(
      ({ code, ref }) =>
        code !== 'policy-not-read' ||
        ref === undefined ||
        !read.has(formatResourceRef(ref)),
    );
}

/** Workloads with one answer become one entry. */
function merged(entries: readonly WorkloadAccess[]): WorkloadAccess[] {
  const alike = new Map<string, WorkloadAccess>();
  for (const entry of entries) {
    const { workloads, ...answer } = entry;
    const key = JSON.stringify(answer);
    const known = alike.get(key);
    alike.set(
      key,
      known
        ? { ...known, workloads: [...known.workloads, ...workloads] }
        : entry,
    );
  }
  return [...alike.values()];
}

function unique(findings: readonly Finding[]): Finding[] {
  return [
    ...new Map(
      findings.map(finding => [JSON.stringify(finding), finding]),
    ).values(),
  ];
}

/**
 * Who may call the workloads of the entity and whether a token is needed, with what is wrong about it. Nothing when the policies were
 * not read: of policies that are not known nothing is concluded.
 */
export function workloadAccess(context: RoutingContext): {
  access?: WorkloadAccess[];
  findings: Finding[];
} {
  const wasRead = KINDS.every(kind => context.wasRead(kind));
  if (!wasRead || context.scope.workloads.length === 0) {
    return { findings: [] };
  }
  const options = accessOptionsOf(context.snapshot);
  const answers = context.scope.workloads.flatMap(workload =>
    answersFor(context, workload, options),
  );
  return {
    access: merged(answers.map(({ entry }) => entry)),
    findings: unique(readSomewhere(answers)),
  };
}
