import type {
  RouteOutcome,
  SimulationResult,
} from '@fairway/backstage-plugin-mesh-common';
import type { MeshTranslate, Tone } from '@fairway/backstage-plugin-mesh-react';
import { answerDetail } from './answerDetail';
import { answerSentence } from './answerSentence';
import { endsOf, isDead, isTaking } from './endsOf';
import { fullAbort, type LeadSite } from './routeSentence';

/** What is said first about an answer. */
export interface RequestLead {
  sentence: string;
  detail: string;
  state: { tone: Tone; words: string };
}

/** Whether every workload that may get it refuses it; with the status, where there is one. */
function refusal(
  result: SimulationResult,
): { status: number | undefined } | undefined {
  const { access, outcome } = result;
  const isSent = outcome.outcome === 'route' || outcome.outcome === 'tcp';
  const isRefused =
    isSent &&
    access !== undefined &&
    access.length > 0 &&
    access.every(({ verdict }) => verdict === 'denied');
  return isRefused ? { status: access[0].status } : undefined;
}

const TONES: Partial<Record<RouteOutcome['outcome'], Tone>> = {
  route: 'ok',
  tcp: 'ok',
  redirect: 'info',
  direct: 'info',
  cors_preflight: 'info',
  passthrough: 'warn',
  hidden: 'neutral',
};

function stateOf(
  t: MeshTranslate,
  result: SimulationResult,
): RequestLead['state'] {
  const { outcome } = result;
  if (outcome.outcome === 'route' && fullAbort(outcome)) {
    return { tone: 'warn', words: t('routing.request.state.abort') };
  }
  const taking = endsOf(result).filter(isTaking);
  const isBroken = outcome.outcome === 'route' && taking.length === 0;
  if (isBroken || taking.some(isDead)) {
    return { tone: 'bad', words: t('routing.request.state.missing') };
  }
  if (refusal(result)) {
    return { tone: 'bad', words: t('routing.request.state.denied') };
  }
  return {
    tone: TONES[outcome.outcome] ?? 'bad',
    words: t(`routing.request.state.${outcome.outcome}`),
  };
}

/** The sentence that answers where a request goes, what happens on the way, and the verdict in a word. */
export function requestLead(
  t: MeshTranslate,
  result: SimulationResult,
  site: LeadSite,
): RequestLead {
  const sentence = answerSentence(t, result, site);
  const refused = refusal(result);
  return {
    sentence: refused
      ? t('routing.request.sentence.denied', {
          sentence,
          status:
            refused.status === undefined
              ? ''
              : t('routing.request.sentence.deniedStatus', {
                  status: `${refused.status}`,
                }),
        })
      : sentence,
    detail: answerDetail(t, result, site),
    state: stateOf(t, result),
  };
}
