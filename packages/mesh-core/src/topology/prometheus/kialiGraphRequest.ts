import type { GraphRequest, GraphScope } from './graphRequest';

/**
 * What reading a path of Kiali gave: the request, or what is wrong with the path in one sentence.
 *
 * @public
 */
export type ReadGraphRequest =
  { ok: true; request: GraphRequest } | { ok: false; problem: string };

const choices = {
  graphType: ['workload', 'app', 'service', 'versionedApp'],
  rateHttp: ['requests', 'none'],
  rateGrpc: ['requests', 'none', 'received', 'sent', 'total'],
  rateTcp: ['sent', 'none', 'received', 'total'],
  ambientTraffic: ['total', 'none', 'waypoint', 'ztunnel'],
  responseTime: ['95', '50', '99', 'avg'],
  throughputType: ['response', 'request'],
} as const;

const boxes = ['app', 'cluster', 'namespace'] as const;

/** The first choice is the one that Kiali takes when nothing is asked. */
function choose<K extends keyof typeof choices>(
  query: URLSearchParams,
  name: K,
): (typeof choices)[K][number] {
  const asked = query.get(name);
  const known: readonly (typeof choices)[K][number][] = choices[name];
  const found = known.find(each => each === (asked || known[0]));
  if (found === undefined) {
    throw new TypeError(`${name} cannot be "${asked}"`);
  }
  return found;
}

const unitSeconds: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3600,
  d: 86400,
  w: 604800,
};

function secondsOf(text: string): number {
  const parts = [...text.matchAll(/(\d+)([smhdw])/g)];
  if (!/^(\d+[smhdw])+$/.test(text)) {
    throw new TypeError(`duration cannot be "${text}"`);
  }
  return parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * unitSeconds[unit],
    0,
  );
}

function namespacesScope(query: URLSearchParams): GraphScope {
  const namespaces = (query.get('namespaces') ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
  if (namespaces.length === 0) {
    throw new TypeError('it names no namespace');
  }
  return { kind: 'namespaces', namespaces };
}

function nodeScope(
  namespace: string,
  [kind, name, second, third]: readonly string[],
): GraphScope {
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
        ...(second === 'versions' && { version: third }),
      };
    case 'aggregates':
      return {
        kind: 'aggregate',
        namespace,
        label: name,
        value: second,
        ...(third && { service: third }),
      };
    default:
      throw new TypeError(`there is no graph of ${kind}`);
  }
}

function scopeOf(path: string, query: URLSearchParams): GraphScope {
  const parts = path.split('/').map(decodeURIComponent);
  const start = parts.indexOf('namespaces');
  if (start < 0 || parts.at(-1) !== 'graph') {
    throw new TypeError('it is not …/namespaces/…/graph');
  }
  const inside = parts.slice(start + 1, -1);
  return inside.length === 0
    ? namespacesScope(query)
    : nodeScope(inside[0], inside.slice(1));
}

function waypointNodes(
  query: URLSearchParams,
  asked: boolean,
): GraphRequest['waypointNodes'] {
  if (!asked) {
    return 'plain';
  }
  return query.get('waypoints') === 'false' ? 'hidden' : 'shown';
}

function read(path: string): GraphRequest {
  const [route, search] = path.split('?');
  const query = new URLSearchParams(search);
  const names = query
    .get('appenders')
    ?.split(',')
    .map(name => name.trim());
  const asks = (name: string): boolean => names?.includes(name) ?? true;
  const target = scopeOf(route, query);
  const aggregate =
    target.kind === 'aggregate'
      ? target.label
      : query.get('aggregate') || 'request_operation';
  const cluster = query.get('clusterName');
  return {
    target,
    graphType: choose(query, 'graphType'),
    windowSeconds: secondsOf(query.get('duration') || '10m'),
    injectServices: query.get('injectServiceNodes') === 'true',
    idleEdges: query.get('includeIdleEdges') === 'true',
    http: choose(query, 'rateHttp'),
    grpc: choose(query, 'rateGrpc'),
    tcp: choose(query, 'rateTcp'),
    ambientTraffic: choose(query, 'ambientTraffic'),
    ambientNamespaces: [],
    waypoints: [],
    waypointNodes: waypointNodes(query, asks('ambient')),
    security: asks('securityPolicy'),
    ...(asks('responseTime') && {
      responseTime: choose(query, 'responseTime'),
    }),
    ...(asks('throughput') && { throughput: choose(query, 'throughputType') }),
    ...((asks('aggregateNode') || target.kind === 'aggregate') && {
      aggregate,
    }),
    boxBy: boxes.filter(each => query.get('boxBy')?.split(',').includes(each)),
    ...(cluster && { cluster }),
  };
}

/**
 * Our request for what a path of Kiali's API asks, with Kiali's defaults. The path does not tell which namespaces are ambient and which
 * workloads are waypoints.
 *
 * @param path - `/api/namespaces/graph?…` or that of a node graph, with or without a web root
 * @see https://github.com/kiali/kiali/blob/master/graph/options.go
 * @public
 */
export function kialiGraphRequest(path: string): ReadGraphRequest {
  try {
    return { ok: true, request: read(path) };
  } catch (error) {
    const reason = String(error).replace(/^\w+: /, '');
    return { ok: false, problem: `This is no path of a graph: ${reason}.` };
  }
}
