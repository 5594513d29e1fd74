import { formatResourceRef } from '../refs';
import type { ScopedWorkload } from '../snapshot';
import type { Finding } from '../verdict';
import { access, accessOptionsOf, type AccessOptions } from './access';
import { accessPlaces } from './accessPlaces';
import type { WorkloadAccess } from './model';
import type { RoutingContext } from './RoutingContext';

const KINDS = [
  'AuthorizationPolicy',
  'RequestAuthentication',
  'PeerAuthentication',
] as const;

interface Answered {
  entry: WorkloadAccess;
  findings: readonly Finding[];
}

function answersFor(
  context: RoutingContext,
  workload: ScopedWorkload,
  options: AccessOptions,
): Answered[] {
  return accessPlaces(context, workload).map(place => {
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
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/authorization.go
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
