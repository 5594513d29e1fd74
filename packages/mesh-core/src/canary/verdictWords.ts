import type { Canary } from '../resources';
import type { AnalysisPlan } from './analysisPlan';
import type { ReadEvent } from './canaryEvents';
import type { CanaryPhase, CanaryStep, LiveWeights } from './model';
import type { Revisions } from './revisions';

/** What a verdict on a Canary rests on. */
export interface VerdictFacts {
  canary: Canary;
  phase: CanaryPhase;
  rawPhase?: string;
  plan: AnalysisPlan;
  weights: LiveWeights;
  revisions: Revisions;
  /** In phase Failed: the version that failed, where the target has another by now. */
  failedVersion?: string;
  steps: readonly CanaryStep[];
  /** Events of the last run, oldest first. */
  events: readonly ReadEvent[];
}

/** `33.3 %`, without a fraction where there is none. */
export function percent(share: number): string {
  return `${Number(share.toFixed(1))} %`;
}

/** Names of the two revisions that a sentence can begin with. */
export function namesOf({ primary, canary }: Revisions): {
  candidate: string;
  stable: string;
} {
  const same =
    canary.version !== undefined && canary.version === primary.version;
  if (same) {
    return {
      candidate: `The new revision of ${canary.version}`,
      stable: `the old revision of ${primary.version}`,
    };
  }
  return {
    candidate: canary.version ?? 'The new revision',
    stable: primary.version ?? 'the primary',
  };
}

/** What the candidate gets of the traffic, as in `takes 30 % of the traffic`. */
export function takes(weights: LiveWeights): string {
  if (weights.state === 'unknown') {
    return 'takes an unknown share of the traffic';
  }
  if (weights.canary === 0) {
    return 'takes no traffic';
  }
  if (weights.by === 'match') {
    const whom = `requests where ${weights.conditions.join(' or ')}`;
    return weights.canary === 100
      ? `takes the ${whom}`
      : `takes ${percent(weights.canary)} of the ${whom}`;
  }
  return weights.canary === 100
    ? 'takes all traffic'
    : `takes ${percent(weights.canary)} of the traffic`;
}

/** A name at the beginning of a sentence; versions stay as they are. */
export function atStart(name: string): string {
  return name.startsWith('the ') ? `The ${name.slice(4)}` : name;
}

/** `step 3 of 6`: weights or iterations, without start and promotion. */
export function stepWords(steps: readonly CanaryStep[]): string {
  const counted = steps.filter(
    ({ kind }) => kind === 'weight' || kind === 'iteration',
  );
  const current = counted.findIndex(({ state }) => state === 'current');
  if (current < 0) {
    return '';
  }
  const what = counted[current].kind === 'iteration' ? 'iteration' : 'step';
  return `, ${what} ${current + 1} of ${counted.length}`;
}
