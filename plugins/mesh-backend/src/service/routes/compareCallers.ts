import { setImmediate } from 'node:timers/promises';
import type { RouteDifferenceView } from '@fairway/backstage-plugin-mesh-common';
import {
  askableHosts,
  diff,
  explainRequest,
  isEntityCaller,
  joinDifferences,
  mayAsk,
  type CallersDifference,
  type ExplainedRequest,
  type RouteCaller,
  type RouteDiff,
  type RouteDifference,
  type TableReader,
  type VirtualHost,
} from '@fairway/mesh-core';
import type { ClusterScope } from '../ScopeCache';
import type { TableCache } from './TableCache';

/** Boundary requests of one question, over all callers. */
const MAX_REQUESTS = 20_000;
/** Then others have their turn. */
const DESCRIBED_AT_ONCE = 10;
/** A request is held against each rule of its host in turn. So many comparisons take about a second. */
const MAX_TRIES = 1_500_000;
/** No question may keep the process from others for longer; between two callers others have their turn. */
const BUDGET_MS = 3_000;
/** Differences that are answered; the rest is counted. */
const MAX_DIFFERENCES = 100;

type TableRoutes = VirtualHost['routes'];

/** A caller with its name in the answer. */
export interface NamedCaller {
  id: string;
  title: string;
  caller: RouteCaller;
}

/** What differs for all callers. */
export interface ComparedCallers {
  differences: RouteDifferenceView[];
  moreDifferences: number;
  hiddenDifferences: number;
  compared: number;
  cut: boolean;
  notes: string[];
}

interface Sides {
  before: TableReader;
  after: TableReader;
}

/** Rules of the entity's hosts in a table, by port and host. */
function ownRoutes({ table, scope }: TableReader): [string, TableRoutes][] {
  const own = new Set(askableHosts(scope));
  return table.listeners.flatMap(({ port, chains }) =>
    chains
      .flatMap(({ virtualHosts }) => virtualHosts ?? [])
      .filter(({ name }) => own.has(name))
      .map(({ name, routes }): [string, TableRoutes] => [
        `${port} ${name}`,
        routes,
      ]),
  );
}

/** Requests that may be compared, so that hosts with many rules do not take longer. */
function allowance({ before, after }: Sides): number {
  const rules = [...ownRoutes(before), ...ownRoutes(after)].map(
    ([, routes]) => routes.length,
  );
  return Math.floor(MAX_TRIES / Math.max(1, ...rules));
}

/** Callers with the same rules for the entity's hosts, before and after, have the same differences. */
function fingerprint({ before, after }: Sides): string {
  const { isSelf, table } = before;
  return isSelf
    ? JSON.stringify(table.caller)
    : JSON.stringify([table.caller.kind, ownRoutes(before), ownRoutes(after)]);
}

/** Whether an outcome says all that the simulation said. */
function isWhole({ outcome }: ExplainedRequest): boolean {
  return (
    outcome.outcome !== 'hidden' &&
    !JSON.stringify(outcome).includes('"another service"')
  );
}

/** Names of others must not come in through the sentence. */
function sentenceOf(
  { sentence, example }: RouteDifference,
  sides: readonly ExplainedRequest[],
): string {
  return sides.every(isWhole)
    ? sentence
    : `${example.method} ${example.path}: goes another way; a rule or destination of another service takes part.`;
}

/** Whether a difference is about the entity. A host that is new is its own when nobody has rules for it so far. */
function isVisible(
  { before, after }: Sides,
  { example, decidedBy, ...difference }: RouteDifference,
): boolean {
  const isNew = !decidedBy.before && difference.before.outcome === 'no_route';
  return mayAsk(before, example.host) || (isNew && mayAsk(after, example.host));
}

/** A difference as the readers of the entity may see it. */
function describe(
  { before, after }: Sides,
  { callers, ...difference }: CallersDifference,
): RouteDifferenceView {
  const { example, kind, host, port, requests } = difference;
  const was = explainRequest(before, example);
  const is = explainRequest(after, example);
  const source = (explained: ExplainedRequest) => explained.trace.won?.source;
  return {
    kind,
    sentence: sentenceOf(difference, [was, is]),
    host,
    port,
    example,
    before: was.outcome,
    after: is.outcome,
    requests,
    callers: [...callers],
    ...(source(was) ? { decidedBefore: source(was) } : {}),
    ...(source(is) ? { decidedAfter: source(is) } : {}),
  };
}

/** What was found for a caller: the differences that may be seen. */
interface Found {
  sides: Sides;
  differences: readonly RouteDifference[];
}

/** The first of the differences of all callers, what breaks before the others. */
async function describeAll(
  found: ReadonlyMap<string, Found>,
): Promise<Pick<ComparedCallers, 'differences' | 'moreDifferences'>> {
  const all = joinDifferences(
    [...found].map(([caller, { differences }]) => [caller, differences]),
  );
  const differences: RouteDifferenceView[] = [];
  for (const difference of all.slice(0, MAX_DIFFERENCES)) {
    const sides = found.get(difference.callers[0])?.sides;
    if (sides) {
      differences.push(describe(sides, difference));
    }
    if (differences.length % DESCRIBED_AT_ONCE === 0) {
      await setImmediate();
    }
  }
  return { differences, moreDifferences: all.length - differences.length };
}

function sidesOf(
  before: ClusterScope,
  after: ClusterScope,
  caller: RouteCaller,
  tables: TableCache,
): Sides {
  const isSelf = isEntityCaller(before.scope, caller);
  return {
    before: {
      ...before,
      table: tables.get(before.snapshot, caller),
      isSelf,
    },
    after: {
      ...after,
      table: tables.compile(after.snapshot, caller),
      isSelf,
    },
  };
}

/**
 * Compares two snapshots for callers, one after the other.
 *
 * @param now - milliseconds, to stop in time
 * @throws the reason of the signal when it is aborted
 */
export async function compareCallers(
  before: ClusterScope,
  after: ClusterScope,
  callers: readonly NamedCaller[],
  options: { tables: TableCache; now: () => number; signal?: AbortSignal },
): Promise<ComparedCallers> {
  const { tables, now, signal } = options;
  const end = now() + BUDGET_MS;
  const seen = new Map<string, Found>();
  let hiddenDifferences = 0;
  const notes = new Set<string>();
  const alike = new Map<string, RouteDiff>();
  let compared = 0;
  let cut = false;
  for (const { id, caller } of callers) {
    if (now() > end || compared >= MAX_REQUESTS) {
      cut = true;
      break;
    }
    const sides = sidesOf(before, after, caller, tables);
    const key = fingerprint(sides);
    const known = alike.get(key);
    const found =
      known ??
      diff(sides.before.table, sides.after.table, {
        maxRequests: Math.min(MAX_REQUESTS - compared, allowance(sides)),
      });
    alike.set(key, found);
    const differences = found.differences.filter(one => isVisible(sides, one));
    hiddenDifferences += found.differences.length - differences.length;
    seen.set(id, { sides, differences });
    found.notes.forEach(note => notes.add(note));
    compared += known ? 0 : found.compared;
    cut ||= found.cut;
    await setImmediate();
    signal?.throwIfAborted();
  }
  return {
    ...(await describeAll(seen)),
    hiddenDifferences,
    compared,
    cut,
    notes: [...notes],
  };
}
