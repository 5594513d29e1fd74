/**
 * Why Kiali did not deliver. Closed, so that every case has its sentence.
 *
 * - `unauthorized`: Kiali does not take the token. `forbidden`: the token may not read what was asked for.
 * - `unsupported-auth`: Kiali wants a login that only a browser can do.
 */
export type KialiFailure =
  | { type: 'unreachable'; detail?: string }
  | { type: 'timeout' }
  | { type: 'unauthorized'; detail?: string }
  | { type: 'forbidden'; detail?: string }
  | { type: 'refused'; status: number; detail?: string }
  | { type: 'server-error'; status: number }
  | { type: 'malformed'; detail: string }
  | { type: 'unsupported-auth'; strategy: string };

/** Carries a {@link KialiFailure} up to where it becomes a state. */
export class KialiError extends Error {
  readonly failure: KialiFailure;

  constructor(failure: KialiFailure, cause?: unknown) {
    super(describeKialiFailure(failure), { cause });
    this.name = 'KialiError';
    this.failure = failure;
  }
}

/** Says in a sentence or two what went wrong and, where somebody can act on it, what to do. Names no address and no token. */
export function describeKialiFailure(failure: KialiFailure): string {
  switch (failure.type) {
    case 'unreachable':
      return `Kiali cannot be reached${failure.detail ? ` (${failure.detail})` : ''}.`;
    case 'timeout':
      return 'Kiali did not answer in time.';
    case 'unauthorized':
      return `Kiali rejects the login${failure.detail ? `: ${failure.detail}` : ''}. Check mesh.kiali.auth.`;
    case 'forbidden':
      return `Kiali may not show this${failure.detail ? `: ${failure.detail}` : ''}. Its account needs access to the namespace.`;
    case 'refused':
      return `Kiali refuses the request (${failure.status})${failure.detail ? `: ${failure.detail}` : ''}.`;
    case 'server-error':
      return `Kiali answers with an error (${failure.status}).`;
    case 'malformed':
      return `Kiali answers in an unknown shape. ${failure.detail}`;
    default:
      return `Kiali uses the login strategy ${failure.strategy}, which only a browser can do. Use the strategy token or header for machines.`;
  }
}
