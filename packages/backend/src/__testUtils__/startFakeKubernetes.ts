import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

const VIRTUAL_SERVICES =
  '/apis/networking.istio.io/v1/namespaces/shop/virtualservices';

const virtualService = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'checkout', namespace: 'shop', resourceVersion: '7' },
};

/** An API server that knows one VirtualService. */
export interface FakeKubernetes {
  url: string;
  /** `Authorization` headers of the requests so far. */
  authorizations: (string | undefined)[];
  stop(): Promise<void>;
}

/** A watch of one event, sent at once. It ends after `timeoutSeconds`, as that of an API server. */
function answerWatch(url: URL, response: ServerResponse) {
  const seconds = Number(url.searchParams.get('timeoutSeconds') ?? '30');
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write(
    `${JSON.stringify({ type: 'ADDED', object: virtualService })}\n`,
  );
  const timer = setTimeout(() => response.end(), seconds * 1000);
  response.once('close', () => clearTimeout(timer));
}

function answer(request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', 'http://kubernetes');
  if (url.pathname !== VIRTUAL_SERVICES) {
    response.writeHead(404).end();
  } else if (url.searchParams.get('watch') === 'true') {
    answerWatch(url, response);
  } else {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualServiceList',
        metadata: { resourceVersion: '7' },
        items: [virtualService],
      }),
    );
  }
}

/** Starts the fake on a free loopback port. */
export async function startFakeKubernetes(): Promise<FakeKubernetes> {
  const authorizations: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    authorizations.push(request.headers.authorization);
    answer(request, response);
  });
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    authorizations,
    stop: () =>
      new Promise(done => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
