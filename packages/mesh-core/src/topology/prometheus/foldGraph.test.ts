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

  it('is the graph that Kiali drew', () => {
    const expected = comparable(graphOf(elements));
    const actual = comparable(hashed(graphOf(folded.elements)));
    expect(near(expected, actual)).toEqual(expected);
  });
});
