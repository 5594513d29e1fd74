import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  compile,
  kindNameOf,
  shadowedRoutes,
  simulate,
  type RouteCaller,
  type RouteRequest,
  type RouteTable,
} from '@fairway/mesh-core';
import { parseAllDocuments, stringify } from 'yaml';
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
  virtualService,
  type BenchObject,
} from './routingMesh';

const SERVICES = 500;
const RULES = 50;
const HOST = 'service-0';
const caller: RouteCaller = {
  kind: 'sidecar',
  namespace: 'team-0',
  labels: { app: 'caller' },
};

/** Each time of a new snapshot: what one compilation leaves behind must not help the next. */
function compileTimes(objects: readonly BenchObject[]): number[] {
  return Array.from({ length: 15 }, () => {
    const snapshot = snapshotOf(objects);
    return processorTime(() => compile(snapshot, caller));
  }).slice(3);
}

/** Requests that come to every rule in turn, with headers as clients send them. */
function requests(): RouteRequest[] {
  return Array.from({ length: RULES * 5 }, (_, index) => {
    const rule = index % RULES;
    const paths = [
      `/team-${rule}/x`,
      `/team-${rule}`,
      `/items/${rule}`,
      `/v${rule}/list/x`,
      `/search/${rule}?debug=true`,
    ];
    return {
      method: rule % 5 === 2 ? 'POST' : 'GET',
      scheme: 'http',
      host: HOST,
      port: 8080,
      path: paths[rule % 5],
      headers: [
        ['user-agent', 'bench/1.0'],
        ['accept', '*/*'],
        ['x-group', index % 2 === 0 ? 'beta-1' : 'none'],
      ],
    };
  });
}

/** Requests in a second, of each of ten rounds. */
function rates(table: RouteTable): number[] {
  const asked = requests();
  const round = (): number => {
    const repeats = 80;
    const ms = processorTime(() => {
      for (let count = 0; count < repeats; count += 1) {
        for (const request of asked) {
          simulate(table, request);
        }
      }
    });
    return (asked.length * repeats) / (ms / 1000);
  };
  return Array.from({ length: 12 }, round).slice(2);
}

/** From YAML to what is wrong with the routes, as `istioctl analyze` does it, the start of the process left out. */
function readAndJudge(yaml: string): void {
  const objects = parseAllDocuments(yaml).flatMap(document => {
    const object = document.toJS() as { apiVersion: string; kind: string };
    const kind = kindNameOf(object.apiVersion, object.kind);
    return kind ? [{ kind, object: { ...object } }] : [];
  });
  shadowedRoutes(compile(snapshotOf(objects), caller));
}

async function version(istioctl: string): Promise<string | undefined> {
  try {
    const run = await promisify(execFile)(istioctl, [
      'version',
      '--remote=false',
    ]);
    return run.stdout.trim().replace('client version: ', '');
  } catch {
    return undefined;
  }
}

/** How many times as long `istioctl analyze` takes for the same files; no row without one on the PATH. */
async function againstIstioctl(
  objects: readonly BenchObject[],
): Promise<BenchRow[]> {
  const found = await version('istioctl');
  if (found === undefined) {
    return [];
  }
  const yaml = objects.map(({ object }) => stringify(object)).join('---\n');
  const folder = await mkdtemp(join(tmpdir(), 'bench-routing-'));
  const file = join(folder, 'mesh.yaml');
  try {
    await writeFile(file, yaml);
    const start = performance.now();
    const args = ['analyze', '--use-kube=false', '--all-namespaces', file];
    // Findings make it end with a status of their own; the time counts all the same.
    await promisify(execFile)('istioctl', args).catch(() => undefined);
    const theirs = performance.now() - start;
    readAndJudge(yaml);
    const ours = median(
      [0, 1, 2].map(() => {
        const begin = performance.now();
        readAndJudge(yaml);
        return performance.now() - begin;
      }),
    );
    return [
      {
        what: `YAML of ${SERVICES} services: read, compiled, shadowed rules found`,
        measured: `${ours.toFixed(0)} ms`,
      },
      {
        what: `istioctl analyze (${found}, with its start) of the same YAML`,
        measured: `${theirs.toFixed(0)} ms, ${(theirs / ours).toFixed(1)} times as long`,
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function run(): Promise<BenchRow[]> {
  const objects = servicesOf(SERVICES);
  const times = compileTimes(objects);
  const half = median(times);
  const [rules] = [virtualService(HOST, 'team-0', manyRules(HOST, RULES))];
  const table = compile(snapshotOf([...objects, rules]), caller);
  const rate = median(rates(table));
  return [
    {
      what: `compile of ${SERVICES} VirtualServices on ${SERVICES} services`,
      measured: `${half.toFixed(0)} ms`,
      target: '<= 150 ms',
      reached: half <= 150,
    },
    {
      what: 'the same, p90',
      measured: `${percentile(times, 90).toFixed(0)} ms`,
    },
    {
      what: `simulate on a table of ${RULES} rules`,
      measured: `${Math.round(rate).toLocaleString('en')} requests/s`,
      target: '>= 100,000 requests/s',
      reached: rate >= 100_000,
    },
    ...(await againstIstioctl(objects)),
  ];
}

/** Tables of routes: how long they take to make, and to ask. */
export const bench: Bench = { name: 'routing', run };
