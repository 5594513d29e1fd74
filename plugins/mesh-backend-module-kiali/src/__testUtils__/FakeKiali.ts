import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export const TOKEN = 'token-of-a-service-account';

type Override = (req: IncomingMessage, res: ServerResponse) => boolean;

/**
 * Answers as Kiali 2.31 was seen to: sessions by cookie (in two parts) for the strategy `token`, 401 as plain text, and 500 as
 * plain text for a session that has expired.
 */
export class FakeKiali {
  strategy = 'anonymous';
  /** Path and query of each request, in order. */
  readonly requests: string[] = [];
  /** Looks at each request first; answers it when it returns true. */
  override?: Override;
  #session = 0;
  readonly #server: Server = createServer((req, res) => this.#answer(req, res));

  /** @returns the address with the web root */
  async start(): Promise<string> {
    await new Promise<void>(resolve =>
      this.#server.listen(0, '127.0.0.1', resolve),
    );
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/kiali`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  /** All sessions end, without anybody being told. */
  expireSessions(): void {
    this.#session += 1;
  }

  requestsOf(path: RegExp): string[] {
    return this.requests.filter(request => path.test(request));
  }

  #answer(req: IncomingMessage, res: ServerResponse): void {
    const url = req.url ?? '';
    this.requests.push(url);
    if (this.override?.(req, res)) {
      return;
    }
    const path = url.replace('/kiali', '').split('?')[0];
    if (path === '/api/auth/info') {
      json(res, 200, { strategy: this.strategy, sessionInfo: {} });
    } else if (path === '/api/authenticate') {
      this.#logIn(req, res);
    } else if (!this.#admits(req, res)) {
      return;
    } else if (path === '/api/status') {
      json(res, 200, { status: { 'Kiali version': 'v2.31.0' } });
    } else if (
      /^\/api\/namespaces\/[^/]+\/workloads\/[^/]+\/graph$/.test(path)
    ) {
      json(res, 200, {
        timestamp: 1,
        duration: 300,
        graphType: 'workload',
        elements: { nodes: [], edges: [] },
      });
    } else {
      text(res, 404, '404 page not found\n');
    }
  }

  #logIn(req: IncomingMessage, res: ServerResponse): void {
    let body = '';
    req.on('data', chunk => {
      body += chunk;
    });
    req.on('end', () => {
      if (body !== `token=${TOKEN}`) {
        json(res, 401, { error: 'token is not valid or is expired' });
        return;
      }
      const attributes = 'Path=/kiali; HttpOnly; SameSite=Strict';
      res.setHeader('Set-Cookie', [
        `kiali-token-Kubernetes=part-${this.#session}==; ${attributes}`,
        `kiali-token-Kubernetes-1=rest=; ${attributes}`,
        `kiali-token-old=; Max-Age=0; ${attributes}`,
      ]);
      json(res, 200, { username: 'fairway' });
    });
  }

  #admits(req: IncomingMessage, res: ServerResponse): boolean {
    const { authorization, cookie } = req.headers;
    if (this.strategy === 'anonymous') {
      return true;
    }
    if (this.strategy !== 'token') {
      if (authorization === `Bearer ${TOKEN}`) {
        return true;
      }
      json(res, 500, { error: 'Unauthorized' });
      return false;
    }
    if (!cookie) {
      text(res, 401, 'Unauthorized\n');
      return false;
    }
    const valid = `kiali-token-Kubernetes=part-${this.#session}==; kiali-token-Kubernetes-1=rest=`;
    if (cookie !== valid) {
      text(res, 500, 'Internal Server Error\n');
      return false;
    }
    return true;
  }
}

export function json(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'Content-Type': 'application/json' });
  res.end(JSON.stringify(body));
}

export function text(res: ServerResponse, status: number, body: string): void {
  res.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  res.end(body);
}
