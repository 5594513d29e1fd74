import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 250;
const STOP_GRACE_MS = 10_000;

/** What to run and where its output goes. */
export interface BackgroundProcessOptions {
  /** Name for messages, such as `backend`. */
  name: string;
  /** Arguments of Node. */
  args: string[];
  cwd: string;
  env?: Record<string, string>;
  logFile: string;
}

/** A Node program that runs beside the tests in a process group of its own, and is stopped by that group's id. */
export class BackgroundProcess {
  private readonly child: ChildProcess;

  constructor(private readonly options: BackgroundProcessOptions) {
    mkdirSync(dirname(options.logFile), { recursive: true });
    const log = openSync(options.logFile, 'w');
    this.child = spawn(process.execPath, options.args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
  }

  /**
   * Waits until a URL answers with a status below 400.
   *
   * @throws Error with the end of the log when the program ends first or the time is over
   */
  async waitFor(url: string, timeoutMs: number): Promise<void> {
    const { name } = this.options;
    const end = Date.now() + timeoutMs;
    while (Date.now() < end) {
      if (this.hasEnded()) {
        throw new Error(
          `The ${name} ended before it was ready.\n${this.tail()}`,
        );
      }
      const response = await fetch(url).catch(() => undefined);
      if (response?.ok) {
        return;
      }
      await sleep(POLL_MS);
    }
    throw new Error(
      `The ${name} was not ready after ${timeoutMs / 1000} s.\n${this.tail()}`,
    );
  }

  /** Asks the process group to end, and ends it after ten seconds. */
  async stop(): Promise<void> {
    const { pid } = this.child;
    if (pid === undefined || this.hasEnded()) {
      return;
    }
    const ended = new Promise(resolve => this.child.once('exit', resolve));
    process.kill(-pid, 'SIGTERM');
    const timer = setTimeout(
      () => process.kill(-pid, 'SIGKILL'),
      STOP_GRACE_MS,
    );
    await ended;
    clearTimeout(timer);
  }

  private hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private tail(): string {
    const lines = readFileSync(this.options.logFile, 'utf8').split('\n');
    return `${this.options.logFile}:\n${lines.slice(-30).join('\n')}`;
  }
}
