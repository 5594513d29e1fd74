import type { RouteRowAction } from '@fairway/backstage-plugin-mesh-common';
import { formatDuration } from '../format/numbers';
import type { MeshTranslate } from '../meshTranslationRef';

/**
 * What Istio tries again when nothing else is said.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry
 */
const USUAL_CONDITIONS =
  'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes';

function conditionWords(
  t: MeshTranslate,
  {
    on,
    codes = [],
  }: NonNullable<Extract<RouteRowAction, { kind: 'route' }>['retries']>,
): string | undefined {
  if (on === USUAL_CONDITIONS && codes.length === 0) {
    return t('routing.way.retriesUsual');
  }
  const conditions = [...on.split(',').filter(Boolean), ...codes.map(String)];
  return conditions.length > 0
    ? t('routing.way.retriesOn', { conditions: conditions.join(', ') })
    : undefined;
}

/** The retries of a rule in words, as in "2 retries of 2 s on 5xx". @public */
export function retryWords(
  t: MeshTranslate,
  retries: Extract<RouteRowAction, { kind: 'route' }>['retries'],
): string {
  if (!retries || retries.attempts === 0) {
    return t('routing.way.retriesOff');
  }
  return [
    t('routing.way.retries', { count: retries.attempts }),
    retries.perTryTimeoutMs !== undefined &&
      t('routing.way.retriesEach', {
        duration: formatDuration(retries.perTryTimeoutMs),
      }),
    conditionWords(t, retries),
  ]
    .filter(Boolean)
    .join(' ');
}
