import type { PolicyReport, PolicyResult } from '../../resources';
import { matchesSelector } from '../labelSelector';
import type { MeshSnapshot } from '../MeshSnapshot';
import type { ScopedWorkload, ScopeMember } from './EntityScope';
import type { ScopeBuilder } from './ScopeBuilder';

type Reported = NonNullable<PolicyReport['scope']>;

const reportKinds = [
  'PolicyReport',
  'ClusterPolicyReport',
  'OpenReport',
  'OpenClusterReport',
] as const;

/** Kinds of policy reports, of both APIs. */
export type ReportKind = (typeof reportKinds)[number];

const keyOf = (
  kind: string | undefined,
  namespace: string | undefined,
  name: string | undefined,
): string => `${kind}/${namespace ?? ''}/${name}`;

/** Keys of the pods and ReplicaSets of workloads: rules about pods report on them. */
function podKeys(
  snapshot: MeshSnapshot,
  workloads: readonly ScopedWorkload[],
): string[] {
  return workloads.flatMap(({ object }) => {
    const { namespace } = object.metadata;
    const { selector } = object.spec;
    const first = selector?.matchLabels ?? {};
    return (['Pod', 'ReplicaSet'] as const).flatMap(kind =>
      snapshot
        .byLabels(kind, namespace, first)
        .filter(({ metadata }) => matchesSelector(selector, metadata.labels))
        .map(({ metadata }) => keyOf(kind, namespace, metadata.name)),
    );
  });
}

/** Objects whose reports belong to an entity. */
export interface ReportedObjects {
  has(object: Reported | undefined, namespace: string | undefined): boolean;
}

/** The objects of a scope that policies may report on: its own ones, and the pods of its workloads. */
export function reportedObjects(
  snapshot: MeshSnapshot,
  members: readonly ScopeMember[],
  workloads: readonly ScopedWorkload[],
): ReportedObjects {
  const own = new Set(workloads.map(({ object }) => object.metadata.namespace));
  const keys = new Set([
    ...members
      .filter(({ ref }) => own.has(ref.namespace ?? ''))
      .map(({ ref }) => keyOf(ref.kind, ref.namespace, ref.name)),
    ...podKeys(snapshot, workloads),
  ]);
  return {
    has: (object, namespace) =>
      object !== undefined &&
      keys.has(keyOf(object.kind, object.namespace ?? namespace, object.name)),
  };
}

/** The results of a report that are about some of the objects. */
export function resultsAbout(
  report: Pick<PolicyReport, 'scope' | 'results'> & {
    metadata: { namespace?: string };
  },
  objects: ReportedObjects,
): PolicyResult[] {
  const { namespace } = report.metadata;
  return (report.results ?? []).filter(({ resources }) =>
    resources && resources.length > 0
      ? resources.some(resource => objects.has(resource, namespace))
      : objects.has(report.scope, namespace),
  );
}

/** Adds the policy reports about objects of the scope. */
export function addReports(
  builder: ScopeBuilder,
  workloads: readonly ScopedWorkload[],
): void {
  const { snapshot } = builder;
  const objects = reportedObjects(snapshot, builder.members(), workloads);
  for (const kind of reportKinds) {
    for (const report of snapshot.list<ReportKind>(kind)) {
      if (resultsAbout(report, objects).length > 0) {
        const about = report.scope?.name;
        const reason = about
          ? `reports on ${report.scope?.kind} ${about}`
          : 'reports on objects of the service';
        builder.add<ReportKind>(kind, report, reason);
      }
    }
  }
}
