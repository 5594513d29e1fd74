import type { MeshEdge } from '@fairway/mesh-core';
import {
  meshTranslationRef,
  type MeshTranslate,
} from '@fairway/backstage-plugin-mesh-react';

type Answer = MeshEdge['responses'][number];

/**
 * Envoy's response flags that we have words for.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage
 */
const FLAGS = [
  'UO',
  'UH',
  'UF',
  'UC',
  'URX',
  'UT',
  'DC',
  'DI',
  'FI',
  'NR',
  'NC',
  'RL',
  'RLSE',
  'UAEX',
  'LR',
  'UR',
  'LH',
  'SI',
  'DPE',
  'UPE',
  'UMSDR',
  'OM',
  'DF',
  'NFCF',
] as const;

type Flag = (typeof FLAGS)[number];

function isFlag(flag: string): flag is Flag {
  return (FLAGS as readonly string[]).includes(flag);
}

/** Whether an answer counts as an error of the server or of the way to it. */
export function isErrorAnswer(answer: Answer): boolean {
  if (answer.code === '') {
    return answer.flags !== '-';
  }
  const code = Number(answer.code);
  return code >= 500 || code === 0;
}

/** What an answer means: the flag says more than the code. */
export function answerWords(t: MeshTranslate, answer: Answer): string {
  const known = answer.flags.split(',').filter(isFlag);
  if (known.length > 0) {
    return known.map(flag => t(`topology.flag.${flag}`)).join('; ');
  }
  const code = Number(answer.code);
  if (!code) {
    return t('topology.panel.noResponse');
  }
  if (code >= 500) {
    return t('topology.panel.server');
  }
  return t(code >= 400 ? 'topology.panel.client' : 'topology.panel.fine');
}

/** Name of an answer, as in `503 · UO`. */
export function answerName(answer: Answer): string {
  const flags = answer.flags === '-' ? '' : answer.flags;
  return (
    [answer.code, flags].filter(part => part && part !== '0').join(' · ') || '—'
  );
}

/** All flags have words: checked by a test against the messages. */
export const flagMessageKeys = FLAGS.map(
  flag => `topology.flag.${flag}` as const,
) satisfies (keyof typeof meshTranslationRef.T)[];
