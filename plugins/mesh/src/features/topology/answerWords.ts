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

/**
 * Names of gRPC status codes, by their number.
 *
 * @see https://grpc.io/docs/guides/status-codes/
 */
const GRPC_CODES = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
];

/** What a kind of traffic calls its answers. TCP has none but flags. */
export type Protocol = MeshEdge['traffic']['protocol'];

/** Whether an answer counts as an error of the server or of the way to it. */
export function isErrorAnswer(answer: Answer, protocol: Protocol): boolean {
  const code = codeOf(answer);
  if (code === undefined) {
    return answer.flags !== '-';
  }
  return protocol === 'grpc' ? code !== 0 : code === 0 || code >= 500;
}

/** What an answer means: the flag says more than the code. */
export function answerWords(
  t: MeshTranslate,
  answer: Answer,
  protocol: Protocol,
): string {
  const known = answer.flags.split(',').filter(isFlag);
  if (known.length > 0) {
    return known.map(flag => t(`topology.flag.${flag}`)).join('; ');
  }
  const code = codeOf(answer);
  if (protocol === 'grpc' && code !== undefined) {
    return code === 0
      ? t('topology.panel.fine')
      : (GRPC_CODES[code] ?? t('topology.panel.server'));
  }
  if (!code) {
    return t('topology.panel.noResponse');
  }
  if (code >= 500) {
    return t('topology.panel.server');
  }
  return t(code >= 400 ? 'topology.panel.client' : 'topology.panel.fine');
}

/** Name of an answer, as in `503 · UO`; for gRPC `14`, `0` included. */
export function answerName(answer: Answer, protocol: Protocol): string {
  const flags = answer.flags === '-' ? '' : answer.flags;
  const code = protocol !== 'grpc' && answer.code === '0' ? '' : answer.code;
  return [code, flags].filter(Boolean).join(' · ') || '—';
}

function codeOf(answer: Answer): number | undefined {
  const code = Number.parseInt(answer.code, 10);
  return Number.isNaN(code) ? undefined : code;
}

/** All flags have words: checked by a test against the messages. */
export const flagMessageKeys = FLAGS.map(
  flag => `topology.flag.${flag}` as const,
) satisfies (keyof typeof meshTranslationRef.T)[];
