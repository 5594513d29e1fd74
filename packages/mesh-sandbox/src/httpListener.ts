import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';

/** A listening HTTP server on loopback. */
export interface HttpListener {
  /** Base URL without a slash at the end. */
  readonly url: string;
  /** Closes all connections and stops. */
  close(): Promise<void>;
}

/** A port that another process uses. */
export class PortInUseError extends Error {
  readonly port: number;

  constructor(what: string, port: number) {
    super(
      `Port ${port} for ${what} is in use. Stop what uses it, or choose another one.`,
    );
    this.name = 'PortInUseError';
    this.port = port;
  }
}

/** Turns the error of a port that is taken into one that says so. */
export function portError(error: unknown, what: string, port: number): unknown {
  return (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
    ? new PortInUseError(what, port)
    : error;
}

/** Serves a handler on 127.0.0.1. Port 0 takes a free one. @throws PortInUseError */
export async function listenOnLoopback(
  what: string,
  port: number,
  handler: (
    request: IncomingMessage,
    response: ServerResponse,
  ) => Promise<void> | void,
): Promise<HttpListener> {
  const server = createServer(async (request, response) => {
    try {
      await handler(request, response);
    } catch (error) {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      response.writeHead(500, { 'Content-Type': 'text/plain' });
      response.end((error as Error).message);
    }
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  } catch (error) {
    throw portError(error, what, port);
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
