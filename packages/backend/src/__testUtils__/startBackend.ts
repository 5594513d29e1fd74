import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '@backstage/types';

const PACKAGE = resolve(__dirname, '../..');
const READY_TIMEOUT_MS = 60_000;

/** The backend of this package in a process of its own. */
export interface RunningBackend {
  /** Base URL, no slash at the end. */
  url: string;
  /** All that it has written so far. */
  output(): string;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(done => server.close(done));
  return port;
}

function spawnBackend(configFile: string) {
  const config = (file: string) => ['--config', resolve(PACKAGE, file)];
  const child = spawn(
    process.execPath,
    [
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      'src/index.ts',
      ...config('../../app-config.yaml'),
      ...config('../../app-config.production.yaml'),
      ...config(configFile),
    ],
    {
      cwd: PACKAGE,
      env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const output: string[] = [];
  const keep = (chunk: Buffer) => output.push(chunk.toString('utf8'));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<void>(done => {
    child.once('exit', () => done());
  });
  return { child, ended, getOutput: () => output.join('') };
}

/**
 * Starts `src/index.ts`, the real `createBackend()` with everything that it composes, on a free port. It does not run
 * inside jest: module loading, compression and signals are those of production then.
 *
 * @param config - on top of `app-config.yaml` and `app-config.production.yaml`
 * @throws Error with the output of the backend when it ends or is not ready after a minute
 */
export async function startBackend(
  config: JsonObject,
): Promise<RunningBackend> {
  const folder = mkdtempSync(join(tmpdir(), 'fairway-backend-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const { backend, ...rest } = config;
  const configFile = join(folder, 'app-config.json');
  writeFileSync(
    configFile,
    JSON.stringify({
      app: { baseUrl: url },
      ...rest,
      backend: {
        baseUrl: url,
        listen: { host: '127.0.0.1', port },
        ...(backend as JsonObject | undefined),
      },
    }),
  );
  const { child, ended, getOutput } = spawnBackend(configFile);
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };

  const end = Date.now() + READY_TIMEOUT_MS;
  const readiness = `${url}/.backstage/health/v1/readiness`;
  while (child.exitCode === null && Date.now() < end) {
    const response = await fetch(readiness).catch(() => undefined);
    if (response?.ok) {
      return { url, output: getOutput, stop };
    }
    await sleep(100);
  }
  await stop();
  throw new Error(`The backend did not start:\n${getOutput()}`);
}
