import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { z } from 'zod';
import { RequestFailure } from './Failure';
import type { ClusterInfo, KubernetesClient } from './KubernetesClient';
import { networkCodeOf, readFailure } from './readFailure';

const PLUGIN_ID = 'kubernetes';
const MAX_ERROR_BODY = 65_536;

const clustersSchema = z.object({
  items: z.array(
    z.object({ name: z.string(), authProvider: z.string().default('') }),
  ),
});

/**
 * Reads through the proxy of the Backstage kubernetes plugin with the mesh plugin's own service credentials, so that every
 * cluster locator and auth provider with server-side credentials works.
 *
 * `Accept-Encoding: identity` is part of every request: the backend compresses its answers, and a compressed watch delivers
 * nothing before it ends.
 *
 * @see https://backstage.io/docs/features/kubernetes/proxy
 */
export class KubernetesProxyClient implements KubernetesClient {
  readonly #options: {
    auth: AuthService;
    discovery: DiscoveryService;
    fetch: typeof fetch;
    now: () => number;
  };

  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    fetch: typeof fetch;
    now: () => number;
  }) {
    this.#options = options;
  }

  async listClusters(signal: AbortSignal): Promise<ClusterInfo[]> {
    const response = await this.#send('/clusters', {}, signal);
    try {
      return clustersSchema.parse(await response.json()).items;
    } catch (error) {
      const detail = 'The kubernetes plugin answered in an unknown shape.';
      throw new RequestFailure({ type: 'backend', detail }, error);
    }
  }

  async get(
    cluster: string,
    path: string,
    signal: AbortSignal,
  ): Promise<Response> {
    return this.#send(
      `/proxy${path}`,
      { 'Backstage-Kubernetes-Cluster': cluster },
      signal,
    );
  }

  async #send(
    path: string,
    headers: Record<string, string>,
    signal: AbortSignal,
  ): Promise<Response> {
    const { auth, discovery, fetch: send, now } = this.#options;
    let response: Response;
    try {
      const baseUrl = await discovery.getBaseUrl(PLUGIN_ID);
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: PLUGIN_ID,
      });
      response = await send(`${baseUrl}${path}`, {
        signal,
        headers: {
          ...headers,
          Accept: 'application/json',
          'Accept-Encoding': 'identity',
          Authorization: `Bearer ${token}`,
        },
      });
    } catch (error) {
      throw new RequestFailure(
        { type: 'backend', detail: describeNetworkError(error) },
        error,
      );
    }
    if (response.ok) {
      return response;
    }
    const body = await readBeginning(response);
    const retryAfter = response.headers.get('retry-after');
    throw new RequestFailure(
      readFailure({ status: response.status, retryAfter, body }, now()),
    );
  }
}

/** `fetch` hides the code of a network error in the cause of its cause. */
function describeNetworkError(error: unknown): string {
  const messages: string[] = [];
  for (
    let at: unknown = error;
    isError(at) && messages.length < 4;
    at = at.cause
  ) {
    messages.push(`${at.message} ${String(at.code)}`);
  }
  const code = networkCodeOf(messages.join(' '));
  return `The kubernetes plugin does not answer${code ? ` (${code})` : ''}.`;
}

async function readBeginning(response: Response): Promise<string> {
  try {
    return (await response.text()).slice(0, MAX_ERROR_BODY);
  } catch {
    return '';
  }
}
