import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type EndpointContext,
  instantQuery,
  labelNames,
  labelValues,
  rangeQuery,
  series,
} from './http/endpoints';
import { BodyTooLargeError, readParameters } from './http/readParameters';
import { PromqlError } from './promql/PromqlError';
import type { SeriesStore } from './SeriesStore';

/** Handles one HTTP request; resolves when the answer was written. */
export type PrometheusHandler = (
  req: IncomingMessage,
  res: ServerResponse,
) => Promise<void>;

type Endpoint = (context: EndpointContext) => unknown;

const GET_AND_POST: Readonly<Record<string, Endpoint>> = {
  '/api/v1/query': instantQuery,
  '/api/v1/query_range': rangeQuery,
  '/api/v1/series': series,
  '/api/v1/labels': labelNames,
};
const BUILD_INFO = {
  version: '2.42.0',
  revision: 'fairway-mesh-sandbox',
  branch: '',
  buildUser: '',
  buildDate: '',
  goVersion: '',
} as const;
const LABEL_VALUES = /^\/api\/v1\/label\/([^/]*)\/values$/;
const STATUS = { bad_data: 400, execution: 422 } as const;

/**
 * Creates a handler that answers as the HTTP API of Prometheus 2.42 does, for the endpoints `query`, `query_range`,
 * `series`, `labels`, `label/<name>/values`, `status/buildinfo`, `/-/ready` and `/-/healthy`.
 *
 * @param store - the series
 * @param clock - the present in Unix milliseconds
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/
 */
export function createPrometheusHandler(
  store: SeriesStore,
  clock: () => number,
): PrometheusHandler {
  return async (req, res) => {
    const url = new URL(req.url ?? '/', 'http://sandbox');
    if (url.pathname === '/-/ready' || url.pathname === '/-/healthy') {
      const state = url.pathname === '/-/ready' ? 'Ready' : 'Healthy';
      sendText(res, 200, `Prometheus Server is ${state}.\n`);
      return;
    }
    const route = findRoute(req.method ?? 'GET', url.pathname);
    if (typeof route === 'number') {
      sendText(
        res,
        route,
        route === 404 ? '404 page not found\n' : 'Method Not Allowed\n',
      );
      return;
    }
    try {
      const parameters = await readParameters(req, url);
      const data = route({ store, nowMs: clock(), parameters });
      sendJson(res, 200, { status: 'success', data });
    } catch (error) {
      sendError(res, error);
    }
  };
}

function findRoute(method: string, path: string): Endpoint | 404 | 405 {
  const label = LABEL_VALUES.exec(path);
  const getOnly: Endpoint | undefined = label
    ? context => labelValues(context, decodeURIComponent(label[1]))
    : undefined;
  const endpoint =
    getOnly ??
    (path === '/api/v1/status/buildinfo' ? () => BUILD_INFO : undefined);
  const either = Object.hasOwn(GET_AND_POST, path)
    ? GET_AND_POST[path]
    : undefined;
  if (!endpoint && !either) {
    return 404;
  }
  if (method === 'GET') {
    return endpoint ?? either ?? 404;
  }
  return method === 'POST' && either ? either : 405;
}

function sendError(res: ServerResponse, error: unknown): void {
  if (error instanceof BodyTooLargeError) {
    sendText(res, 413, `${error.message}\n`);
    return;
  }
  const known = error instanceof PromqlError;
  const errorType = known ? error.errorType : 'internal';
  sendJson(res, known ? STATUS[error.errorType] : 500, {
    status: 'error',
    errorType,
    error: error instanceof Error ? error.message : String(error),
  });
}

function sendJson(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(body));
}

function sendText(res: ServerResponse, status: number, body: string): void {
  res.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  res.end(body);
}
