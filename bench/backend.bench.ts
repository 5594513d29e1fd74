import { resolve } from 'node:path';
import { startSandbox, type Sandbox } from '@fairway/mesh-sandbox';
import { BackendClient } from '../packages/backend/src/__testUtils__/BackendClient';
import {
  countRequests,
  type CountingProxy,
} from '../packages/backend/src/__testUtils__/countRequests';
import {
  startBackend,
  type RunningBackend,
} from '../packages/backend/src/__testUtils__/startBackend';
import { percentile, type Bench, type BenchRow } from './BenchRow';

const SHOP = resolve(__dirname, '../examples/scenarios/shop');
const CONCURRENT = 20;
/** So many that a single pause, which hits all that run at that moment, is not the 95th percentile. */
const REQUESTS = 2_000;
const VIEWS = ['summary', 'routing', 'canaries', 'topology'];
const SERVICES = ['checkout', 'cart', 'catalogue', 'payments', 'accounts'];
const USERS = ['casey', 'priya', 'tariq'];

interface World {
  sandbox: Sandbox;
  kiali: CountingProxy;
  backend: RunningBackend;
  client: BackendClient;
  tokens: string[];
}

async function start(): Promise<World> {
  const sandbox = await startSandbox({ scenario: SHOP });
  const kiali = await countRequests(sandbox.kialiUrl);
  const backend = await startBackend({
    mesh: { kiali: { url: `${kiali.url}/kiali` } },
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'sandbox',
              url: sandbox.kubernetesUrl,
              authProvider: 'serviceAccount',
              serviceAccountToken: 'sandbox-demo',
            },
          ],
        },
      ],
    },
  });
  const client = new BackendClient(backend.url);
  const tokens: string[] = [];
  for (const user of USERS) {
    tokens.push(await client.signIn(user));
  }
  return { sandbox, kiali, backend, client, tokens };
}

function pathOf(view: string, index: number): string {
  const service = SERVICES[index % SERVICES.length];
  return `/api/mesh/entities/component/default/${service}/${view}`;
}

/** Milliseconds of each of many requests, of which a fixed number runs at a time. */
async function timesOf(
  { client, tokens }: World,
  view: string,
  count: number,
): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      const start = performance.now();
      const response = await client.get(
        pathOf(view, index),
        tokens[index % tokens.length],
      );
      await response.arrayBuffer();
      if (response.status !== 200) {
        throw new Error(`${pathOf(view, index)} answers ${response.status}`);
      }
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, worker));
  return times;
}

/** Waits until the watches are open and each view has been asked for by everybody. */
async function warmUp(world: World): Promise<void> {
  while (world.sandbox.kubernetes.openWatches() < 25) {
    await new Promise(done => setTimeout(done, 100));
  }
  for (const view of VIEWS) {
    await timesOf(world, view, 100);
  }
}

function requestRows({ sandbox, kiali }: World): () => BenchRow[] {
  const toCluster = () =>
    sandbox.kubernetes.requests.filter(({ url }) => !url.includes('watch='))
      .length;
  const toKiali = () =>
    kiali.requests.filter(path => path.includes('/graph')).length;
  const before = { cluster: toCluster(), kiali: toKiali() };
  return () => {
    const cluster = toCluster() - before.cluster;
    // Those of the summary and the topology.
    const perView = (toKiali() - before.kiali) / (2 * REQUESTS);
    return [
      {
        what: `requests to the API server in ${VIEWS.length * REQUESTS} views`,
        measured: String(cluster),
        target: '0',
        reached: cluster === 0,
      },
      {
        what: 'requests to Kiali per view',
        measured: perView.toFixed(2),
        target: '<= 1 per workload',
        reached: perView <= 1,
      },
    ];
  };
}

async function run(): Promise<BenchRow[]> {
  const world = await start();
  try {
    await warmUp(world);
    const requests = requestRows(world);
    const rows: BenchRow[] = [];
    for (const view of VIEWS) {
      const p95 = percentile(await timesOf(world, view, REQUESTS), 95);
      rows.push({
        what: `${view}, ${CONCURRENT} concurrent, p95`,
        measured: `${p95.toFixed(0)} ms`,
        target: '<= 50 ms',
        reached: p95 <= 50,
      });
    }
    return [...rows, ...requests()];
  } finally {
    await world.backend.stop();
    await world.kiali.stop();
    await world.sandbox.stop();
  }
}

/** The tab endpoints of the real backend on the sandbox, warm. */
export const bench: Bench = { name: 'backend', run };
