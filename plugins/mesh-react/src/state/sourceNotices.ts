import type {
  Freshness,
  SourceState,
} from '@fairway/backstage-plugin-mesh-common';
import type { MeshTranslate } from '../meshTranslationRef';

/**
 * One thing to say about sources that do not deliver.
 *
 * @public
 */
export interface SourceNotice {
  id: string;
  kind: 'stale' | 'missing' | 'quiet';
  text: string;
  reason?: string;
  /** ms since the epoch */
  retryAt?: number;
}

type Trouble = Exclude<SourceState['state'], 'live'>;

const KIND: Record<Trouble, SourceNotice['kind']> = {
  stale: 'stale',
  unavailable: 'missing',
  forbidden: 'missing',
  'not-installed': 'quiet',
  'not-configured': 'quiet',
  loading: 'quiet',
};

const WEIGHT: Record<SourceNotice['kind'], number> = {
  stale: 0,
  missing: 1,
  quiet: 2,
};

/**
 * What has to be said about the sources of an answer: one notice for all sources that share cluster, state and reason, the
 * gravest first. Live sources are not mentioned.
 *
 * @param clock - writes a time (ISO 8601) for the reader
 * @public
 */
export function sourceNotices(
  t: MeshTranslate,
  freshness: Freshness,
  clock: (iso: string) => string,
): SourceNotice[] {
  const groups = new Map<string, SourceState[]>();
  for (const source of freshness.sources) {
    if (source.state !== 'live' && !isReplaced(source, freshness.sources)) {
      const key = [source.state, source.cluster, reasonOf(source)].join('|');
      groups.set(key, [...(groups.get(key) ?? []), source]);
    }
  }
  return [...groups]
    .map(([id, sources]) => noticeOf(t, id, sources, clock))
    .sort((one, other) => WEIGHT[one.kind] - WEIGHT[other.kind]);
}

function noticeOf(
  t: MeshTranslate,
  id: string,
  sources: SourceState[],
  clock: (iso: string) => string,
): SourceNotice {
  const [first] = sources;
  const state = first.state as Trouble;
  const retries = sources
    .map(source => Date.parse(source.retryAt ?? ''))
    .filter(time => !Number.isNaN(time));
  return {
    id,
    kind: KIND[state],
    text: textOf(t, state, whatOf(t, sources), oldest(sources), clock),
    reason: reasonOf(first),
    ...(retries.length > 0 ? { retryAt: Math.min(...retries) } : {}),
  };
}

/** Kinds that say the same in two API groups: a cluster has one of them. */
const ALTERNATIVES: Record<string, string> = {
  OpenReport: 'PolicyReport',
  PolicyReport: 'OpenReport',
  OpenClusterReport: 'ClusterPolicyReport',
  ClusterPolicyReport: 'OpenClusterReport',
};

/** Whether a kind is missing only because the cluster has its alternative. */
function isReplaced(
  source: SourceState,
  sources: readonly SourceState[],
): boolean {
  const { state, kind = '', cluster } = source;
  const alternative = ALTERNATIVES[kind];
  return (
    state === 'not-installed' &&
    alternative !== undefined &&
    sources.some(
      other =>
        other.kind === alternative &&
        other.cluster === cluster &&
        other.state !== 'not-installed',
    )
  );
}

/** That a kind is not installed says it all. */
function reasonOf(source: SourceState): string | undefined {
  return source.state === 'not-installed' ? undefined : source.reason;
}

/** The oldest last delivery: what is shown is at least as new. */
function oldest(sources: SourceState[]): string {
  return sources
    .map(source => source.observedAt ?? source.since)
    .reduce((one, other) => (other < one ? other : one));
}

function textOf(
  t: MeshTranslate,
  state: Trouble,
  what: string,
  since: string,
  clock: (iso: string) => string,
): string {
  switch (state) {
    case 'stale':
      return t('source.stale', { what, time: clock(since) });
    case 'unavailable':
      return t('source.unavailable', { what });
    case 'forbidden':
      return t('source.forbidden', { what });
    case 'not-installed':
      return t('source.notInstalled', { what });
    case 'not-configured':
      return t('source.notConfigured', { what });
    default:
      return t('source.loading', { what });
  }
}

const NAMES: Record<string, string> = {
  kiali: 'Kiali',
  prometheus: 'Prometheus',
};
/** More kinds than these are counted. */
const NAMED = 3;

function whatOf(t: MeshTranslate, sources: SourceState[]): string {
  const names = [
    ...new Set(
      sources.map(source => source.kind ?? NAMES[source.type] ?? source.id),
    ),
  ];
  const shown = names.slice(0, NAMED).join(', ');
  const rest = names.length - NAMED;
  const what =
    rest > 0 ? t('source.more', { what: shown, count: rest }) : shown;
  const namespaces = new Set(
    sources.map(source => source.namespace).filter(Boolean),
  );
  const placed =
    namespaces.size > 0
      ? t('source.namespaceMore', { what, count: namespaces.size })
      : what;
  const { cluster } = sources[0];
  return cluster ? t('source.of', { what: placed, cluster }) : placed;
}
