import { createHash } from 'node:crypto';
import {
  prometheusRecordings,
  readPrometheus,
  requestOf,
} from '../__testUtils__/prometheusRecordings';
import { fromKiali } from '../fromKiali';
import type { MeshEdge, MeshGraph } from '../model';
import { foldGraph } from './foldGraph';

const sha = (text: string): string =>
  createHash('sha256').update(text).digest('hex');

function graphOf(elements: unknown): MeshGraph {
  const read = fromKiali({ elements });
  if (!read.ok) {
    throw new Error(read.problem);
  }
  return read.graph;
}

/** These need objects of the cluster: service entries are joined, nodes without traffic are added. */
const needObjects = new Set([
  'graph-node-workload-orders-v1-ui',
  'graph-ns-all-versionedApp-ui',
  'graph-ns-all-workload-allappenders',
  'graph-ns-all-workload-only-idleNode',
  'graph-ns-all-workload-only-serviceEntry',
  'graph-ns-all-workload-ui-noinject',
  'graph-ns-legacy-only',
  'graph-ns-seven-workload-ui',
  'graph-ns-shop-workload-idle-nodes',
]);

/** Seconds that Kiali shortened the window to: it knows the age of the namespace. */
const shortened: Readonly<Record<string, number>> = {
  'graph-ns-shop-duration-too-long': 760,
};

/**
 * Left out: what only the objects of the cluster tell (health by replicas and annotations, badges, sidecars, the app of a service), and on
 * edges out of injected services what Kiali takes from one source by chance (response time, mutual TLS).
 */
function comparable({ nodes, edges }: MeshGraph): unknown {
  const byId = <T extends { id: string }>(a: T, b: T): number =>
    a.id < b.id ? -1 : 1;
  const services = new Set(
    nodes.flatMap(({ kind, id }) => (kind === 'service' ? [id] : [])),
  );
  const told = (edge: MeshEdge): Partial<MeshEdge> => ({
    ...edge,
    health: undefined,
    ...(services.has(edge.source) && {
      mtlsRatio: undefined,
      responseTimeMs: undefined,
    }),
  });
  return {
    nodes: [...nodes].sort(byId).map(node => ({
      ...node,
      health: undefined,
      badges: undefined,
      outsideMesh: undefined,
      app: node.kind === 'service' ? undefined : node.app,
    })),
    edges: [...edges].sort(byId).map(told),
  };
}

/** Figures are texts of two decimals at Kiali: the last one depends on the order in which it adds. */
function near(expected: unknown, actual: unknown): unknown {
  if (typeof expected === 'number' && typeof actual === 'number') {
    return Math.abs(expected - actual) <= 0.011 + 0.001 * expected
      ? expected
      : actual;
  }
  if (Array.isArray(actual) && Array.isArray(expected)) {
    return actual.map((value, index) => near(expected[index], value));
  }
  if (actual && expected && typeof actual === 'object') {
    const known = new Map<string, unknown>(Object.entries(expected));
    return Object.fromEntries(
      Object.entries(actual).map(([key, value]) => [
        key,
        near(known.get(key), value),
      ]),
    );
  }
  return actual;
}

/** Kiali's ids are hashes of ours. */
function hashed(graph: MeshGraph): MeshGraph {
  return {
    nodes: graph.nodes.map(node => ({ ...node, id: sha(node.id) })),
    edges: graph.edges.map(edge => {
      const [source, target] = [sha(edge.source), sha(edge.target)];
      const id = sha(`${source}.${target}.${edge.traffic.protocol}`);
      return { ...edge, id, source, target };
    }),
  };
}

type Data = Record<string, unknown> & { id: string };
interface Elements {
  nodes: readonly { data: Data }[];
  edges: readonly { data: Data }[];
}

const nodeFields = [
  'destServices',
  'isRoot',
  'isOutside',
  'isInaccessible',
  'isBox',
  'nodeType',
  'aggregate',
];
const edgeFields = [
  'throughput',
  'isMTLS',
  'responseTime',
  'sourcePrincipal',
  'destPrincipal',
];

/** Texts of figures as figures; shares of the source differ from run to run at Kiali when several namespaces are asked. */
function figures(value: unknown, several: boolean): unknown {
  if (
    typeof value === 'string' &&
    value !== '' &&
    Number.isFinite(Number(value))
  ) {
    return Number(value);
  }
  if (Array.isArray(value)) {
    return value.map(each => figures(each, several));
  }
  if (value && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => !(several && name.endsWith('PercentReq')))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, each]) => [name, figures(each, several)]),
    );
  }
  return value;
}

/** What is told of nodes and edges, by names instead of ids. Boxes of apps are compared where services have no app from the cluster. */
function dataOf(
  { nodes, edges }: Elements,
  { several, labelled }: { several: boolean; labelled: boolean },
): unknown {
  const name = ({
    nodeType,
    isBox,
    cluster,
    namespace,
    workload,
    app,
    version,
    service,
    aggregate,
  }: Data): string =>
    JSON.stringify([
      nodeType,
      isBox,
      cluster,
      namespace,
      workload,
      nodeType === 'service' ? '' : app,
      version,
      service,
      aggregate,
    ]);
  const byId = new Map(nodes.map(({ data }) => [data.id, data]));
  const nameOf = (id: unknown): string => {
    const data = byId.get(String(id));
    return data ? name(data) : '';
  };
  const pick = (data: Data, fields: readonly string[]): object =>
    Object.fromEntries(fields.map(field => [field, data[field]]));
  return {
    nodes: Object.fromEntries(
      nodes
        .filter(({ data }) => !data.isBox || !labelled)
        .map(({ data }) => [
          name(data),
          figures(
            {
              ...pick(data, nodeFields),
              traffic: data.traffic,
              parent: labelled ? undefined : nameOf(data.parent),
            },
            several,
          ),
        ]),
    ),
    edges: Object.fromEntries(
      edges.map(({ data }) => {
        const injected = byId.get(String(data.source))?.nodeType === 'service';
        const { protocol } = data.traffic as { protocol: string };
        return [
          `${nameOf(data.source)} ${nameOf(data.target)} ${protocol}`,
          figures(
            {
              ...pick(data, injected ? ['throughput'] : edgeFields),
              traffic: data.traffic,
            },
            several,
          ),
        ];
      }),
    ),
  };
}

const squeeze = (text: string): string => text.replace(/\s+/g, '');

const telemetry = prometheusRecordings.filter(name => !needObjects.has(name));

describe.each(telemetry)('%s', name => {
  const { request: path, elements, vectors } = readPrometheus(name);
  const request = requestOf(
    path,
    name in shortened ? { windowSeconds: shortened[name] } : {},
  );
  const folded = foldGraph(request, vectors);

  it('asks what Kiali asked', () => {
    const asked = new Set(vectors.map(({ query }) => squeeze(query)));
    expect(new Set(folded.queries.map(squeeze))).toEqual(asked);
  });

  it('says of nodes and edges all that Kiali says', () => {
    const several =
      request.target.kind === 'namespaces' &&
      request.target.namespaces.length > 1;
    const labelled = elements.nodes.some(
      ({ data }) => data.nodeType === 'service' && data.app,
    );
    const options = { several, labelled };
    const expected = dataOf(elements, options);
    expect(near(expected, dataOf(folded.elements, options))).toEqual(expected);
  });

  it('is the graph that Kiali drew', () => {
    const expected = comparable(graphOf(elements));
    const actual = comparable(hashed(graphOf(folded.elements)));
    expect(near(expected, actual)).toEqual(expected);
  });
});
