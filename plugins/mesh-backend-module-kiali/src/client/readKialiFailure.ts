import type { KialiFailure } from './KialiFailure';

const MAX_DETAIL = 200;

/** An answer of Kiali that is no success. */
export interface FailedKialiAnswer {
  status: number;
  /** The beginning of the body. Errors are JSON or plain text. */
  body: string;
}

/**
 * Tells why an answer is no success.
 *
 * A session that expired, and a cookie that cannot be decrypted, is answered by 500 with plain text instead of 401; an invalid
 * token of the strategy `header` by 500 with `{"error":"Unauthorized"}`.
 *
 * @see https://github.com/kiali/kiali handlers/authentication.go
 */
export function readKialiFailure({
  status,
  body,
}: FailedKialiAnswer): KialiFailure {
  const detail = readDetail(body);
  const why = detail ? { detail } : {};
  if (status === 401 || (status === 500 && detail === 'Unauthorized')) {
    return { type: 'unauthorized', ...why };
  }
  if (status === 403) {
    return { type: 'forbidden', ...why };
  }
  return status >= 500
    ? { type: 'server-error', status }
    : { type: 'refused', status, ...why };
}

/** Whether a failed answer may mean that the session has ended. Kiali answers such requests without JSON. */
export function mayBeExpired({ status, body }: FailedKialiAnswer): boolean {
  return status === 401 || (status === 500 && readDetail(body) === undefined);
}

function readDetail(body: string): string | undefined {
  try {
    const { error } = JSON.parse(body) as { error?: unknown };
    return typeof error === 'string'
      ? error.slice(0, MAX_DETAIL).replace(/\.$/, '')
      : undefined;
  } catch {
    return undefined;
  }
}
