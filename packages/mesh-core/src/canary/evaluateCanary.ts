import type { ResourceRef } from '../refs';
import type { Canary, KindName } from '../resources';
import { canaryNames, type MeshSnapshot } from '../snapshot';
import { analysisPlan } from './analysisPlan';
import { canaryAnalysis } from './canaryAnalysis';
import {
  eventsOfRun,
  gapsOf,
  readEvents,
  type ReadEvent,
} from './canaryEvents';
import { canarySteps } from './canarySteps';
import { canaryVerdict } from './canaryVerdict';
import { liveWeights } from './liveWeights';
import {
  canaryPhaseSchema,
  type CanaryDetail,
  type CanaryPhase,
  type CanarySummary,
} from './model';
import { failedVersion, revisionsOf } from './revisions';

/**
 * What an evaluation needs besides the objects.
 *
 * @public
 */
export interface CanaryEvaluationOptions {
  /** The time at which the times to come are derived; without it there are none. */
  now?: Date;
}

/** Flagger's phase; one that is not known is kept as it came. */
function phaseOf(
  snapshot: MeshSnapshot,
  canary: Canary,
): { phase: CanaryPhase; rawPhase?: string } {
  const known = canaryPhaseSchema.safeParse(canary.status?.phase);
  if (known.success) {
    return { phase: known.data };
  }
  const left = snapshot
    .leftOutOf(snapshot.refOf(canary))
    .find(({ path }) => path === 'status.phase')?.value;
  return typeof left === 'string' && left !== ''
    ? { phase: 'Unknown', rawPhase: left }
    : { phase: 'Unknown' };
}

/** Entry into the present phase. `status.lastTransitionTime` moves with every write of the status. */
function phaseSince(canary: Canary): string | undefined {
  return canary.status?.conditions?.find(({ type }) => type === 'Promoted')
    ?.lastUpdateTime;
}

function failedChecks(
  canary: Canary,
  phase: CanaryPhase,
  threshold: number,
): CanarySummary['failedChecks'] {
  if (phase === 'Failed') {
    return { kind: 'erased' };
  }
  const count = canary.status?.failedChecks;
  return count === undefined
    ? { kind: 'unknown' }
    : { kind: 'counted', count, threshold };
}

function summarize(
  snapshot: MeshSnapshot,
  canary: Canary,
  events: readonly ReadEvent[],
  now: Date | undefined,
): CanarySummary {
  const plan = analysisPlan(canary);
  const { phase, rawPhase } = phaseOf(snapshot, canary);
  const weights = liveWeights(snapshot, canary);
  const revisions = revisionsOf(snapshot, canary);
  const run = eventsOfRun(events, phase);
  const facts = { canary, phase, plan, weights, events: run };
  const steps = canarySteps({ ...facts, now });
  const since = phaseSince(canary);
  return {
    ref: snapshot.refOf(canary),
    strategy: plan.strategy,
    phase,
    ...(rawPhase === undefined ? {} : { rawPhase }),
    ...(since === undefined ? {} : { phaseSince: since }),
    verdict: canaryVerdict({
      ...facts,
      rawPhase,
      revisions,
      steps,
      failedVersion:
        phase === 'Failed' ? failedVersion(snapshot, canary, since) : undefined,
    }),
    weights,
    ...revisions,
    suspended: canary.spec.suspend ?? false,
    failedChecks: failedChecks(canary, phase, plan.threshold),
    steps,
  };
}

function relatedRefs(snapshot: MeshSnapshot, canary: Canary): ResourceRef[] {
  const { namespace } = canary.metadata;
  const names = canaryNames(canary);
  const kind = canary.spec.targetRef?.kind;
  const scaler = canary.spec.autoscalerRef?.name;
  const wanted: [KindName, string | undefined][] = names
    ? [
        [kind === 'DaemonSet' ? 'DaemonSet' : 'Deployment', names.target],
        [kind === 'DaemonSet' ? 'DaemonSet' : 'Deployment', names.primary],
        ['Service', names.apex],
        ['Service', names.primaryService],
        ['Service', names.canaryService],
        ['VirtualService', names.apex],
        ['HTTPRoute', names.apex],
        ['DestinationRule', names.primaryService],
        ['DestinationRule', names.canaryService],
        ['HorizontalPodAutoscaler', scaler],
        ['HorizontalPodAutoscaler', scaler && `${scaler}-primary`],
      ]
    : [];
  return wanted.flatMap(([name, object]) => {
    const found = object && snapshot.get(name, namespace, object);
    return found ? [snapshot.refOf(found)] : [];
  });
}

/**
 * The state of a Canary: who serves users now, how the release is going, which steps are done and to come.
 *
 * @param canary - of the snapshot
 * @public
 */
export function summarizeCanary(
  snapshot: MeshSnapshot,
  canary: Canary,
  options: CanaryEvaluationOptions = {},
): CanarySummary {
  const events = readEvents(snapshot, canary);
  return summarize(snapshot, canary, events, options.now);
}

/**
 * All that is known about a Canary: its state, with events (newest first), conditions, checks and the objects around it.
 *
 * @param canary - of the snapshot
 * @public
 */
export function evaluateCanary(
  snapshot: MeshSnapshot,
  canary: Canary,
  options: CanaryEvaluationOptions = {},
): CanaryDetail {
  const events = readEvents(snapshot, canary);
  const summary = summarize(snapshot, canary, events, options.now);
  const gaps = gapsOf(events, summary.phase);
  const { ref } = summary;
  return {
    ...summary,
    analysis: canaryAnalysis(snapshot, canary),
    conditions: canary.status?.conditions ?? [],
    events: events.map(({ meaning: _, ...event }) => event).reverse(),
    ...(gaps === undefined ? {} : { eventsMayLack: gaps }),
    related: relatedRefs(snapshot, canary),
    findings: snapshot.findingsOf(ref).map(finding => ({ ...finding, ref })),
  };
}
