import type {
  SourceState,
  SummaryView,
} from '@fairway/backstage-plugin-mesh-common';
import type { CanarySummary, Finding, RoutingModel } from '@fairway/mesh-core';
import { canariesOf } from './buildCanaryViews';
import type { EntityContext } from './ContextReader';
import { canaryKinds, routingKinds, topologyKinds } from './freshnessOf';
import type { ClusterScope } from './ScopeCache';
import { scopedPart } from './scopedPart';
import type { EntityTraffic } from './topology/trafficOf';

type OkSummaryView = Extract<SummaryView, { status: 'ok' }>;

/** A part of the summary; each has a permission of its own. */
export type SummaryPart = 'routing' | 'canary' | 'topology';

export const summaryParts: readonly SummaryPart[] = [
  'routing',
  'canary',
  'topology',
];

/** Kinds that the parts rest on. */
export const kindsOfPart = {
  routing: routingKinds,
  canary: canaryKinds,
  topology: topologyKinds,
} as const;

/** What the summary is put together from besides the objects of the clusters. */
export interface SummaryInput {
  /** Parts that the caller may read. */
  parts: ReadonlySet<SummaryPart>;
  modelOf: (scope: ClusterScope) => RoutingModel;
  /** State of the source of the traffic graph, when it was asked. */
  topology?: { traffic?: EntityTraffic; state: SourceState };
  /** Milliseconds since 1970. */
  now: number;
}

/** The Canary that a reader should hear of first. */
const urgency: readonly CanarySummary['verdict']['state'][] = [
  'failed',
  'waiting',
  'progressing',
  'promoting',
  'initializing',
  'suspended',
  'unknown',
  'succeeded',
];

/** An entity in one line. What the caller may not read is left out and named. */
export function buildSummaryView(
  context: EntityContext,
  { parts, modelOf, topology, now }: SummaryInput,
): SummaryView {
  const kinds = new Set(
    summaryParts
      .filter(part => parts.has(part))
      .flatMap(part => [...kindsOfPart[part]]),
  );
  const common = scopedPart(context, kinds, now);
  const scopes = context.binding.state === 'confirmed' ? context.scopes : [];
  return {
    ...common,
    ...(topology && {
      freshness: {
        ...common.freshness,
        sources: [...common.freshness.sources, topology.state],
      },
    }),
    ...canaryPart(parts.has('canary') ? canariesOf(scopes, now) : []),
    ...(parts.has('routing') && routingPart(scopes.map(modelOf))),
    ...(topology?.traffic && { traffic: topology.traffic }),
    withheld: summaryParts.filter(part => !parts.has(part)),
  };
}

function canaryPart(
  canaries: readonly CanarySummary[],
): Pick<OkSummaryView, 'canary' | 'otherCanaries'> {
  const [first, ...others] = [...canaries].sort(
    (a, b) =>
      urgency.indexOf(a.verdict.state) - urgency.indexOf(b.verdict.state),
  );
  return first
    ? { canary: first, otherCanaries: others.length }
    : { otherCanaries: 0 };
}

function routingPart(
  models: readonly RoutingModel[],
): Pick<OkSummaryView, 'mtls' | 'findings'> {
  if (models.length === 0) {
    return {};
  }
  const findings = models.flatMap(model => model.findings);
  const count = (severity: Finding['severity']) =>
    findings.filter(finding => finding.severity === severity).length;
  const first = (['error', 'warning', 'info'] as const)
    .map(severity => findings.find(f => f.severity === severity))
    .find(finding => finding !== undefined);
  return {
    mtls: mtlsOf(models),
    findings: {
      error: count('error'),
      warning: count('warning'),
      info: count('info'),
      ...(first && { first }),
    },
  };
}

/** Of clusters that differ, the one that is most open counts; `mixed` says that they do. */
function mtlsOf(models: readonly RoutingModel[]): RoutingModel['mtls'] {
  const verdicts = models.map(({ mtls }) => mtls);
  const [first] = verdicts;
  if (verdicts.every(({ state }) => state === first.state)) {
    return first;
  }
  return {
    state: 'mixed',
    reason: models
      .map(({ cluster, mtls }) => `${cluster}: ${mtls.reason}`)
      .join(' '),
    evidence: verdicts.flatMap(({ evidence }) => evidence),
  };
}
