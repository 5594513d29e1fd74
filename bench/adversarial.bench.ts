import {
  applyChanges,
  compile,
  emptySnapshot,
  simulate,
  type RouteCaller,
  type RouteRequest,
  type RouteTable,
} from '@fairway/mesh-core';
import { processorTime, type Bench, type BenchRow } from './BenchRow';
import { virtualService, type BenchObject } from './routingMesh';

const BYTES = 10_000_000;
const HALF = BYTES / 2;
const LIMIT_MS = 1_000;
const HOST = 'victim.shop.svc.cluster.local';
const caller: RouteCaller = { kind: 'sidecar', namespace: 'shop', labels: {} };

const service: BenchObject = {
  kind: 'Service',
  object: {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'victim', namespace: 'shop' },
    spec: { clusterIP: '10.0.0.1', ports: [{ name: 'http', port: 80 }] },
  },
};

/** Patterns that are slow to compile, slow to compare, or broken. */
const patterns: Readonly<Record<string, (index: number) => string>> = {
  literals: index => `${'abcdefgh'.repeat(125)}${index}`,
  'a thousand places at once': index => `.*a${'.'.repeat(990)}${index % 10}`,
  'optional places': index => `${'.?'.repeat(500)}${index}`,
  'repetitions of repetitions': index => `(a?){500}a{500}${index}`,
  'long repetitions': index => `${'(.{0,1000})'.repeat(10)}${index}`,
  'large programs': index => `${'(x{31}){32}'.repeat(30)}${index}`,
  'tables of Unicode': index => `(?i)${'\\pL'.repeat(330)}${index % 10}`,
  'ranges beyond ASCII': index => `(?i)[${'a-\\x{ffff}'.repeat(90)}]${index}`,
  'brackets that stay open': index => `${'('.repeat(1_000)}${index}`,
};

function request(x: string): RouteRequest {
  return {
    method: 'GET',
    scheme: 'http',
    host: HOST,
    port: 80,
    path: '/',
    headers: [['x', x]],
  };
}

function rulesOf(pattern: (index: number) => string, bytes: number) {
  const rules: Record<string, unknown>[] = [];
  for (let size = 0; size < bytes;) {
    const regex = pattern(rules.length);
    const rule = {
      match: [{ headers: { x: { regex } } }],
      route: [{ destination: { host: HOST } }],
    };
    rules.push(rule);
    size += JSON.stringify(rule).length;
  }
  return rules;
}

function tableOf(pattern: (index: number) => string): RouteTable {
  const rules = virtualService(HOST, 'shop', rulesOf(pattern, HALF));
  const snapshot = applyChanges(
    emptySnapshot('bench'),
    [service, rules].map(({ kind, object }) => ({
      type: 'upsert' as const,
      kind,
      object,
    })),
  );
  return compile(snapshot, caller);
}

/** Half of the bytes are rules with patterns; the other half is a header, once too large, once of a size that is compared. */
function hold(pattern: (index: number) => string): number {
  let explained = true;
  const time = processorTime(() => {
    const table = tableOf(pattern);
    const large = simulate(table, request('a'.repeat(HALF)));
    const { trace } = simulate(table, request('a'.repeat(1_000)));
    explained = large.outcome.outcome === 'rejected' && trace.notes.length > 0;
  });
  if (!explained) {
    throw new Error('An answer does not say what was left out.');
  }
  return time;
}

async function run(): Promise<BenchRow[]> {
  hold(patterns.literals);
  const times = Object.entries(patterns).map(
    ([name, pattern]) => [hold(pattern), name] as const,
  );
  const [worst, name] = times.reduce((one, other) =>
    other[0] > one[0] ? other : one,
  );
  return [
    {
      what: `10 MB of bad patterns and headers, the worst of ${times.length}: ${name}`,
      measured: `${worst.toFixed(0)} ms`,
      target: `<= ${LIMIT_MS} ms`,
      reached: worst <= LIMIT_MS,
    },
  ];
}

/** What people who mean harm can make the engine do. */
export const bench: Bench = { name: 'adversarial', run };
