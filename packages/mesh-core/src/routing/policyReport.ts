import type { PolicyReport, PolicyResult } from '../resources';
import { kindFacts, type KindFacts } from '../resources';
import { membersOf, type ScopeMember } from '../snapshot';
import {
  reportedObjects,
  resultsAbout,
  type ReportKind,
} from '../snapshot/scope/reportsOf';
import type { PolicyReportSummary } from './model';
import type { RoutingContext } from './RoutingContext';

type Found = PolicyReportSummary['results'][number];

const bad = new Set(['fail', 'warn', 'error']);
const groups = new Map(
  Object.values<KindFacts>(kindFacts).map(({ kind, group }) => [kind, group]),
);

function resourceOf(
  context: RoutingContext,
  result: PolicyResult,
  report: ScopeMember<ReportKind>,
): Found['resource'] {
  const reported = result.resources?.[0] ?? report.object.scope;
  if (!reported?.kind || !reported.name) {
    return undefined;
  }
  const { apiVersion, kind, name } = reported;
  const group = apiVersion?.includes('/')
    ? apiVersion.split('/')[0]
    : undefined;
  const namespace = reported.namespace ?? report.ref.namespace;
  return {
    cluster: context.snapshot.cluster,
    group: group ?? (apiVersion === undefined ? (groups.get(kind) ?? '') : ''),
    kind,
    ...(namespace === undefined ? {} : { namespace }),
    name,
  };
}

function foundOf(
  context: RoutingContext,
  result: PolicyResult,
  report: ScopeMember<ReportKind>,
): Found[] {
  const { policy, rule, message, result: state } = result;
  if (state === undefined || !bad.has(state)) {
    return [];
  }
  const resource = resourceOf(context, result, report);
  return [
    {
      policy,
      ...(rule ? { rule } : {}),
      result: state as Found['result'],
      ...(message ? { message } : {}),
      ...(resource === undefined ? {} : { resource }),
    },
  ];
}

/**
 * What the policy reports say about the objects of the scope: counted from the results, since the summary of a report may count
 * objects of others.
 *
 * @returns `undefined` when there are no reports
 */
export function policyReport(
  context: RoutingContext,
): PolicyReportSummary | undefined {
  const { scope, snapshot } = context;
  const reports: ScopeMember<ReportKind>[] = [
    ...membersOf(scope, 'PolicyReport'),
    ...membersOf(scope, 'ClusterPolicyReport'),
    ...membersOf(scope, 'OpenReport'),
    ...membersOf(scope, 'OpenClusterReport'),
  ];
  if (reports.length === 0) {
    return undefined;
  }
  const objects = reportedObjects(snapshot, scope.members, scope.workloads);
  const summary: PolicyReportSummary = {
    pass: 0,
    fail: 0,
    warn: 0,
    error: 0,
    skip: 0,
    results: [],
  };
  for (const report of reports) {
    const object: Pick<PolicyReport, 'scope' | 'results'> & {
      metadata: { namespace?: string };
    } = report.object;
    for (const result of resultsAbout(object, objects)) {
      if (result.result !== undefined) {
        summary[result.result] += 1;
      }
      summary.results.push(...foundOf(context, result, report));
    }
  }
  return summary;
}
