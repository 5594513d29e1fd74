import { isError } from '@backstage/errors';
import { z } from 'zod';
import type { KialiConfig } from '../config';
import { KialiError } from './KialiFailure';
import { KialiSession } from './KialiSession';
import { mayBeExpired, readKialiFailure } from './readKialiFailure';

/** A node graph that is asked for. */
export interface NodeGraphRequest {
  namespace: string;
  workload: string;
  /** Kiali's name of the cluster; absent to ask without. */
  cluster?: string;
  graphType: string;
  /** Period of the rates. */
  windowSeconds: number;
  /** End of the period, Unix seconds. */
  queryTime: number;
}

const APPENDERS =
  'deadNode,health,istio,meshCheck,responseTime,securityPolicy,serviceEntry,throughput,workloadEntry';

const statusSchema = z.looseObject({
  status: z.looseObject({ 'Kiali version': z.string().optional() }),
});

const networkCodes =
  /\b(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|CERT_[A-Z_]+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_[A-Z_]+)\b/;

/**
 * Asks Kiali the few questions that the graph needs. There is no way to reach any other path of Kiali through it.
 *
 * @see https://github.com/kiali/kiali routing/routes.go
 */
export class KialiClient {
  readonly #config: Pick<KialiConfig, 'url' | 'timeoutMs'>;
  readonly #fetch: typeof fetch;
  readonly #session: KialiSession;

  constructor(options: {
    config: Pick<KialiConfig, 'url' | 'auth' | 'timeoutMs'>;
    fetch: typeof fetch;
  }) {
    this.#config = options.config;
    this.#fetch = options.fetch;
    this.#session = new KialiSession(options.config.auth, (...request) =>
      this.#send(...request),
    );
  }

  /**
   * The version of Kiali, as in `2.31.0`.
   *
   * @throws KialiError
   */
  async version(signal: AbortSignal): Promise<string | undefined> {
    const parsed = statusSchema.safeParse(
      await this.#get('/api/status', signal),
    );
    return parsed.data?.status['Kiali version']?.replace(/^v/, '');
  }

  /**
   * The graph around a workload, as Kiali sends it.
   *
   * `queryTime` is always given: such requests leave the graph alone that Kiali keeps for its own users.
   *
   * @throws KialiError
   */
  async nodeGraph(
    request: NodeGraphRequest,
    signal: AbortSignal,
  ): Promise<unknown> {
    const { namespace, workload, cluster, graphType } = request;
    const path = ['namespaces', namespace, 'workloads', workload, 'graph']
      .map(encodeURIComponent)
      .join('/');
    const search = new URLSearchParams({
      graphType,
      duration: `${request.windowSeconds}s`,
      queryTime: String(request.queryTime),
      injectServiceNodes: 'false',
      responseTime: '95',
      ...(cluster !== undefined && { clusterName: cluster }),
    });
    // The commas must stay as they are.
    return this.#get(`/api/${path}?${search}&appenders=${APPENDERS}`, signal);
  }

  /** Sends with the session; when that has ended, logs in once more and tries again. */
  async #get(path: string, signal: AbortSignal): Promise<unknown> {
    for (let attempt = 1; ; attempt += 1) {
      const identity = await this.#session.identity(signal);
      const init = { method: 'GET', headers: identity.headers } as const;
      const response = await this.#send(path, init, signal);
      const body = await readBody(response, signal);
      if (response.ok) {
        return parseBody(body);
      }
      const answer = { status: response.status, body };
      if (identity.expires && mayBeExpired(answer)) {
        await this.#session.end(identity);
        if (attempt === 1) {
          continue;
        }
      }
      throw new KialiError(readKialiFailure(answer));
    }
  }

  async #send(
    path: string,
    init: { method: string; headers: Record<string, string>; body?: string },
    signal: AbortSignal,
  ): Promise<Response> {
    const timeout = AbortSignal.timeout(this.#config.timeoutMs);
    try {
      return await this.#fetch(`${this.#config.url}${path}`, {
        ...init,
        headers: { Accept: 'application/json', ...init.headers },
        // The token goes to the configured address and nowhere else.
        redirect: 'error',
        signal: AbortSignal.any([signal, timeout]),
      });
    } catch (error) {
      throw networkFailure(error);
    }
  }
}

async function readBody(
  response: Response,
  signal: AbortSignal,
): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    signal.throwIfAborted();
    throw networkFailure(error);
  }
}

function parseBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new KialiError(
      { type: 'malformed', detail: 'The answer is no JSON.' },
      error,
    );
  }
}

/** `fetch` hides the code of a network error in the cause of its cause. */
function networkFailure(error: unknown): KialiError {
  if (isError(error) && error.name === 'TimeoutError') {
    return new KialiError({ type: 'timeout' }, error);
  }
  const messages: string[] = [];
  for (
    let at: unknown = error;
    isError(at) && messages.length < 4;
    at = at.cause
  ) {
    messages.push(`${at.message} ${String(at.code)}`);
  }
  const detail = networkCodes.exec(messages.join(' '))?.[1];
  return new KialiError(
    { type: 'unreachable', ...(detail && { detail }) },
    error,
  );
}
