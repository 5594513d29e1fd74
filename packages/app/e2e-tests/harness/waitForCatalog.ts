import { setTimeout as sleep } from 'node:timers/promises';
import { personas } from './personas';

const TIMEOUT_MS = 60_000;

async function canSignIn(url: string, entityRef: string): Promise<boolean> {
  const response = await fetch(`${url}/api/auth/persona/refresh`, {
    headers: { 'x-fairway-persona': entityRef },
  });
  return response.ok;
}

/**
 * Waits until the catalog has read the demo users: the backend is ready before that.
 *
 * @throws Error after a minute
 */
export async function waitForCatalog(url: string): Promise<void> {
  const end = Date.now() + TIMEOUT_MS;
  for (const { entityRef } of Object.values(personas)) {
    while (!(await canSignIn(url, entityRef))) {
      if (Date.now() > end) {
        throw new Error(`${entityRef} cannot sign in after a minute`);
      }
      await sleep(250);
    }
  }
}
