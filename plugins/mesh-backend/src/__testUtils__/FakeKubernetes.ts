import {
  RequestFailure,
  type ClusterInfo,
  type Failure,
  type KubernetesClient,
} from '../sources/kubernetes/http';

/** A watch that a test feeds. */
export interface OpenWatch {
  readonly query: URLSearchParams;
  readonly aborted: boolean;
  /** Sends text as it is. */
  write(text: string): void;
  send(type: string, object: unknown): void;
  /** Ends as agreed. */
  end(): void;
  /** Cuts the connection. */
  cut(): void;
}

/** What a test decides about a request: an answer, a failure, or (for ever) nothing. */
export type Reply =
  { json: unknown } | { text: string } | { failure: Failure } | 'silence';

/**
 * Clusters in memory, for tests that decide each answer. Paths are those of the API server. Unless told otherwise, every list is
 * empty and every watch stays open.
 */
export class FakeKubernetes implements KubernetesClient {
  clusters: ClusterInfo[] | Failure = [
    { name: 'sandbox', authProvider: 'serviceAccount' },
  ];
  /** Cluster, path and query of each request, in order. */
  readonly requests: string[] = [];
  readonly #replies: { path: RegExp; reply: Reply; times: number }[] = [];
  readonly #watches = new Map<string, OpenWatch[]>();

  /** Decides the answer to the next requests whose path and query match; later decisions win. */
  reply(path: RegExp, reply: Reply, times: number = Infinity): void {
    this.#replies.unshift({ path, reply, times });
  }

  /** Takes all decisions back. */
  forget(): void {
    this.#replies.length = 0;
  }

  requestsOf(path: RegExp): string[] {
    return this.requests.filter(request => path.test(request));
  }

  /** The watch of a collection that was opened last. */
  watch(collectionPath: string): OpenWatch {
    const watch = this.#watches.get(collectionPath)?.at(-1);
    if (!watch) {
      throw new Error(`There is no watch of ${collectionPath}`);
    }
    return watch;
  }

  async listClusters(signal: AbortSignal): Promise<ClusterInfo[]> {
    signal.throwIfAborted();
    if (Array.isArray(this.clusters)) {
      return this.clusters;
    }
    throw new RequestFailure(this.clusters);
  }

  async get(
    cluster: string,
    path: string,
    signal: AbortSignal,
  ): Promise<Response> {
    const request = `${cluster} ${path}`;
    this.requests.push(request);
    signal.throwIfAborted();
    const decided = this.#replies.find(
      ({ path: pattern, times }) => times > 0 && pattern.test(request),
    );
    if (decided) {
      decided.times -= 1;
      return answer(decided.reply, signal);
    }
    const url = new URL(path, 'http://cluster');
    return url.searchParams.has('watch')
      ? this.#openWatch(url, signal)
      : Response.json({ metadata: { resourceVersion: '1' }, items: [] });
  }

  #openWatch(url: URL, signal: AbortSignal): Response {
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
    const stream = new ReadableStream<Uint8Array>({
      start: given => {
        controller = given;
      },
    });
    const encoder = new TextEncoder();
    const cut = () => {
      controller?.error(new Error('socket hang up'));
      controller = undefined;
    };
    signal.addEventListener('abort', cut);
    const write = (text: string) => controller?.enqueue(encoder.encode(text));
    const watch: OpenWatch = {
      query: url.searchParams,
      get aborted() {
        return signal.aborted;
      },
      write,
      send: (type, object) => write(`${JSON.stringify({ type, object })}\n`),
      end: () => controller?.close(),
      cut,
    };
    const known = this.#watches.get(url.pathname) ?? [];
    this.#watches.set(url.pathname, [...known, watch]);
    return new Response(stream);
  }
}

async function answer(reply: Reply, signal: AbortSignal): Promise<Response> {
  if (reply === 'silence') {
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  }
  if ('failure' in reply) {
    throw new RequestFailure(reply.failure);
  }
  return 'json' in reply ? Response.json(reply.json) : new Response(reply.text);
}
