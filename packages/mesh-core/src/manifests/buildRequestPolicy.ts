import { compact } from './compact';
import { formatDuration } from './formatDuration';
import type { MeshIntent } from './intent';

/** Timeout and retries, with the fields that a VirtualService and a Canary have in common. */
export interface RequestPolicy {
  timeout?: string;
  retries?: { attempts: number; perTryTimeout?: string; retryOn?: string };
}

/** How long a request may take and how often it is tried. */
export function buildRequestPolicy({ resilience }: MeshIntent): RequestPolicy {
  const { timeoutMs, retries } = resilience ?? {};
  return compact({
    timeout: timeoutMs === undefined ? undefined : formatDuration(timeoutMs),
    retries:
      retries &&
      compact({
        attempts: retries.attempts,
        perTryTimeout:
          retries.perTryTimeoutMs === undefined
            ? undefined
            : formatDuration(retries.perTryTimeoutMs),
        retryOn: retries.retryOn?.join(','),
      }),
  });
}
