import type {
  RouteOutcome,
  SimulationResult,
} from '@fairway/backstage-plugin-mesh-common';
import type { MeshTranslate } from '@fairway/backstage-plugin-mesh-react';
import { endsOf } from './endsOf';
import { routeSentence, ruleOf, splitOf, type LeadSite } from './routeSentence';

type ByTheProxy = Extract<
  RouteOutcome,
  { outcome: 'direct' | 'cors_preflight' | 'rejected' }
>;

/** What the proxy says by itself. */
function refusedOrAnswered(
  t: MeshTranslate,
  result: SimulationResult,
  outcome: ByTheProxy,
): string {
  const status = `${outcome.status}`;
  switch (outcome.outcome) {
    case 'direct':
      return t('routing.request.sentence.direct', {
        status,
        rule: ruleOf(t, result),
      });
    case 'cors_preflight':
      return outcome.allowOrigin === null
        ? t('routing.request.sentence.corsRefused', { status })
        : t('routing.request.sentence.cors_preflight', { status });
    default:
      return t('routing.request.sentence.rejected', {
        status,
        detail: outcome.detail,
      });
  }
}

/** What becomes of a request, in a sentence. */
export function answerSentence(
  t: MeshTranslate,
  result: SimulationResult,
  site: LeadSite,
): string {
  const { outcome, request, trace } = result;
  const where = {
    caller: site.caller,
    host: request.host,
    port: `${request.port}`,
  };
  switch (outcome.outcome) {
    case 'route':
      return routeSentence(t, result, outcome, site);
    case 'tcp':
      return t('routing.request.sentence.tcp', {
        split: splitOf(t, endsOf(result), site),
      });
    case 'redirect':
      return t('routing.request.sentence.redirect', {
        status: `${outcome.status}`,
        location: outcome.location,
        rule: ruleOf(t, result),
      });
    case 'direct':
    case 'cors_preflight':
    case 'rejected':
      return refusedOrAnswered(t, result, outcome);
    case 'no_route':
      return trace.virtualHost
        ? t('routing.request.sentence.no_route')
        : t('routing.request.sentence.no_host', where);
    case 'blackhole':
      return outcome.status === undefined
        ? t('routing.request.sentence.blackholeTcp', where)
        : t('routing.request.sentence.blackhole', {
            ...where,
            status: `${outcome.status}`,
          });
    default:
      return t(`routing.request.sentence.${outcome.outcome}`, where);
  }
}
