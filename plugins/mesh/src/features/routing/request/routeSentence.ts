import type {
  RouteOutcome,
  SimulationResult,
} from '@fairway/backstage-plugin-mesh-common';
import {
  formatDuration,
  formatPercent,
  rowTarget,
  type MeshTranslate,
} from '@fairway/backstage-plugin-mesh-react';
import { endsOf, isTaking, type End } from './endsOf';

type Routed = Extract<RouteOutcome, { outcome: 'route' }>;

/** Whose request it is, and how hosts are written. */
export interface LeadSite {
  /** Title of the caller. */
  caller: string;
  /** Hosts of it go without it. */
  namespace?: string;
}

function nameOf(end: End, site: LeadSite): string {
  const target = rowTarget(end, site.namespace);
  return end.version ? `${target} (${end.version})` : target;
}

/** Which rule decided, to put behind a sentence; nothing where none did. */
export function ruleOf(t: MeshTranslate, result: SimulationResult): string {
  const { won } = result.trace;
  if (!won) {
    return '';
  }
  return won.source
    ? t('routing.request.sentence.by', { position: `${won.position}` })
    : t('routing.request.sentence.byDefault');
}

/** Who gets which share, in words. */
export function splitOf(
  t: MeshTranslate,
  ends: readonly End[],
  site: LeadSite,
): string {
  const taking = ends.filter(isTaking);
  const words = taking.map(end =>
    taking.length === 1
      ? t('routing.request.sentence.to', { target: nameOf(end, site) })
      : t('routing.sentence.splitEntry', {
          percent: formatPercent(end.percent),
          target: nameOf(end, site),
        }),
  );
  const [last, ...others] = [...words].reverse();
  return others.length === 0
    ? (last ?? '')
    : t('routing.sentence.splitList', {
        first: others.reverse().join(', '),
        last,
      });
}

/** A fault that takes every request. */
export function fullAbort(
  outcome: Routed,
): NonNullable<Routed['fault']>['abort'] | undefined {
  const abort = outcome.fault?.abort;
  return abort && abort.percent >= 100 ? abort : undefined;
}

function abortSentence(
  t: MeshTranslate,
  abort: NonNullable<ReturnType<typeof fullAbort>>,
  position: string,
): string {
  return 'status' in abort
    ? t('routing.request.sentence.abort', {
        status: `${abort.status}`,
        position,
      })
    : t('routing.request.sentence.abortGrpc', {
        status: `${abort.grpcStatus}`,
        position,
      });
}

/** A share of the requests that nobody answers. */
function troubleSentence(
  t: MeshTranslate,
  result: SimulationResult,
  taking: readonly End[],
  site: LeadSite,
  status: string,
): string | undefined {
  const position = `${result.trace.won?.position ?? ''}`;
  if (taking.length === 0) {
    return t('routing.request.sentence.nowhere', { position, status });
  }
  const missing = taking.find(({ exists }) => !exists);
  if (missing) {
    const words = { position, status, target: nameOf(missing, site) };
    return missing.percent >= 100
      ? t('routing.request.sentence.missingAll', words)
      : t('routing.request.sentence.missing', {
          ...words,
          percent: formatPercent(missing.percent),
        });
  }
  const empty = taking.find(({ endpoints }) => endpoints === 0);
  return (
    empty &&
    t('routing.request.sentence.empty', {
      target: nameOf(empty, site),
      rule: ruleOf(t, result),
    })
  );
}

/** Where a request goes that is sent on; what leads nowhere first. */
export function routeSentence(
  t: MeshTranslate,
  result: SimulationResult,
  outcome: Routed,
  site: LeadSite,
): string {
  const ends = endsOf(result).filter(isTaking);
  const abort = fullAbort(outcome);
  if (abort) {
    return abortSentence(t, abort, `${result.trace.won?.position ?? ''}`);
  }
  const status = `${outcome.statusIfMissing ?? 503}`;
  return (
    troubleSentence(t, result, ends, site, status) ??
    t('routing.request.sentence.route', {
      split: splitOf(t, ends, site),
      rule: ruleOf(t, result),
      time:
        outcome.timeoutMs === null
          ? ''
          : t('routing.request.sentence.within', {
              duration: formatDuration(outcome.timeoutMs),
            }),
    })
  );
}
