import { parseDurationMs } from '../../snapshot';
import type { RetryPolicy } from './CompileOptions';
import type { TableRetries } from './TableAction';

const DEFAULT_ON =
  'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes';

const STATUS_CODES = 'retriable-status-codes';

/** Whole numbers among the conditions are status codes. */
function readConditions(
  text: string,
): Pick<TableRetries, 'on'> & { codes: number[] } {
  const parts = text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
  const codes = parts.filter(part => /^\d+$/.test(part)).map(Number);
  const conditions = parts.filter(part => !/^\d+$/.test(part));
  if (codes.length > 0 && !conditions.includes(STATUS_CODES)) {
    conditions.push(STATUS_CODES);
  }
  return { on: conditions.join(','), codes };
}

function duration(
  key: 'perTryTimeoutMs' | 'backoffMs',
  text: string | undefined,
): Partial<TableRetries> {
  const ms = text === undefined ? undefined : parseDurationMs(text);
  return ms === undefined ? {} : { [key]: ms };
}

/**
 * The retries of a route: its own, else those of the mesh, else two on failures that are safe to repeat.
 *
 * @returns `null` where they are switched off
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/retry/retry.go
 */
export function retriesOf(
  own: RetryPolicy | undefined,
  meshDefault: RetryPolicy | undefined,
): TableRetries | null {
  const policy = own ?? meshDefault;
  if (!policy) {
    return { attempts: 2, on: DEFAULT_ON };
  }
  const attempts = policy.attempts ?? 0;
  if (attempts <= 0) {
    return null;
  }
  const { on, codes } = policy.retryOn
    ? readConditions(policy.retryOn)
    : { on: DEFAULT_ON, codes: [] };
  return {
    attempts,
    on,
    ...(codes.length > 0 ? { codes } : {}),
    ...duration('perTryTimeoutMs', policy.perTryTimeout),
    ...duration('backoffMs', policy.backoff),
  };
}
