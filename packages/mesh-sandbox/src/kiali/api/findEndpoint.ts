import type { GraphTarget } from '../graph/GraphOptions';
import { authenticate, authInfo, logout } from './authEndpoints';
import { graph } from './graphEndpoints';
import type { MetricsTarget } from '../metrics/MetricsOptions';
import { config, namespaceInfo, namespaces, status } from './infoEndpoints';
import type { KialiAnswer, KialiRequest, KialiServices } from './KialiRequest';
import { metrics } from './metricsEndpoints';

/** An endpoint; `open` ones need no session. */
export interface Endpoint {
  readonly open: boolean;
  readonly answer: (
    services: KialiServices,
    request: KialiRequest,
  ) => KialiAnswer;
}

const FIXED: Readonly<Record<string, Endpoint>> = {
  'GET /healthz': { open: true, answer: () => ({ status: 200 }) },
  'GET /api/auth/info': { open: true, answer: authInfo },
  'POST /api/authenticate': { open: true, answer: authenticate },
  'GET /api/logout': { open: true, answer: logout },
  'GET /api/status': { open: false, answer: status },
  'GET /api/config': { open: false, answer: config },
  'GET /api/namespaces': { open: false, answer: namespaces },
  'GET /api/namespaces/graph': { open: false, answer: graph },
};
const NODE_GRAPH =
  /^\/api\/namespaces\/([^/]+)\/(applications|services|workloads)\/([^/]+)(?:\/versions\/([^/]+))?\/graph$/;
const METRICS =
  /^\/api\/namespaces\/([^/]+)\/(apps|services|workloads)\/([^/]+)\/metrics$/;
const METRIC_KINDS: Readonly<Record<string, MetricsTarget['kind']>> = {
  apps: 'app',
  services: 'service',
  workloads: 'workload',
};
const NAMESPACE_INFO = /^\/api\/namespaces\/([^/]+)\/info$/;

/** Finds the endpoint of a request; undefined for what Kiali answers with 404. */
export function findEndpoint({
  method,
  path,
}: KialiRequest): Endpoint | undefined {
  const key = `${method} ${path}`;
  if (Object.hasOwn(FIXED, key)) {
    return FIXED[key];
  }
  if (method !== 'GET') {
    return undefined;
  }
  const info = NAMESPACE_INFO.exec(path);
  if (info) {
    return {
      open: false,
      answer: services => namespaceInfo(services, decodeURIComponent(info[1])),
    };
  }
  const metered = METRICS.exec(path);
  if (metered) {
    const [namespace, kind, name] = metered.slice(1).map(decodeURIComponent);
    const target = { namespace, kind: METRIC_KINDS[kind], name };
    return {
      open: false,
      answer: (services, request) => metrics(services, request, target),
    };
  }
  return nodeGraph(path);
}

function nodeGraph(path: string): Endpoint | undefined {
  const match = NODE_GRAPH.exec(path);
  const node = match ? readNode(match) : undefined;
  return node
    ? {
        open: false,
        answer: (services, request) => graph(services, request, node),
      }
    : undefined;
}

function readNode(
  match: RegExpExecArray,
): { namespace: string; target: GraphTarget } | undefined {
  const [, namespace, kind, name, version] = match.map(part =>
    part === undefined ? part : decodeURIComponent(part),
  );
  switch (kind) {
    case 'applications':
      return { namespace, target: { kind: 'app', name, version } };
    case 'services':
    case 'workloads':
      return version === undefined
        ? {
            namespace,
            target: {
              kind: kind === 'services' ? 'service' : 'workload',
              name,
            },
          }
        : undefined;
    default:
      return undefined;
  }
}
