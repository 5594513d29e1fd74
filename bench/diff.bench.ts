import {
  compile,
  diff,
  type RouteCaller,
  type RouteTable,
} from '@fairway/mesh-core';
import {
  median,
  percentile,
  processorTime,
  type Bench,
  type BenchRow,
} from './BenchRow';
import {
  manyRules,
  servicesOf,
  snapshotOf,
  to,
  virtualService,
} from './routingMesh';

const RULES = 30;
const HOST = 'service-0';
const TARGET_MS = 300;
const caller: RouteCaller = {
  kind: 'sidecar',
  namespace: 'team-0',
  labels: { app: 'caller' },
};

type Rules = Record<string, unknown>[];

/** What people do to a VirtualService. */
const EDITS: Readonly<Record<string, (rules: Rules) => Rules>> = {
  'another timeout on every rule': rules =>
    rules.map(rule => ({ ...rule, timeout: '2s' })),
  'the last rule removed': rules => rules.slice(0, -1),
  'the rules turned around': rules => [
    ...rules.slice(0, -1).reverse(),
    ...rules.slice(-1),
  ],
  'an A/B test before all rules': rules => [
    {
      match: [{ headers: { cookie: { regex: '^(.*?;)?(user=test)(;.*)?$' } } }],
      ...to(HOST, 'v2'),
    },
    ...rules,
  ],
  'all rules removed': () => [],
};

function tableOf(rules: Rules): RouteTable {
  const objects = servicesOf(1).filter(({ kind }) => kind !== 'VirtualService');
  const own = virtualService(HOST, 'team-0', rules);
  return compile(
    snapshotOf(rules.length > 0 ? [...objects, own] : objects),
    caller,
  );
}

/** Milliseconds of each of ten comparisons. */
function times(before: RouteTable, after: RouteTable): number[] {
  return Array.from({ length: 13 }, () =>
    processorTime(() => diff(before, after)),
  ).slice(3);
}

async function run(): Promise<BenchRow[]> {
  const rules = manyRules(HOST, RULES);
  const before = tableOf(rules);
  return Object.entries(EDITS).map(([what, edit]) => {
    const after = tableOf(edit(rules));
    const all = times(before, after);
    const half = median(all);
    const { compared } = diff(before, after);
    return {
      what: `${RULES} rules, ${what}: ${compared.toLocaleString('en')} requests`,
      measured: `${half.toFixed(0)} ms (p90 ${percentile(all, 90).toFixed(0)})`,
      target: `<= ${TARGET_MS} ms`,
      reached: half <= TARGET_MS,
    };
  });
}

/** What an edit of a service with many rules changes. */
export const bench: Bench = { name: 'diff', run };
