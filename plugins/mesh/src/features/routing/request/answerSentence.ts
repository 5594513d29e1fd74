import type { SimulationResult } from '@fairway/backstage-plugin-mesh-common';
import type { MeshTranslate } from '@fairway/backstage-plugin-mesh-react';
import { endsOf } from './endsOf';
import { routeSentence, ruleOf, splitOf, type LeadSite } from './routeSentence';

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
      return t('routing.request.sentence.direct', {
        status: `${outcome.status}`,
        rule: ruleOf(t, result),
      });
    case 'cors_preflight':
      return t(
        outcome.allowOrigin === null
          ? 'routing.request.sentence.corsRefused'
          : 'routing.request.sentence.cors_preflight',
        { status: `${outcome.status}` },
      );
    case 'no_route':
      return trace.virtualHost
        ? t('routing.request.sentence.no_route')
        : t('routing.request.sentence.no_host', where);
    case 'rejected':
      return t('routing.request.sentence.rejected', {
        status: `${outcome.status}`,
        detail: outcome.detail,
      });
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
