import {
  type ChildProcess,
  execFile,
  spawn,
  spawnSync,
} from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Sample } from '../prometheus';

const run = promisify(execFile);
const READY_WITHIN_MS = 30_000;

/** A Prometheus process of our own. */
export interface RealPrometheus {
  readonly url: string;
  /** For example `2.42.0`. */
  readonly version: string;
  stop(): Promise<void>;
}

/** Version of the `prometheus` on the PATH; undefined when it or `promtool` is missing. */
export function findPrometheus(): string | undefined {
  const tool = spawnSync('promtool', ['--version']);
  const server = spawnSync('prometheus', ['--version'], { encoding: 'utf8' });
  return tool.status === 0 && server.status === 0
    ? /version (\d+\.\d+\.\d+)/.exec(server.stdout + server.stderr)?.[1]
    : undefined;
}

/**
 * Starts the `prometheus` on the PATH on a free loopback port, with these samples as its only data.
 *
 * @throws Error when it is missing or does not become ready
 */
export async function startPrometheus(
  samples: readonly Sample[],
): Promise<RealPrometheus> {
  const version = findPrometheus();
  if (version === undefined) {
    throw new Error('prometheus or promtool is not on the PATH');
  }
  const folder = await mkdtemp(join(tmpdir(), 'contract-prometheus-'));
  const data = join(folder, 'data');
  await writeFile(join(folder, 'samples.txt'), toOpenMetrics(samples));
  await writeFile(join(folder, 'prometheus.yml'), 'global: {}\n');
  await run('promtool', [
    'tsdb',
    'create-blocks-from',
    'openmetrics',
    join(folder, 'samples.txt'),
    data,
  ]);
  const port = await freePort();
  const child = spawn(
    'prometheus',
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  );
  const stop = async () => {
    if (child.exitCode === null) {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    }
    await rm(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await waitUntilReady(url, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, version, stop };
}

/** The samples as an OpenMetrics text with timestamps. */
export function toOpenMetrics(samples: readonly Sample[]): string {
  const lines = samples.map(({ metric, labels, value, timestampMs }) => {
    const pairs = Object.entries(labels)
      .map(([name, text]) => `${name}="${escape(text)}"`)
      .join(',');
    return `${metric}${pairs ? `{${pairs}}` : ''} ${number(value)} ${timestampMs / 1000}`;
  });
  return `${lines.join('\n')}\n# EOF\n`;
}

function escape(text: string): string {
  return text.replace(/[\\"\n]/g, found =>
    found === '\n' ? '\\n' : `\\${found}`,
  );
}

function number(value: number): string {
  return value === Infinity ? '+Inf' : String(value).replace('Infinity', 'Inf');
}

async function waitUntilReady(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    try {
      const response = await fetch(`${url}/-/ready`);
      if (response.ok) {
        return;
      }
    } catch {
      // not listening yet
    }
    await sleep(100);
  }
  throw new Error(`prometheus did not become ready at ${url}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) {
    throw new Error('no port');
  }
  return address.port;
}
