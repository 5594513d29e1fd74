import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { GraphRequest, GraphTarget } from '../prometheus/graphRequest';
import type { PromVector } from '../prometheus/vectors';
import type { RawGraph } from './kialiRecordings';

const folder = join(__dirname, '../__fixtures__/prometheus');

/** A graph that Kiali answered, with the vectors it was made of. */
export interface PrometheusRecording {
  request: string;
  elements: RawGraph['elements'];
  vectors: PromVector[];
}

export const prometheusRecordings: readonly string[] = readdirSync(folder)
  .filter(file => file.endsWith('.json.gz'))
  .map(file => basename(file, '.json.gz'));

export function readPrometheus(name: string): PrometheusRecording {
  return JSON.parse(
    gunzipSync(readFileSync(join(folder, `${name}.json.gz`))).toString('utf8'),
  ) as PrometheusRecording;
}

function targetOf(path: string, query: URLSearchParams): GraphTarget {
  const [, namespace, kind, name, , version] =
    /namespaces\/([^/]+)\/(\w+)\/([^/]+)(\/versions\/([^/]+))?/.exec(path) ??
    [];
  switch (kind) {
    case 'workloads':
      return { kind: 'workload', namespace, workload: name };
    case 'services':
      return { kind: 'service', namespace, service: name };
    case 'applications':
      return {
        kind: 'app',
        namespace,
        app: name,
        ...(version && { version }),
      };
    default:
      return {
        kind: 'namespaces',
        namespaces: (query.get('namespaces') ?? '').split(','),
      };
  }
}

/** Our request for what a path asks of Kiali, with Kiali's defaults. */
export function requestOf(
  path: string,
  options: { windowSeconds?: number } = {},
): GraphRequest {
  const [route, search] = path.split('?');
  const query = new URLSearchParams(search);
  const appenders = query.get('appenders')?.split(',');
  const has = (name: string): boolean =>
    appenders === undefined || appenders.includes(name);
  const choice = <T extends string>(name: string, preset: T): T =>
    (query.get(name) as T | null) ?? preset;
  const cluster = query.get('clusterName');
  return {
    target: targetOf(route, query),
    graphType: choice<GraphRequest['graphType']>('graphType', 'workload'),
    windowSeconds:
      options.windowSeconds ??
      Number.parseInt(query.get('duration') ?? '600', 10),
    injectServices: query.get('injectServiceNodes') === 'true',
    idleEdges: query.get('includeIdleEdges') === 'true',
    http: choice<GraphRequest['http']>('rateHttp', 'requests'),
    grpc: choice<GraphRequest['grpc']>('rateGrpc', 'requests'),
    tcp: choice<GraphRequest['tcp']>('rateTcp', 'sent'),
    ambientTraffic: choice<GraphRequest['ambientTraffic']>(
      'ambientTraffic',
      'total',
    ),
    ambientNamespaces: [],
    security: has('securityPolicy'),
    ...(has('responseTime') && { responseTime: choice('responseTime', '95') }),
    ...(has('throughput') && {
      throughput: choice('throughputType', 'response'),
    }),
    ...(cluster && { cluster }),
  };
}
