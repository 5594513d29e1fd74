import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 300;
const STOP_GRACE_MS = 10_000;
const TAIL_LINES = 25;
const COLOURS = /\u001b\[\d+m/g;
const HARMLESS_LEVEL = /^\S+ \S+ (info|warn|debug) /;
const ERROR = /\berror\b/i;
const SHOWN_CHARACTERS = 300;

/** A line of a log to show to the user, or undefined when it speaks of no error. */
function errorIn(line) {
  const text = line.replace(COLOURS, '');
  return ERROR.test(text) && !HARMLESS_LEVEL.test(text)
    ? text.slice(0, SHOWN_CHARACTERS)
    : undefined;
}

/**
 * A long-running program with a log file, in a process group of its own so that it can be stopped with all
 * that it started.
 *
 * `onError` is called with every line of its output that speaks of an error, `onEnd` when it ends by itself.
 */
export class Part {
  #child;
  #tail = [];
  #stopping = false;

  constructor({ name, command, args, cwd, env, logFile, onError, onEnd }) {
    this.name = name;
    this.logFile = logFile;
    mkdirSync(dirname(logFile), { recursive: true });
    const log = createWriteStream(logFile);
    this.#child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      createInterface({ input: stream }).on('line', line => {
        log.write(`${line}\n`);
        this.#tail = [...this.#tail.slice(1 - TAIL_LINES), line];
        const error = errorIn(line);
        if (error && !this.#stopping) {
          onError?.(this, error);
        }
      });
    }
    const end = () => this.#stopping || onEnd?.(this);
    this.#child.once('exit', end).once('error', end);
  }

  /** The end of its output. */
  get tail() {
    return this.#tail.join('\n');
  }

  get hasEnded() {
    const { pid, exitCode, signalCode } = this.#child;
    return pid === undefined || exitCode !== null || signalCode !== null;
  }

  /** Resolves to whether `isReady` came true before the part ended or the time was over. */
  async waitUntil(isReady, timeoutMs) {
    const end = Date.now() + timeoutMs;
    while (!this.hasEnded && Date.now() < end) {
      if (await isReady().catch(() => false)) {
        return true;
      }
      await sleep(POLL_MS);
    }
    return false;
  }

  /** Asks its process group to end, by its id, and ends it after ten seconds. */
  async stop() {
    this.#stopping = true;
    if (this.hasEnded) {
      return;
    }
    const ended = new Promise(resolve => this.#child.once('exit', resolve));
    this.#signal('SIGTERM');
    const timer = setTimeout(() => this.#signal('SIGKILL'), STOP_GRACE_MS);
    await ended;
    clearTimeout(timer);
    this.#signal('SIGKILL');
  }

  #signal(signal) {
    try {
      process.kill(-this.#child.pid, signal);
    } catch {
      // The group is gone.
    }
  }
}
