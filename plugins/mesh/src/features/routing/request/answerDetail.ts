import type {
  RouteOutcome,
  SimulationResult,
} from '@fairway/backstage-plugin-mesh-common';
import {
  formatDuration,
  formatPercent,
  retryWords,
  rowTarget,
  type MeshTranslate,
} from '@fairway/backstage-plugin-mesh-react';
import type { LeadSite } from './routeSentence';

type Routed = Extract<RouteOutcome, { outcome: 'route' }>;

function faultParts(t: MeshTranslate, fault: Routed['fault']): string[] {
  const { delay, abort } = fault ?? {};
  const percent = formatPercent(abort?.percent ?? 0);
  return [
    ...(delay
      ? [
          t('routing.way.faultDelay', {
            duration: formatDuration(delay.ms),
            percent: formatPercent(delay.percent),
          }),
        ]
      : []),
    ...(abort
      ? [
          'status' in abort
            ? t('routing.way.faultAbort', {
                status: `${abort.status}`,
                percent,
              })
            : t('routing.way.faultGrpc', {
                status: `${abort.grpcStatus}`,
                percent,
              }),
        ]
      : []),
  ];
}

function wayParts(
  t: MeshTranslate,
  { retries, mirrors = [], fault }: Routed,
  { namespace }: LeadSite,
): string[] {
  return [
    retries && retries.attempts > 0
      ? t('routing.request.detail.retries', { retries: retryWords(t, retries) })
      : t('routing.request.detail.noRetries'),
    ...mirrors.map(({ percent, host, subset }) =>
      t('routing.request.detail.mirror', {
        percent: formatPercent(percent),
        host: rowTarget({ host, subset }, namespace),
      }),
    ),
    ...faultParts(t, fault),
  ];
}

/** The request, and what happens to it on the way. */
export function answerDetail(
  t: MeshTranslate,
  result: SimulationResult,
  site: LeadSite,
): string {
  const { outcome, request } = result;
  const what = t('routing.request.detail.of', {
    request: requestLine(request),
    caller: site.caller,
  });
  if (outcome.outcome !== 'route') {
    return what;
  }
  const sentAs =
    outcome.path === request.path
      ? []
      : [t('routing.request.detail.rewritten', { path: outcome.path })];
  const parts = [...sentAs, ...wayParts(t, outcome, site)].join('; ');
  return `${what} ${parts.charAt(0).toUpperCase()}${parts.slice(1)}.`;
}

/** A request in a line, as in `GET http://cart.shop:8080/items`. */
export function requestLine({
  method,
  scheme,
  host,
  path,
}: SimulationResult['request']): string {
  return `${method} ${scheme}://${host}${path.startsWith('/') ? '' : ' '}${path}`;
}
