import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import {
  apiGroup,
  apiGroupList,
  apiResourceList,
  apiVersions,
} from './discovery';
import { faultsEndpoint, OneTimeActions } from './faultsEndpoint';
import { checkFaults, unauthorizedError } from './faultGate';
import { sendError, sendJson, sendText } from './httpBody';
import { createKubernetesFaults, KubernetesFaults } from './KubernetesFaults';
import { ObjectStore } from './ObjectStore';
import { PodLogs, podLogText } from './podLog';
import { notFoundError } from './objectErrors';
import { parseRequestPath, RequestInfo } from './requestInfo';
import { ResourceKind } from './ResourceKind';
import {
  answerResource,
  readWatch,
  ResourceRequest,
  verbOf,
} from './resourceRequest';
import { StatusError } from './StatusError';
import { WatchStream } from './WatchStream';

/** What an API server is created with. */
export interface KubernetesServerOptions {
  readonly store: ObjectStore;
  /** When given, requests must carry it as bearer token; else every request is welcome. */
  readonly token?: string;
  /** Milliseconds between two bookmarks of a watch. Default: 5000. */
  readonly bookmarkIntervalMs?: number;
  /** Logs of containers. Without them every log is empty. */
  readonly logs?: PodLogs;
  /** Unix milliseconds. Default: those of the system. */
  readonly clock?: () => number;
  /** Serves `/sandbox/faults`: faults can be switched over HTTP. Default: false. */
  readonly faultsEndpoint?: boolean;
}

/** A request that the server has seen. */
export interface SeenRequest {
  readonly method: string;
  /** Path with query. */
  readonly url: string;
  /** Verb as RBAC names it; `probe`, `discovery` and `unknown` for the rest. */
  readonly verb: string;
}

/** A Kubernetes API server on loopback. */
export interface KubernetesServer {
  readonly faults: KubernetesFaults;
  /** The last requests, oldest first, at most 1000. */
  readonly requests: readonly SeenRequest[];
  /** Number of open watch connections. */
  openWatches(): number;
  /** Listens on 127.0.0.1; port 0 takes a free one. Resolves to the base URL. @throws Error when the port is taken */
  listen(port: number): Promise<string>;
  /** Closes all connections and stops. */
  close(): Promise<void>;
}

const version = {
  major: '1',
  minor: '35',
  gitVersion: 'v1.35.0',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '2025-12-17T00:00:00Z',
  goVersion: 'go1.25.0',
  compiler: 'gc',
  platform: 'linux/amd64',
};

const notFound = '404 page not found\n';

class LoopbackKubernetesServer implements KubernetesServer {
  readonly faults: KubernetesFaults;
  readonly requests: SeenRequest[] = [];
  readonly #options: KubernetesServerOptions;
  readonly #server: Server;
  readonly #watches = new Set<WatchStream>();

  constructor(options: KubernetesServerOptions) {
    this.#options = options;
    this.#server = createServer((incoming, response) => {
      this.#handle(incoming, response).catch(error => {
        if (response.headersSent) {
          response.destroy();
        } else {
          sendError(response, error);
        }
      });
    });
    this.faults = createKubernetesFaults({
      cutWatches: () => this.#forWatches(watch => watch.cut()),
      expireWatches: () => this.#forWatches(watch => watch.expire()),
      closeConnections: () => this.#server.closeAllConnections(),
      compact: () => options.store.compact(),
    });
  }

  openWatches(): number {
    return this.#watches.size;
  }

  listen(port: number): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve(
          `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`,
        );
      });
    });
  }

  close(): Promise<void> {
    return new Promise(resolve => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  #forWatches(action: (watch: WatchStream) => void): number {
    const open = [...this.#watches];
    open.forEach(action);
    return open.length;
  }

  #oneTimeFaults(): OneTimeActions {
    return {
      cutWatches: () => this.faults.cutWatches(),
      compact: () => this.faults.compact({ expireWatches: true }),
    };
  }

  async #handle(
    incoming: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(incoming.url ?? '/', 'http://sandbox');
    if (this.#options.faultsEndpoint && url.pathname === '/sandbox/faults') {
      await faultsEndpoint(
        this.faults,
        this.#oneTimeFaults(),
        incoming,
        response,
      );
      return;
    }
    const info = parseRequestPath(decodeURIComponent(url.pathname));
    const verb = this.#record(incoming, info, url.searchParams);
    const { down, delayMs } = this.faults.state;
    if (down) {
      response.destroy();
      return;
    }
    if (delayMs) {
      await new Promise(resolve => setTimeout(resolve, delayMs).unref());
    }
    this.#authenticate(incoming, info);
    checkFaults(this.faults.state, info, verb);
    await this.#dispatch(info, url.searchParams, incoming, response);
  }

  #record(
    incoming: IncomingMessage,
    info: RequestInfo,
    query: URLSearchParams,
  ): string {
    const method = incoming.method ?? 'GET';
    const verb =
      info.type === 'resource'
        ? verbOf(method, { name: info.name, query })
        : info.type;
    this.requests.push({ method, url: incoming.url ?? '/', verb });
    if (this.requests.length > 1000) {
      this.requests.shift();
    }
    return verb;
  }

  #authenticate(incoming: IncomingMessage, info: RequestInfo): void {
    const { token } = this.#options;
    const open = info.type === 'probe' || info.type === 'version';
    if (
      token !== undefined &&
      !open &&
      incoming.headers.authorization !== `Bearer ${token}`
    ) {
      throw unauthorizedError();
    }
  }

  async #dispatch(
    info: RequestInfo,
    query: URLSearchParams,
    incoming: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    switch (info.type) {
      case 'probe':
        return sendText(response, 200, 'ok');
      case 'version':
        return sendJson(response, 200, version);
      case 'discovery':
        return this.#discover(info, incoming, response);
      case 'resource':
        return this.#answerResource({ ...info, query }, incoming, response);
      default:
        return sendText(response, 404, notFound);
    }
  }

  #installedKinds(): ResourceKind[] {
    const uninstalled = this.faults.state.uninstalled ?? [];
    return this.#options.store.kinds.all.filter(
      kind => !uninstalled.includes(kind.key),
    );
  }

  #discover(
    info: Extract<RequestInfo, { type: 'discovery' }>,
    incoming: IncomingMessage,
    response: ServerResponse,
  ): void {
    const kinds = this.#installedKinds();
    const document = info.legacy
      ? legacyDiscovery(kinds, info.version, incoming.headers.host ?? '')
      : groupDiscovery(kinds, info.group, info.version);
    if (document === undefined) {
      sendText(response, 404, notFound);
    } else {
      sendJson(response, 200, document);
    }
  }

  #answerLog(
    kind: ResourceKind,
    { name = '', namespace, query }: Omit<ResourceRequest, 'kind'>,
    response: ServerResponse,
  ): void {
    const { store, logs = () => [], clock = Date.now } = this.#options;
    const pod = store.get({ kind: kind.key, namespace, name });
    if (!pod) {
      throw notFoundError(kind, name);
    }
    sendText(response, 200, podLogText(pod, query, logs, clock()));
  }

  async #answerResource(
    info: Extract<RequestInfo, { type: 'resource' }> & {
      query: URLSearchParams;
    },
    incoming: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const kind = this.#options.store.kinds.byPath(
      info.group,
      info.version,
      info.plural,
    );
    if (
      !kind ||
      !this.#installedKinds().includes(kind) ||
      !isAddressed(kind, info)
    ) {
      sendText(response, 404, notFound);
      return;
    }
    if (info.subresource === 'log' && kind.key === 'pods') {
      this.#answerLog(kind, info, response);
      return;
    }
    if (
      info.subresource !== undefined &&
      !(info.subresource === 'status' && kind.hasStatus)
    ) {
      throw new StatusError(
        'NotFound',
        'the server could not find the requested resource',
        {},
      );
    }
    const request: ResourceRequest = { ...info, kind };
    const watch =
      incoming.method === 'GET'
        ? readWatch(request, this.#options.bookmarkIntervalMs ?? 5000)
        : undefined;
    if (!watch) {
      await answerResource(this.#options.store, request, incoming, response);
      return;
    }
    const stream = new WatchStream(this.#options.store, watch, response);
    this.#watches.add(stream);
    stream.open(() => this.#watches.delete(stream));
  }
}

/** True when a request names a namespace exactly where the kind has one; a list may span all of them. */
function isAddressed(
  kind: ResourceKind,
  { namespace, name }: { namespace?: string; name?: string },
): boolean {
  return kind.namespaced
    ? name === undefined || namespace !== undefined
    : namespace === undefined;
}

function legacyDiscovery(
  kinds: readonly ResourceKind[],
  wanted: string | undefined,
  host: string,
): unknown {
  return wanted === undefined
    ? apiVersions(host)
    : apiResourceList(kinds, '', wanted);
}

function groupDiscovery(
  kinds: readonly ResourceKind[],
  group: string | undefined,
  wanted: string | undefined,
): unknown {
  if (group === undefined) {
    return apiGroupList(kinds);
  }
  return wanted === undefined
    ? apiGroup(kinds, group)
    : apiResourceList(kinds, group, wanted);
}

/** A Kubernetes API server over a store. It speaks plain HTTP and listens on loopback only. */
export function createKubernetesServer(
  options: KubernetesServerOptions,
): KubernetesServer {
  return new LoopbackKubernetesServer(options);
}
