import type { Evidence } from '../verdict';
import { explainFailure } from './explainFailure';
import type { CanaryPhase, CanaryVerdict, LiveWeights } from './model';
import {
  atStart,
  namesOf,
  percent,
  stepWords,
  takes,
  type VerdictFacts,
} from './verdictWords';

/** Before the first step, and after the last. */
function betweenSteps(facts: VerdictFacts): string {
  const { candidate } = namesOf(facts.revisions);
  const { plan, weights, steps, canary } = facts;
  const share = takes(weights);
  if (weights.state === 'unknown') {
    return `${candidate} ${share}: ${weights.reason}`;
  }
  if (steps.at(-1)?.state === 'current') {
    return `${candidate} ${share}; its promotion is next.`;
  }
  if (weights.canary > 0) {
    return `${candidate} ${share}; the analysis has started.`;
  }
  if (plan.strategy === 'weighted' && plan.weights.length === 0 && !plan.skip) {
    return `${candidate} ${share}, and the analysis has no step that gives it any.`;
  }
  const counted = canary.status?.canaryWeight ?? 0;
  return counted > 0
    ? `${candidate} ${share} any more; Flagger still counts ${percent(counted)}.`
    : `${candidate} ${share} yet; the analysis is about to start.`;
}

function progressing(facts: VerdictFacts): string {
  const { candidate } = namesOf(facts.revisions);
  const { plan, weights, steps } = facts;
  const step = stepWords(steps);
  if (step === '') {
    return betweenSteps(facts);
  }
  const isolated =
    plan.strategy === 'blue-green' &&
    weights.state === 'known' &&
    weights.canary === 0;
  if (isolated) {
    const how = plan.mirror
      ? 'is tried with copies of the requests'
      : 'is tried apart from users';
    return `${candidate} ${how}${step}.`;
  }
  return `${candidate} ${takes(weights)}${step}.`;
}

const OTHERWISE: Evidence = {
  text: 'The condition of the Canary says that the workload was scaled to zero, as after every failure. The split says otherwise.',
  path: 'status.conditions[0].message',
};

function stableServes({ weights, revisions }: VerdictFacts): string {
  const { stable } = namesOf(revisions);
  if (weights.state === 'unknown') {
    return 'Who serves users is unknown.';
  }
  return weights.primary === 100
    ? `${atStart(stable)} takes all traffic.`
    : `${atStart(stable)} takes ${percent(weights.primary)} of the traffic.`;
}

function failed(facts: VerdictFacts): Omit<CanaryVerdict, 'state'> {
  const { weights, events, failedVersion, revisions } = facts;
  const named = failedVersion ?? namesOf(revisions).candidate;
  const next =
    failedVersion === undefined || revisions.canary.version === undefined
      ? ''
      : ` The target has ${revisions.canary.version} now, which has not been started.`;
  const { kind, clause, evidence } = explainFailure(events, weights);
  if (kind === 'promotion') {
    return {
      reason: `The promotion of ${named} failed: ${clause}. The canary ${takes(weights)}.${next}`,
      evidence: [...evidence, OTHERWISE],
    };
  }
  return {
    reason: `${named} was rolled back: ${clause}. ${stableServes(facts)}${next}`,
    evidence,
  };
}

function waitingForStart(facts: VerdictFacts): string {
  const { candidate, stable } = namesOf(facts.revisions);
  return `${candidate} waits for the approval to start; ${stable} serves users.`;
}

function promoting(facts: VerdictFacts): string {
  const candidate = facts.revisions.canary.version ?? 'The new revision';
  return facts.phase === 'Finalising'
    ? `${candidate} was copied to the primary; the canary ${takes(facts.weights)}.`
    : `${candidate} is being copied to the primary; the canary ${takes(facts.weights)}.`;
}

function settled({ revisions, weights, phase }: VerdictFacts): string {
  const { primary } = revisions;
  const version = primary.version ?? 'The primary';
  if (weights.state === 'unknown') {
    return `Who serves users is unknown: ${weights.reason}`;
  }
  if (weights.primary !== 100) {
    return `The canary ${takes(weights)}, although no release is on.`;
  }
  const after = phase === 'Initialized' ? ' No release has run yet.' : '';
  return `${version} takes all traffic.${after}`;
}

function suspended(facts: VerdictFacts): string {
  const { candidate } = namesOf(facts.revisions);
  const settledPhases: CanaryPhase[] = ['Initialized', 'Succeeded'];
  return settledPhases.includes(facts.phase)
    ? `Suspended: a new revision is not released. ${settled(facts)}`
    : `Suspended: ${candidate} ${takes(facts.weights)}, and nothing is checked.`;
}

type Judgement = (facts: VerdictFacts) => CanaryVerdict;

function sentence(
  state: CanaryVerdict['state'],
  say: (facts: VerdictFacts) => string,
): Judgement {
  return facts => ({ state, reason: say(facts), evidence: [] });
}

const unknown = sentence('unknown', ({ rawPhase, weights, revisions }) => {
  const { candidate } = namesOf(revisions);
  return rawPhase === undefined
    ? 'Flagger has not reported on this Canary yet.'
    : `Flagger reports the phase ${rawPhase}, which Fairway does not know. ${candidate} ${takes(weights)}.`;
});

const deleting = sentence('unknown', () => 'The Canary is being deleted.');

const judgements: Record<CanaryPhase, Judgement> = {
  Initializing: sentence(
    'initializing',
    () => 'Flagger is making the primary; releases can start after that.',
  ),
  Initialized: sentence('succeeded', settled),
  Waiting: sentence('waiting', waitingForStart),
  Progressing: sentence('progressing', progressing),
  WaitingPromotion: sentence('waiting', ({ revisions, weights }) => {
    const { candidate } = namesOf(revisions);
    return `${candidate} ${takes(weights)} and waits for the approval of its promotion.`;
  }),
  Promoting: sentence('promoting', promoting),
  Finalising: sentence('promoting', promoting),
  Succeeded: sentence('succeeded', settled),
  Failed: facts => ({ state: 'failed', ...failed(facts) }),
  Terminating: deleting,
  Terminated: deleting,
  Unknown: unknown,
};

/** What the mesh says, and Flagger where it says something else. */
function weightEvidence(weights: LiveWeights): Evidence[] {
  if (weights.state === 'unknown') {
    return [{ text: weights.reason }];
  }
  const { ref, path } = weights.source;
  const split = {
    text: `${ref.kind} ${ref.namespace}/${ref.name} sends ${percent(weights.primary)} to the primary and ${percent(weights.canary)} to the canary.`,
    ref,
    path,
  };
  return weights.statusWeight === undefined
    ? [split]
    : [
        split,
        {
          text: `The status of the Canary says ${percent(weights.statusWeight)}; Flagger resets it while traffic is still on the canary.`,
          path: 'status.canaryWeight',
        },
      ];
}

/** The verdict on a Canary: one sentence that answers who serves users and how the release is going. */
export function canaryVerdict(facts: VerdictFacts): CanaryVerdict {
  const verdict = judgements[facts.phase](facts);
  const paused = facts.canary.spec.suspend === true;
  return {
    state: paused ? 'suspended' : verdict.state,
    reason: paused ? suspended(facts) : verdict.reason,
    evidence: [...verdict.evidence, ...weightEvidence(facts.weights)],
  };
}
