import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SeriesStore } from '../prometheus';
import { readParameters } from '../prometheus/http/readParameters';
import { findEndpoint } from './api/findEndpoint';
import type {
  KialiAnswer,
  KialiRequest,
  KialiServices,
} from './api/KialiRequest';
import { KialiError } from './KialiError';
import { createKialiFaults, type KialiFaults } from './KialiFaults';
import type { KialiWorld } from './KialiWorld';
import type { KialiAuth } from './session/KialiAuth';
import { KialiSessions } from './session/KialiSessions';
import { SessionCookies } from './session/SessionCookies';

/** Settings of a Kiali. */
export interface KialiOptions {
  /** Telemetry that graphs are computed from. */
  readonly store: SeriesStore;
  /** The cluster behind it. */
  readonly world: KialiWorld;
  /** The present in Unix milliseconds. */
  readonly clock: () => number;
  /** Name of the cluster, as in the `source_cluster` label. Default: `Kubernetes`. */
  readonly cluster?: string;
  /** Prefix of all paths. Default: `/kiali`. */
  readonly webRoot?: string;
  /** Default: anonymous. */
  readonly auth?: KialiAuth;
  /** Source of randomness for session cookies. Default: that of the system. */
  readonly randomBytes?: (size: number) => Buffer;
}

/** Handles one HTTP request; resolves when the answer was written. */
export interface KialiHandler {
  (req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Faults that can be switched on. */
  readonly faults: KialiFaults;
}

const UNAUTHORIZED = 'Unauthorized\n';
const BROKEN_SESSION = 'Internal Server Error\n';
const NOT_FOUND = '404 page not found\n';

/**
 * Creates a handler that answers as Kiali 2.31 does, for `auth/info`, `authenticate`, `logout`, `status`, `config`,
 * `namespaces` and the graphs of namespaces, workloads, services and applications. Graphs are computed from the
 * series of the store.
 */
export function createKialiHandler(options: KialiOptions): KialiHandler {
  const { cluster = 'Kubernetes', webRoot = '/kiali', clock } = options;
  const sessions = new KialiSessions(
    options.auth ?? { strategy: 'anonymous' },
    new SessionCookies(cluster, webRoot || '/', options.randomBytes),
    clock,
  );
  const faults = createKialiFaults(() => sessions.expireAll());
  const services = { ...options, sessions, cluster };
  const handle = async (req: IncomingMessage, res: ServerResponse) => {
    const { down, delayMs, serverError } = faults.state;
    if (down) {
      req.socket.destroy();
      return;
    }
    if (delayMs) {
      await sleep(delayMs);
    }
    if (serverError) {
      send(res, { status: serverError, body: BROKEN_SESSION });
      return;
    }
    send(res, answerTo(services, await readRequest(req, webRoot)));
  };
  return Object.assign(handle, { faults });
}

async function readRequest(
  req: IncomingMessage,
  webRoot: string,
): Promise<KialiRequest | undefined> {
  const url = new URL(req.url ?? '/', 'http://sandbox');
  if (!url.pathname.startsWith(`${webRoot}/`)) {
    return undefined;
  }
  const bodyOnly = new URL(url.pathname, url);
  return {
    method: req.method ?? 'GET',
    path: url.pathname.slice(webRoot.length),
    parameters: url.searchParams,
    cookie: req.headers.cookie,
    form: await readParameters(req, bodyOnly),
  };
}

function answerTo(
  services: KialiServices,
  request: KialiRequest | undefined,
): KialiAnswer {
  const endpoint = request && findEndpoint(request);
  if (!endpoint) {
    return { status: 404, body: NOT_FOUND };
  }
  if (!endpoint.open) {
    const access = services.sessions.check(request.cookie);
    if (access.verdict === 'unauthorized') {
      return { status: 401, body: UNAUTHORIZED };
    }
    if (access.verdict === 'broken session') {
      const setCookies = [access.setCookie];
      return { status: 500, body: BROKEN_SESSION, setCookies };
    }
  }
  try {
    return endpoint.answer(services, request);
  } catch (error) {
    const { message } = error as Error;
    const status = error instanceof KialiError ? error.status : 500;
    return { status, body: { error: message } };
  }
}

function send(
  res: ServerResponse,
  { status, body, setCookies }: KialiAnswer,
): void {
  const isText = typeof body === 'string';
  const type = isText ? 'text/plain; charset=utf-8' : 'application/json';
  res.writeHead(status, {
    ...(body === undefined ? {} : { 'content-type': type }),
    vary: 'Accept-Encoding',
    ...(setCookies ? { 'set-cookie': [...setCookies] } : {}),
  });
  if (body === undefined) {
    res.end();
  } else {
    res.end(isText ? body : JSON.stringify(body));
  }
}
