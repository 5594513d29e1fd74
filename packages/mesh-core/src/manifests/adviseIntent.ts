import type { Finding } from '../verdict';
import { intervalSeconds, type MeshIntent } from './intent';

type Advice = Pick<Finding, 'code' | 'path' | 'message' | 'remedy'>;

/** The time of a request covers all its tries. */
function retriesOutlastTimeout({ resilience }: MeshIntent): Advice[] {
  const { timeoutMs, retries } = resilience ?? {};
  const perTry = retries?.perTryTimeoutMs;
  if (timeoutMs === undefined || !retries || perTry === undefined) {
    return [];
  }
  const needed = perTry * (retries.attempts + 1);
  if (needed <= timeoutMs) {
    return [];
  }
  return [
    {
      code: 'retries-outlast-timeout',
      path: 'resilience.retries',
      message: `All ${retries.attempts + 1} tries may take ${needed} ms, but the request is given up after ${timeoutMs} ms.`,
      remedy: 'Lower perTryTimeoutMs or attempts, or raise timeoutMs.',
    },
  ];
}

/** Flagger adds steps until it has reached the limit, also beyond it. */
function stepsOvershoot({ canary }: MeshIntent): Advice[] {
  const { stepWeight, maxWeight } = canary ?? {};
  if (!stepWeight || !maxWeight || maxWeight % stepWeight === 0) {
    return [];
  }
  const last = Math.min(100, Math.ceil(maxWeight / stepWeight) * stepWeight);
  return [
    {
      code: 'steps-overshoot',
      path: 'canary.maxWeight',
      message: `Steps of ${stepWeight} do not meet ${maxWeight}: the last one sends ${last} % of the requests to the new version.`,
      remedy: `Use a multiple of ${stepWeight}.`,
    },
  ];
}

function nothingToMeasure({ canary }: MeshIntent): Advice[] {
  if (!canary || canary.loadTest) {
    return [];
  }
  return [
    {
      code: 'no-load-test',
      path: 'canary',
      message:
        'Where the new version gets no requests, Flagger counts a failed check and goes back after a while.',
      remedy: 'Add loadTest unless the service is busy at all hours.',
    },
  ];
}

/** Failed checks add up over the release, and all the while the new version keeps its requests. */
const LONG_WAIT_SECONDS = 30 * 60;

function slowToGoBack({ canary }: MeshIntent): Advice[] {
  const seconds = canary
    ? intervalSeconds(canary.interval) * canary.threshold
    : 0;
  if (seconds <= LONG_WAIT_SECONDS) {
    return [];
  }
  return [
    {
      code: 'slow-to-go-back',
      path: 'canary.threshold',
      message: `A bad version keeps its requests for ${Math.round(seconds / 60)} minutes before Flagger goes back.`,
      remedy: 'Lower threshold or interval.',
    },
  ];
}

/**
 * Says what is allowed in an intent and yet likely not meant. The order is that of the fields.
 *
 * @returns findings of severity `warning`, with the path in the intent
 * @public
 */
export function adviseIntent(intent: MeshIntent): Finding[] {
  return [
    retriesOutlastTimeout,
    nothingToMeasure,
    stepsOvershoot,
    slowToGoBack,
  ].flatMap(advise =>
    advise(intent).map(advice => ({ severity: 'warning' as const, ...advice })),
  );
}
