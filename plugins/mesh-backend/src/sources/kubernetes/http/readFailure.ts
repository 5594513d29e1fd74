import type { Failure } from './Failure';
import { parseRetryAfter } from './parseRetryAfter';

/** An answer that is no success, reduced to what tells why. */
export interface FailedAnswer {
  status: number;
  retryAfter: string | null;
  /** The beginning of the body. */
  body: string;
}

/** Codes of the network that say more than "unreachable" to the person who can act on them. */
const networkCodes =
  /\b(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|CERT_[A-Z_]+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_[A-Z_]+|ERR_TLS_[A-Z_]+)\b/;

/**
 * Finds the code of a network error in a message. Nothing else of the message is kept: it names addresses.
 */
export function networkCodeOf(message: string): string | undefined {
  return networkCodes.exec(message)?.[1];
}

/**
 * Tells why an answer is no success. The kubernetes plugin passes answers of the API server on and adds its own, which
 * have the shape of Backstage errors: those speak about the plugin, not about the kind that was asked for.
 *
 * @param now - milliseconds since 1970
 */
export function readFailure(answer: FailedAnswer, now: number): Failure {
  const ofPlugin = readPluginError(answer.body);
  if (ofPlugin) {
    return pluginFailure(ofPlugin);
  }
  switch (answer.status) {
    case 401:
      return { type: 'unauthorized' };
    case 403:
      return { type: 'forbidden' };
    case 404:
      // The API server always says something with a 404. The backend does not, when no plugin serves the path.
      return answer.body.trim() === ''
        ? { type: 'backend', detail: 'The kubernetes plugin is not installed.' }
        : { type: 'not-found' };
    case 410:
      return { type: 'gone' };
    case 429: {
      const retryAfterMs = parseRetryAfter(answer.retryAfter, now);
      return {
        type: 'throttled',
        ...(retryAfterMs !== undefined && { retryAfterMs }),
      };
    }
    default:
      return { type: 'server-error', status: answer.status };
  }
}

interface PluginError {
  name: string;
  message: string;
}

function readPluginError(body: string): PluginError | undefined {
  try {
    const { error } = JSON.parse(body) as { error?: Partial<PluginError> };
    return typeof error?.name === 'string'
      ? { name: error.name, message: String(error.message ?? '') }
      : undefined;
  } catch {
    return undefined;
  }
}

function pluginFailure({ name, message }: PluginError): Failure {
  switch (name) {
    case 'NotFoundError':
      return {
        type: 'backend',
        detail: 'The kubernetes plugin does not know this cluster.',
      };
    case 'NotAllowedError':
    case 'AuthenticationError':
      return {
        type: 'backend',
        detail: `The kubernetes plugin refused the mesh plugin (${name}).`,
      };
    case 'ServiceUnavailableError':
      return {
        type: 'backend',
        detail: 'The kubernetes plugin is not ready yet.',
      };
    default: {
      const detail = networkCodeOf(message);
      return { type: 'unreachable', ...(detail && { detail }) };
    }
  }
}
