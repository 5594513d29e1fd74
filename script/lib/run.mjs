import { spawn } from 'node:child_process';
import { ROOT } from './root.mjs';

const running = new Set();

/** Runs a program in the foreground. Resolves to its exit code, 1 when a signal ended it. */
export async function run(
  command,
  args,
  { cwd = ROOT, env = {}, stdio = 'inherit' } = {},
) {
  console.log(`> ${command} ${args.join(' ')}`);
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', stdio, stdio],
  });
  running.add(child);
  return new Promise(done => {
    child
      .once('error', error => {
        console.error(error.message);
        done(1);
      })
      .once('exit', code => done(code ?? 1));
  }).finally(() => running.delete(child));
}

/** Passes a signal on to the programs in the foreground. */
export function interrupt(signal) {
  running.forEach(child => child.kill(signal));
}
