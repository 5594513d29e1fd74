import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that passes everything on and remembers what was asked for. */
export interface CountingProxy {
  /** Origin, no slash at the end. */
  url: string;
  /** Path and query of each request, in order. */
  readonly requests: readonly string[];
  stop(): Promise<void>;
}

/** Stands in front of a server on loopback. */
export async function countRequests(target: string): Promise<CountingProxy> {
  const requests: string[] = [];
  const server = createServer((req, res) => {
    requests.push(req.url ?? '');
    const { method, headers, url } = req;
    const passedOn = send(
      new URL(url ?? '/', target),
      { method, headers },
      answer => {
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(res);
      },
    );
    passedOn.on('error', () => res.destroy());
    req.pipe(passedOn);
  });
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    stop: () =>
      new Promise(done => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
