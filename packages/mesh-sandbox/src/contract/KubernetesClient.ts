import { IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createInterface } from 'node:readline';

/** A request to an API server. */
export interface ClientRequest {
  /** Default: `GET`. */
  readonly method?: string;
  /** Path with query. */
  readonly path: string;
  /** Sent as JSON, or as it is when it is a text. */
  readonly body?: unknown;
  /** Media type of the body. Default: `application/json`. */
  readonly contentType?: string;
  /** Replaces the client's token. */
  readonly token?: string;
}

/** An answer of an API server. */
export interface ClientAnswer {
  readonly status: number;
  /** Without parameters. */
  readonly contentType: string;
  /** Parsed when it is JSON, else the text. */
  readonly body: unknown;
}

/** One event of a watch. */
export interface WatchEvent {
  readonly type: string;
  readonly object: Record<string, unknown>;
}

function textOf(body: unknown): string | undefined {
  return body === undefined || typeof body === 'string'
    ? body
    : JSON.stringify(body);
}

/** A plain client for contract tests. It accepts any certificate: the servers are our own, on loopback. */
export class KubernetesClient {
  readonly #url: URL;
  readonly #token: string | undefined;

  constructor({
    url,
    token,
  }: {
    readonly url: string;
    readonly token?: string;
  }) {
    this.#url = new URL(url);
    this.#token = token;
  }

  /** Sends a request and reads the whole answer. */
  async request(request: ClientRequest): Promise<ClientAnswer> {
    const response = await this.#send(request);
    const chunks: Buffer[] = [];
    for await (const chunk of response) {
      chunks.push(chunk as Buffer);
    }
    const text = Buffer.concat(chunks).toString('utf8');
    const contentType = (response.headers['content-type'] ?? '').split(';')[0];
    return {
      status: response.statusCode ?? 0,
      contentType,
      body: contentType === 'application/json' ? JSON.parse(text) : text,
    };
  }

  /** Reads a watch until it has `count` events, or ends. Bookmarks count only when `bookmarks` is set. */
  async watch(
    path: string,
    options: {
      readonly count: number;
      readonly bookmarks?: boolean;
      readonly during?: () => Promise<void>;
    },
  ): Promise<WatchEvent[]> {
    const response = await this.#send({ path });
    const events: WatchEvent[] = [];
    const lines = createInterface({ input: response });
    const doing = options.during?.();
    for await (const line of lines) {
      const event = JSON.parse(line) as WatchEvent;
      if (event.type !== 'BOOKMARK' || options.bookmarks) {
        events.push(event);
      }
      if (events.length >= options.count) {
        break;
      }
    }
    response.destroy();
    await doing;
    return events;
  }

  #send({
    method = 'GET',
    path,
    body,
    contentType,
    token = this.#token,
  }: ClientRequest): Promise<IncomingMessage> {
    const text = textOf(body);
    const send = this.#url.protocol === 'https:' ? httpsRequest : httpRequest;
    return new Promise((resolve, reject) => {
      const request = send(new URL(path, this.#url), {
        method,
        rejectUnauthorized: false,
        agent: false,
        headers: {
          accept: 'application/json',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(text === undefined
            ? {}
            : {
                'content-type': contentType ?? 'application/json',
                'content-length': Buffer.byteLength(text),
              }),
        },
      });
      request.once('response', resolve);
      request.once('error', reject);
      request.end(text);
    });
  }
}
