import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { Part } from './Part.mjs';
import { ROOT } from './root.mjs';

const LOGS = resolve(ROOT, '.cache/logs');
const TIMEOUT_MS = 180_000;
const CLI = resolve(ROOT, 'node_modules/.bin/backstage-cli');

const answers = async (url, headers) => (await fetch(url, { headers })).ok;

/** The parts with their ports, and what says that they are ready. */
const PARTS = [
  {
    name: 'sandbox',
    ports: [6440, 9091, 20011],
    command: process.execPath,
    args: [
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      'src/cli.ts',
    ],
    folder: 'packages/mesh-sandbox',
    isReady: () => answers('http://127.0.0.1:6440/version'),
  },
  {
    name: 'backend',
    ports: [7007],
    command: CLI,
    args: ['package', 'start'],
    folder: 'packages/backend',
    // The backend is ready before the catalog has read the demo users.
    isReady: () =>
      answers('http://localhost:7007/api/auth/persona/refresh', {
        'x-fairway-persona': 'user:default/casey',
      }),
  },
  {
    name: 'app',
    ports: [3000],
    command: CLI,
    args: ['package', 'start'],
    folder: 'packages/app',
    env: { BROWSER: 'none' },
    isReady: () => answers('http://localhost:3000'),
  },
];

async function isFree(port, host) {
  const server = createServer();
  return new Promise(done => {
    server
      .once('error', ({ code }) => done(code !== 'EADDRINUSE'))
      .listen(port, host, () => server.close(() => done(true)));
  });
}

async function findBusyPort() {
  for (const { name, ports } of PARTS) {
    for (const port of ports) {
      const free = await Promise.all(
        ['127.0.0.1', '::1'].map(host => isFree(port, host)),
      );
      if (free.includes(false)) {
        return { name, port };
      }
    }
  }
  return undefined;
}

const parts = [];

async function stopAll(exitCode) {
  await Promise.all(parts.map(part => part.stop()));
  process.exit(exitCode);
}

function giveUp(part, reason) {
  console.error(
    `${part.tail}\n\nThe ${part.name} ${reason}. Its log: ${part.logFile}`,
  );
  return stopAll(1);
}

function startPart({ name, command, args, folder, env }) {
  return new Part({
    name,
    command,
    args,
    env,
    cwd: resolve(ROOT, folder),
    logFile: resolve(LOGS, `${name}.log`),
    onError: (_, line) => console.error(`[${name}] ${line}`),
    onEnd: part => giveUp(part, 'ended'),
  });
}

const busy = await findBusyPort();
if (busy) {
  console.error(
    `Port ${busy.port} is in use, but the ${busy.name} needs it: stop the program that listens there and run script/start again.`,
  );
  process.exit(1);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => stopAll(0));
}

await Promise.all(
  PARTS.map(async description => {
    const part = startPart(description);
    parts.push(part);
    if (
      !(await part.waitUntil(description.isReady, TIMEOUT_MS)) &&
      !part.hasEnded
    ) {
      await giveUp(part, `was not ready after ${TIMEOUT_MS / 1000} s`);
    }
  }),
);
if (parts.every(part => !part.hasEnded)) {
  console.log('Fairway is ready: http://localhost:3000');
}
