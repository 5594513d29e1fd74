import type { CanaryStep, CanarySummary } from '@fairway/mesh-core';
import {
  formatPercent,
  type MeshTranslate,
  type Times,
} from '@fairway/backstage-plugin-mesh-react';

/** Facts of a Canary as the sentences name them. */
interface Words {
  name: string;
  canary: string;
  primary: string;
  percent: string;
  progress: string;
}

/**
 * How a release is going, in one sentence. The state comes from the verdict; shares come from the mesh.
 */
export function canarySentence(
  t: MeshTranslate,
  summary: CanarySummary,
  times: Pick<Times, 'moment'>,
): string {
  const words = wordsOf(t, summary);
  const { name, primary, canary } = words;
  switch (summary.verdict.state) {
    case 'suspended':
      return t('canary.sentence.suspended', { name, primary });
    case 'initializing':
      return t('canary.sentence.initializing', { name });
    case 'waiting':
      return waitingSentence(t, summary, words, times);
    case 'progressing':
      return progressSentence(t, summary, words, times);
    case 'promoting':
      return t('canary.sentence.promoting', { canary });
    case 'succeeded':
      return succeededSentence(t, summary, primary, times);
    case 'failed':
      return failedSentence(t, summary, words, times);
    default:
      return summary.phase === 'Terminating'
        ? t('canary.sentence.terminating', { name })
        : t('canary.sentence.unknown', { name });
  }
}

/**
 * The second most important thing about a release. While it runs the sentence above has said the reason; then it is since when.
 */
export function canaryDetail(
  t: MeshTranslate,
  summary: CanarySummary,
  times: Pick<Times, 'moment'>,
): string {
  const { verdict, phaseSince, weights } = summary;
  if (
    verdict.state !== 'progressing' ||
    weights.state === 'unknown' ||
    !phaseSince
  ) {
    return verdict.reason;
  }
  const time = times.moment(phaseSince);
  return summary.primary.version && weights.primary > 0
    ? t('canary.detail.runsBeside', { time, primary: summary.primary.version })
    : t('canary.detail.runs', { time });
}

function wordsOf(t: MeshTranslate, summary: CanarySummary): Words {
  const { weights } = summary;
  return {
    name: summary.ref.name,
    canary: summary.canary.version ?? t('canary.sentence.theNew'),
    primary: summary.primary.version ?? t('canary.sentence.thePrimary'),
    percent: weights.state === 'known' ? formatPercent(weights.canary) : '?',
    progress: progressOf(t, summary.steps),
  };
}

/** Where a run stands, as in `step 3 of 6`. */
export function progressOf(
  t: MeshTranslate,
  steps: readonly CanaryStep[],
): string {
  const counted = steps.filter(
    step => step.kind === 'weight' || step.kind === 'iteration',
  );
  const index = counted.findIndex(
    step => step.state === 'current' || step.state === 'failed',
  );
  const done = counted.filter(step => step.state === 'done').length;
  const step = index === -1 ? done : index + 1;
  if (step === 0) {
    return t('canary.sentence.started');
  }
  const key =
    counted[0]?.kind === 'iteration'
      ? 'canary.sentence.iteration'
      : 'canary.sentence.step';
  return t(key, { step: `${step}`, steps: `${counted.length}` });
}

function progressSentence(
  t: MeshTranslate,
  summary: CanarySummary,
  words: Words,
  times: Pick<Times, 'moment'>,
): string {
  const { canary, primary, percent, progress } = words;
  if (summary.strategy === 'ab-test') {
    return t('canary.sentence.abTest', { canary, primary, progress });
  }
  if (summary.strategy === 'blue-green') {
    return t('canary.sentence.blueGreen', { canary, primary, progress });
  }
  if (summary.weights.state === 'unknown') {
    return t('canary.sentence.unknown', { name: words.name });
  }
  const promotion = summary.steps.find(step => step.kind === 'promotion');
  return promotion?.earliest
    ? t('canary.sentence.takesPromotion', {
        canary,
        percent,
        progress,
        time: times.moment(promotion.earliest),
      })
    : t('canary.sentence.takes', { canary, percent, progress });
}

function waitingSentence(
  t: MeshTranslate,
  summary: CanarySummary,
  words: Words,
  times: Pick<Times, 'moment'>,
): string {
  const { canary, primary, percent } = words;
  if (summary.phase === 'Waiting') {
    return t('canary.sentence.waitStart', { canary, primary });
  }
  const since = summary.phaseSince
    ? t('canary.sentence.since', { time: times.moment(summary.phaseSince) })
    : '';
  return t(
    summary.phase === 'WaitingPromotion'
      ? 'canary.sentence.waitPromotion'
      : 'canary.sentence.waitStep',
    { canary, percent, since },
  );
}

function succeededSentence(
  t: MeshTranslate,
  summary: CanarySummary,
  primary: string,
  times: Pick<Times, 'moment'>,
): string {
  return summary.phase === 'Initialized'
    ? t('canary.sentence.initialized', { primary })
    : t('canary.sentence.succeeded', { primary, at: at(t, summary, times) });
}

function failedSentence(
  t: MeshTranslate,
  summary: CanarySummary,
  words: Words,
  times: Pick<Times, 'moment'>,
): string {
  const { canary, primary, percent } = words;
  const { weights } = summary;
  const failedAt = at(t, summary, times);
  // Flagger sets the routes back before it says Failed; where it could not, that is what matters
  if (
    weights.state === 'known' &&
    weights.canary > 0 &&
    weights.by === 'weight'
  ) {
    return t('canary.sentence.failedCanaryServes', {
      canary,
      percent,
      at: failedAt,
    });
  }
  return summary.canary.version
    ? t('canary.sentence.failed', { canary, primary, at: failedAt })
    : t('canary.sentence.failedNoVersion', { primary, at: failedAt });
}

function at(
  t: MeshTranslate,
  summary: CanarySummary,
  times: Pick<Times, 'moment'>,
): string {
  return summary.phaseSince
    ? t('canary.sentence.at', { time: times.moment(summary.phaseSince) })
    : '';
}
