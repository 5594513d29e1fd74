import type { RouteOutcome } from '@fairway/backstage-plugin-mesh-common';
import type {
  MeshTranslate,
  SplitSegment,
} from '@fairway/backstage-plugin-mesh-react';

type Destination = Extract<
  RouteOutcome,
  { outcome: 'route' }
>['destinations'][number];

/** What becomes of a request, to draw: shares of destinations, or words where there are none. */
export type OutcomePicture =
  | { kind: 'split'; segments: SplitSegment[]; words?: string }
  | { kind: 'words'; tone: 'bad' | 'neutral'; words: string };

const ROLE_ORDER = { primary: 0, other: 1, canary: 2 } as const;

/**
 * Flagger names the services of a release itself, by the name of the apex.
 *
 * @see https://docs.flagger.app/usage/how-it-works
 */
function roleOf({ host }: Destination): SplitSegment['role'] {
  const [name] = (host ?? '').split('.');
  if (name.endsWith('-primary')) {
    return 'primary';
  }
  return name.endsWith('-canary') ? 'canary' : 'other';
}

/** A host of the mesh without what all of them end with. */
export function shortHost(host: string): string {
  return host.replace(/\.svc(\..+)?$/, '');
}

function labelOf(destination: Destination): string {
  const { host, cluster, port, subset } = destination;
  const name = host ? shortHost(host) : (cluster ?? '');
  const withPort = port === undefined ? name : `${name}:${port}`;
  return subset ? `${withPort} ${subset}` : withPort;
}

/** Shares of destinations as segments; what gets nothing is left out. */
export function segmentsOf(
  destinations: readonly Destination[],
): SplitSegment[] {
  const sum = destinations.reduce((total, { weight }) => total + weight, 0);
  return destinations
    .map((destination, index) => ({
      id: `${index}`,
      role: roleOf(destination),
      percent: sum > 0 ? (destination.weight / sum) * 100 : 0,
      label: labelOf(destination),
      broken: !destination.exists,
    }))
    .filter(({ percent }) => percent > 0)
    .sort((one, other) => ROLE_ORDER[one.role] - ROLE_ORDER[other.role]);
}

function picture(
  t: MeshTranslate,
  destinations: readonly Destination[],
  missing: string,
): OutcomePicture {
  const segments = segmentsOf(destinations);
  if (segments.length === 0) {
    return { kind: 'words', tone: 'bad', words: t('whatIf.outcome.nowhere') };
  }
  return segments.some(({ broken }) => broken)
    ? { kind: 'split', segments, words: missing }
    : { kind: 'split', segments };
}

type Answered = Exclude<
  RouteOutcome,
  { outcome: 'route' | 'tcp' | 'no_route' | 'passthrough' | 'hidden' }
>;

/** Outcomes that lead to no destination, and are no plain words. */
function answeredWords(t: MeshTranslate, outcome: Answered): string {
  switch (outcome.outcome) {
    case 'redirect':
      return t('whatIf.outcome.redirect', {
        status: `${outcome.status}`,
        location: outcome.location,
      });
    case 'direct':
      return t('whatIf.outcome.direct', { status: `${outcome.status}` });
    case 'cors_preflight':
      return t('whatIf.outcome.cors_preflight', {
        status: `${outcome.status}`,
      });
    case 'rejected':
      return t('whatIf.outcome.rejected', {
        status: `${outcome.status}`,
        detail: outcome.detail,
      });
    case 'blackhole':
      return outcome.status === undefined
        ? t('whatIf.outcome.blackholeTcp')
        : t('whatIf.outcome.blackhole', { status: `${outcome.status}` });
    default:
      return t(`whatIf.outcome.${outcome.outcome}`);
  }
}

const GOOD = new Set<RouteOutcome['outcome']>([
  'redirect',
  'direct',
  'cors_preflight',
]);

/** What becomes of a request, as a picture or in words. */
export function outcomePicture(
  t: MeshTranslate,
  outcome: RouteOutcome,
): OutcomePicture {
  switch (outcome.outcome) {
    case 'route':
      return picture(
        t,
        outcome.destinations,
        t('whatIf.outcome.missing', {
          status: `${outcome.statusIfMissing ?? 503}`,
        }),
      );
    case 'tcp':
      return picture(t, outcome.destinations, t('whatIf.outcome.missingTcp'));
    case 'passthrough':
    case 'hidden':
      return {
        kind: 'words',
        tone: 'neutral',
        words: t(`whatIf.outcome.${outcome.outcome}`),
      };
    case 'no_route':
      return {
        kind: 'words',
        tone: 'bad',
        words: t('whatIf.outcome.no_route'),
      };
    default:
      return {
        kind: 'words',
        tone: GOOD.has(outcome.outcome) ? 'neutral' : 'bad',
        words: answeredWords(t, outcome),
      };
  }
}
