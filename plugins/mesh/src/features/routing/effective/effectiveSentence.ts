import type {
  RouteRow,
  RouteRowDestination,
  RouteTableView,
} from '@fairway/backstage-plugin-mesh-common';
import type { MatchCondition } from '@fairway/mesh-core';
import {
  formatPercent,
  rowConditions,
  rowTarget,
  type MeshTranslate,
} from '@fairway/backstage-plugin-mesh-react';

/** The rules of one caller for one host and port. */
export type OkTable = Extract<RouteTableView, { status: 'ok' }>;

/** Who asks, and whose hosts need no namespace. */
export interface SentenceSite {
  caller: string;
  namespace?: string;
}

/**
 * Where requests of the caller go, in one sentence: what leads nowhere before a split, a split before the rest; and what becomes of
 * requests that no rule takes.
 */
export function effectiveSentence(
  t: MeshTranslate,
  table: OkTable,
  site: SentenceSite,
): string {
  const { caller } = site;
  const live = table.rows.filter(({ shadowed }) => !shadowed);
  const shown = live.filter(({ action }) => action.kind !== 'hidden');
  if (live.length === 0) {
    return nothingSentence(t, table, caller);
  }
  if (table.listener?.httpsRedirect) {
    const port = `${table.port}`;
    return t('routing.calls.sentence.httpsRedirect', { caller, port });
  }
  const broken = brokenSentence(t, shown, site);
  if (broken) {
    return broken;
  }
  const main = mainRow(shown);
  return main
    ? withEnd(t, rowSentence(t, main, live.length, site), table)
    : t('routing.calls.sentence.hidden', { caller });
}

function nothingSentence(
  t: MeshTranslate,
  { host, port, remainder: { kind } }: OkTable,
  caller: string,
): string {
  const words = { caller, host, port: `${port}` };
  return t(
    kind === 'default-route' || kind === 'covered'
      ? 'routing.calls.sentence.nothing.passthrough'
      : `routing.calls.sentence.nothing.${kind}`,
    words,
  );
}

/** Destinations that get something, the largest share first. */
function destinationsOf({ action }: RouteRow): RouteRowDestination[] {
  return action.kind === 'route' || action.kind === 'forward'
    ? action.destinations
        .filter(({ share }) => share > 0)
        .sort((one, other) => other.share - one.share)
    : [];
}

function brokenSentence(
  t: MeshTranslate,
  rows: readonly RouteRow[],
  { caller, namespace }: SentenceSite,
): string | undefined {
  for (const row of rows) {
    const broken = destinationsOf(row).find(
      ({ exists, endpoints }) => !exists || endpoints === 0,
    );
    if (broken) {
      return t(
        broken.exists
          ? 'routing.calls.sentence.brokenEmpty'
          : 'routing.calls.sentence.broken',
        {
          caller,
          position: `${row.position}`,
          percent: formatPercent(broken.share * 100),
          target: rowTarget(broken, namespace),
        },
      );
    }
  }
  return undefined;
}

/** The most general row that splits, else the one for all requests, else the last: rows are tried in order. */
function mainRow(rows: readonly RouteRow[]): RouteRow | undefined {
  return (
    rows.filter(row => destinationsOf(row).length > 1).pop() ??
    rows.filter(isForAll).pop() ??
    rows[rows.length - 1]
  );
}

/** What a row asks of a request. Every path starts with a slash. */
function conditionsOf({ match }: RouteRow): MatchCondition[] {
  return rowConditions(match).filter(
    ({ field, op, value }) =>
      !(field === 'path' && op !== 'exact' && op !== 'regex' && value === '/'),
  );
}

function isForAll(row: RouteRow): boolean {
  return conditionsOf(row).length === 0;
}

/** Which requests a row takes. */
function whatOf(t: MeshTranslate, row: RouteRow, count: number): string {
  const conditions = conditionsOf(row);
  const [first] = conditions;
  if (!first) {
    return t(
      count === 1
        ? 'routing.calls.sentence.every'
        : 'routing.calls.sentence.others',
    );
  }
  const isPath = first.field === 'path' && first.op !== 'regex' && first.value;
  return conditions.length === 1 && isPath
    ? isPath
    : t('routing.calls.sentence.rule', { position: `${row.position}` });
}

function rowSentence(
  t: MeshTranslate,
  row: RouteRow,
  count: number,
  { caller, namespace }: SentenceSite,
): string {
  const { action } = row;
  const words = { caller, what: whatOf(t, row, count) };
  if (action.kind === 'redirect' || action.kind === 'direct') {
    const status = `${action.status}`;
    return t(`routing.calls.sentence.${action.kind}`, { ...words, status });
  }
  const destinations = destinationsOf(row);
  const [only] = destinations;
  if (!only) {
    return t('routing.calls.sentence.nowhere', words);
  }
  const isConnection = action.kind === 'forward';
  return destinations.length === 1
    ? t(`routing.calls.sentence.${isConnection ? 'forwardOne' : 'one'}`, {
        ...words,
        target: withVersion(only, namespace),
      })
    : t(`routing.calls.sentence.${isConnection ? 'forward' : 'split'}`, {
        ...words,
        split: splitWords(t, destinations, namespace),
      });
}

function withVersion(
  destination: RouteRowDestination,
  namespace: string | undefined,
): string {
  const target = rowTarget(destination, namespace);
  return destination.version ? `${target} (${destination.version})` : target;
}

/** Versions say more than hosts, where they tell the destinations apart. */
function splitWords(
  t: MeshTranslate,
  destinations: readonly RouteRowDestination[],
  namespace: string | undefined,
): string {
  const versions = new Set(destinations.map(({ version }) => version));
  const byVersion =
    !versions.has(undefined) && versions.size === destinations.length;
  const entries = destinations.map(one =>
    t('routing.sentence.splitEntry', {
      percent: formatPercent(one.share * 100),
      target: (byVersion && one.version) || rowTarget(one, namespace),
    }),
  );
  const last = entries.pop() ?? '';
  return entries.length === 0
    ? last
    : t('routing.sentence.splitList', { first: entries.join(', '), last });
}

function withEnd(t: MeshTranslate, sentence: string, table: OkTable): string {
  switch (table.remainder.kind) {
    case 'not-found':
      return t('routing.calls.sentence.endNotFound', { sentence });
    case 'blackhole':
      return t('routing.calls.sentence.endBlackhole', { sentence });
    case 'passthrough':
      return t('routing.calls.sentence.endPassthrough', { sentence });
    default:
      return t('routing.calls.sentence.end', { sentence });
  }
}
