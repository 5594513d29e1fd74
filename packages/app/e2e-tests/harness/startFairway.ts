import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { BackgroundProcess } from './BackgroundProcess';
import { freePorts } from './freePorts';

const ROOT = resolve(__dirname, '../../../..');
const RUN_DIR = resolve(ROOT, '.cache/e2e');
const FROM_SOURCE = [
  '--require',
  require.resolve('@backstage/cli/config/nodeTransform.cjs'),
];

/** Addresses of a running Fairway. */
export interface Fairway {
  /** The app, served by the backend. No slash at the end. */
  url: string;
  kubernetesUrl: string;
  prometheusUrl: string;
  kialiUrl: string;
  stop(): Promise<void>;
}

interface Ports {
  backend: number;
  kubernetes: number;
  prometheus: number;
  kiali: number;
}

/**
 * Configuration on top of the files of the repository: addresses, and watches that find a cut connection in seconds, so that a test need
 * not wait minutes for it. JSON is YAML.
 */
function writeConfig(ports: Ports): string {
  const baseUrl = `http://localhost:${ports.backend}`;
  const file = resolve(RUN_DIR, 'app-config.json');
  mkdirSync(RUN_DIR, { recursive: true });
  writeFileSync(
    file,
    JSON.stringify({
      app: { baseUrl },
      backend: {
        baseUrl,
        listen: { host: '127.0.0.1', port: ports.backend },
        cors: { origin: baseUrl },
      },
      mesh: { kubernetes: { watchSilence: '10s' } },
    }),
  );
  return file;
}

function startSandbox(ports: Ports): BackgroundProcess {
  return new BackgroundProcess({
    name: 'sandbox',
    args: [
      ...FROM_SOURCE,
      'src/cli.ts',
      '--kubernetes-port',
      String(ports.kubernetes),
      '--prometheus-port',
      String(ports.prometheus),
      '--kiali-port',
      String(ports.kiali),
      '--faults',
    ],
    cwd: resolve(ROOT, 'packages/mesh-sandbox'),
    logFile: resolve(RUN_DIR, 'sandbox.log'),
  });
}

function startBackend(ports: Ports): BackgroundProcess {
  return new BackgroundProcess({
    name: 'backend',
    args: [
      ...FROM_SOURCE,
      'src/index.ts',
      '--config',
      resolve(ROOT, 'app-config.yaml'),
      '--config',
      resolve(ROOT, 'app-config.production.yaml'),
      '--config',
      writeConfig(ports),
    ],
    cwd: resolve(ROOT, 'packages/backend'),
    env: {
      NODE_ENV: 'production',
      FAIRWAY_KUBERNETES_URL: `http://127.0.0.1:${ports.kubernetes}`,
      FAIRWAY_PROMETHEUS_URL: `http://127.0.0.1:${ports.prometheus}`,
      FAIRWAY_KIALI_URL: `http://127.0.0.1:${ports.kiali}`,
    },
    logFile: resolve(RUN_DIR, 'backend.log'),
  });
}

/**
 * Starts the sandbox and the backend, which serves the production bundle of the app, on free loopback ports.
 *
 * @throws Error when the app was not built, or with the end of the log of the part that did not get ready
 */
export async function startFairway(): Promise<Fairway> {
  if (!existsSync(resolve(ROOT, 'packages/app/dist/index.html'))) {
    throw new Error('The app is not built: run `yarn workspace app build`');
  }
  const [backend, kubernetes, prometheus, kiali] = await freePorts(4);
  const ports = { backend, kubernetes, prometheus, kiali };
  const parts = [startSandbox(ports), startBackend(ports)];
  const stop = async () => {
    await Promise.all(parts.map(part => part.stop()));
  };
  const fairway: Fairway = {
    url: `http://localhost:${backend}`,
    kubernetesUrl: `http://127.0.0.1:${kubernetes}`,
    prometheusUrl: `http://127.0.0.1:${prometheus}`,
    kialiUrl: `http://127.0.0.1:${kiali}`,
    stop,
  };
  const ready = [
    `${fairway.kubernetesUrl}/version`,
    `${fairway.url}/.backstage/health/v1/readiness`,
  ];
  try {
    await Promise.all(parts.map((part, i) => part.waitFor(ready[i], 90_000)));
  } catch (error) {
    await stop();
    throw error;
  }
  return fairway;
}
