import fc from 'fast-check';
import { fromKiali } from './fromKiali';
import { meshGraphSchema, type MeshNode } from './model';
import {
  kialiRecordings,
  readKiali,
  recordedGraph,
  type RawData,
} from './__testUtils__/kialiRecordings';

const words: Record<string, string> = {
  Healthy: 'healthy',
  Degraded: 'degraded',
  Failure: 'failure',
  'Not Ready': 'not-ready',
};

function nodeOf(recording: string, name: string, kind?: string): MeshNode {
  const node = recordedGraph(recording).nodes.find(
    each => each.name === name && (kind === undefined || each.kind === kind),
  );
  if (!node) {
    throw new Error(`no ${name} in ${recording}`);
  }
  return node;
}

describe('recorded graphs', () => {
  it.each(kialiRecordings)('%s fits the model', name => {
    const graph = recordedGraph(name);
    expect(meshGraphSchema.parse(graph)).toEqual(graph);
    const ids = new Set(graph.nodes.map(({ id }) => id));
    expect(ids.size).toBe(graph.nodes.length);
    for (const edge of graph.edges) {
      expect(ids.has(edge.source) && ids.has(edge.target)).toBe(true);
    }
    const raw = readKiali(name).elements;
    expect(graph.edges).toHaveLength(raw.edges.length);
    expect(graph.nodes).toHaveLength(
      raw.nodes.filter(({ data }) => data.nodeType !== 'box').length,
    );
  });

  it.each(kialiRecordings)('%s has the health that Kiali says', name => {
    const raw = readKiali(name).elements;
    const graph = recordedGraph(name);
    const states = new Map(
      [...graph.nodes, ...graph.edges].map(({ id, health }) => [
        id,
        health.state,
      ]),
    );
    const statusOf = ({ healthData, healthStatus }: RawData) =>
      healthStatus ??
      (healthData as { status?: { status?: string } } | null)?.status?.status;
    const said = [...raw.nodes, ...raw.edges]
      .filter(({ data }) => data.nodeType !== 'box')
      .map(({ data }) => ({ id: data.id, word: words[`${statusOf(data)}`] }))
      .filter(({ word }) => word !== undefined);
    expect(said.map(({ id }) => [id, states.get(id)])).toEqual(
      said.map(({ id, word }) => [id, word]),
    );
  });

  it('can explain nearly all of it by the published rules', () => {
    const unexplained = kialiRecordings
      .flatMap(name => recordedGraph(name).nodes)
      .filter(({ health }) => health.reason === 'As Kiali judges it.');
    const all = kialiRecordings.flatMap(name => recordedGraph(name).nodes);
    expect(unexplained.length / all.length).toBeLessThan(0.02);
  });

  it.each(kialiRecordings)('%s has figures in bounds', name => {
    const graph = recordedGraph(name);
    for (const edge of graph.edges) {
      const { traffic, mtlsRatio = 0, responses } = edge;
      expect(traffic.ratePerSecond).toBeGreaterThanOrEqual(0);
      expect(traffic.errorRatio ?? 0).toBeGreaterThanOrEqual(0);
      expect(traffic.errorRatio ?? 0).toBeLessThanOrEqual(1);
      expect(mtlsRatio).toBeLessThanOrEqual(1);
      const shares = responses.reduce((sum, { share }) => sum + share, 0);
      const all = responses.length > 0 ? 1 : 0;
      expect(Math.abs(shares - all)).toBeLessThan(0.01);
    }
    for (const { inbound } of graph.nodes) {
      for (const { errorRatio = 0 } of inbound) {
        expect(errorRatio).toBeLessThanOrEqual(1);
      }
    }
  });

  it('reads a workload', () => {
    expect(
      nodeOf('ns-all-workload-allappenders', 'checkout-primary', 'workload'),
    ).toEqual({
      id: expect.any(String),
      kind: 'workload',
      cluster: 'Kubernetes',
      namespace: 'shop',
      name: 'checkout-primary',
      workload: 'checkout-primary',
      app: 'checkout-primary',
      version: 'latest',
      focus: false,
      outsideMesh: false,
      health: {
        state: 'degraded',
        reason:
          '0.5 % of the requests end with 5XX; any share counts as degraded.',
        evidence: [],
      },
      inbound: [
        { protocol: 'http', ratePerSecond: 4.02, errorRatio: 0.02 / 4.02 },
      ],
      outbound: [
        { protocol: 'grpc', ratePerSecond: 6.5 },
        { protocol: 'http', ratePerSecond: 3.9 },
      ],
      badges: [],
    });
  });

  it('reads an edge', () => {
    const graph = recordedGraph('ns-all-workload-allappenders');
    const edge = graph.edges.find(({ id }) => id.startsWith('137fba3c'));
    expect(edge).toEqual({
      id: expect.any(String),
      source: expect.any(String),
      target: expect.any(String),
      traffic: { protocol: 'http', ratePerSecond: 1, errorRatio: 0.1 },
      mtlsRatio: 1,
      responseTimeMs: 376,
      throughputBytesPerSecond: 2200,
      health: {
        state: 'failure',
        reason:
          '10 % of the requests end with 5XX; from 10 % on it is a failure.',
        evidence: [],
      },
      responses: [
        { code: '200', flags: '-', share: 0.9 },
        { code: '503', flags: 'URX', share: 0.1 },
      ],
    });
  });

  it('leaves out boxes, and names versions', () => {
    const graph = recordedGraph('ns-all-versionedApp-boxby');
    expect(graph.nodes.map(({ kind }) => kind)).not.toContain('box');
    const versions = graph.nodes.filter(
      ({ name }) => name === 'recommendations',
    );
    expect(versions.map(({ version }) => version)).toEqual(
      expect.arrayContaining(['v1', 'v2']),
    );
  });

  it('knows what is outside of the mesh, outside of the cluster, and unknown', () => {
    const { nodes } = recordedGraph('ns-all-workload-allappenders');
    expect(nodes.some(({ outsideMesh }) => outsideMesh)).toBe(true);
    const external = nodes.filter(({ kind }) => kind === 'external');
    expect(external.map(({ badges }) => badges)).toContainEqual([
      'service-entry',
    ]);
    expect(external.map(({ name }) => name)).toContain('PassthroughCluster');
    const unknown = nodes.filter(({ kind }) => kind === 'unknown');
    expect(unknown.map(({ name }) => name)).toContain('Unknown source');
    expect(unknown.every(({ namespace }) => namespace !== 'unknown')).toBe(
      true,
    );
  });

  it('knows badges', () => {
    const badges = new Set(
      recordedGraph('ns-all-workload-allappenders').nodes.flatMap(
        node => node.badges,
      ),
    );
    expect([...badges].sort()).toEqual([
      'circuit-breaker',
      'fault-injection',
      'mirroring',
      'request-routing',
      'request-timeout',
      'service-entry',
      'traffic-shifting',
      'virtual-service',
    ]);
  });

  it('calls a workload without pods not ready, and one without traffic idle', () => {
    const { nodes } = recordedGraph('ns-shop-workload-idle-nodes');
    const states = new Set(nodes.map(({ health }) => health.state));
    expect(states.has('not-ready')).toBe(true);
    expect(states.has('idle')).toBe(true);
  });

  it('is empty where Kiali knows nothing', () => {
    expect(recordedGraph('node-unknown-workload')).toEqual({
      nodes: [],
      edges: [],
    });
  });
});

describe('fromKiali', () => {
  const minimal = (node: object = {}, edge: object = {}) => ({
    elements: {
      nodes: [
        { data: { id: 'a', nodeType: 'workload', workload: 'a', ...node } },
        { data: { id: 'b', nodeType: 'workload', workload: 'b' } },
      ],
      edges: [
        {
          data: {
            id: 'e',
            source: 'a',
            target: 'b',
            traffic: { protocol: 'http', rates: { http: '2.00' } },
            ...edge,
          },
        },
      ],
    },
  });
  const read = (raw: unknown) => {
    const result = fromKiali(raw);
    if (!result.ok) {
      throw new Error(result.problem);
    }
    return result.graph;
  };

  it.each([
    [undefined],
    [null],
    ['<html>'],
    [{}],
    [{ elements: {} }],
    [{ elements: { nodes: [], edges: [{ data: {} }] } }],
    [{ elements: { nodes: [{ data: { nodeType: 'app' } }], edges: [] } }],
  ])('says what is wrong with %j', raw => {
    expect(fromKiali(raw)).toEqual({
      ok: false,
      problem: expect.stringMatching(/^This is no graph of Kiali: .+\.$/),
    });
  });

  it('takes what it cannot read as absent', () => {
    const graph = read(
      minimal(
        {
          traffic: 'none',
          healthData: { status: 5 },
          isDead: 'yes',
          cluster: 7,
        },
        { isMTLS: 'some', responseTime: {}, throughput: null },
      ),
    );
    expect(graph.nodes[0]).toMatchObject({ inbound: [], badges: [] });
    expect('cluster' in graph.nodes[0]).toBe(false);
    expect(graph.edges[0]).toMatchObject({
      traffic: { ratePerSecond: 2, errorRatio: 0 },
    });
    expect('mtlsRatio' in graph.edges[0]).toBe(false);
    expect('responseTimeMs' in graph.edges[0]).toBe(false);
  });

  it('does not invent mTLS where Kiali says nothing', () => {
    expect('mtlsRatio' in read(minimal()).edges[0]).toBe(false);
    expect(read(minimal({}, { isMTLS: '97' })).edges[0].mtlsRatio).toBe(0.97);
  });

  it('leaves out edges of other protocols, and to nodes that are not there', () => {
    expect(read(minimal({}, { traffic: { protocol: 'udp' } })).edges).toEqual(
      [],
    );
    expect(read(minimal({}, { target: 'c' })).edges).toEqual([]);
  });

  it('reads an idle edge', () => {
    const [edge] = read(minimal({}, { traffic: { protocol: 'grpc' } })).edges;
    expect(edge).toMatchObject({
      traffic: { protocol: 'grpc', ratePerSecond: 0 },
      health: { state: 'idle' },
    });
    expect('errorRatio' in edge.traffic).toBe(false);
  });

  it('names clusters as Backstage does', () => {
    const clusterName = (name: string) =>
      name === 'Kubernetes' ? 'prod-eu' : undefined;
    const cluster = (name: string) => {
      const result = fromKiali(minimal({ cluster: name }), { clusterName });
      return result.ok ? result.graph.nodes[0].cluster : 'not read';
    };
    expect(cluster('Kubernetes')).toBe('prod-eu');
    expect(cluster('other')).toBeUndefined();
    expect(cluster('unknown')).toBeUndefined();
  });

  it('honours the tolerances of an annotation', () => {
    const responses = {
      200: { flags: { '-': '95' } },
      500: { flags: { '-': '5' } },
    };
    const traffic = { protocol: 'http', rates: { http: '1' }, responses };
    const states = (annotation?: string) =>
      read(
        minimal(
          {
            healthData: {
              requests: {
                healthAnnotations: annotation
                  ? { 'health.kiali.io/rate': annotation }
                  : {},
              },
            },
          },
          { traffic },
        ),
      ).edges[0].health.state;
    expect(states()).toBe('degraded');
    // The other end keeps its own tolerances; the worst counts.
    expect(states('5XX,20,50,.*,.*')).toBe('degraded');
    expect(states('5XX,0,2,http,outbound')).toBe('failure');
  });

  it('tells gateways', () => {
    expect(
      read(minimal({ isGateway: { ingressInfo: {} }, hasVS: {} })).nodes[0],
    ).toMatchObject({
      kind: 'gateway',
      badges: ['virtual-service', 'gateway'],
    });
  });

  it('takes the way back from a waypoint as an edge of its own', () => {
    const data = (id: string, source: string, target: string) => ({
      id,
      source,
      target,
      traffic: { protocol: 'tcp', rates: { tcp: '1.00' } },
    });
    const edge = {
      ...data('there', 'web', 'waypoint'),
      // Kiali names the workload twice.
      waypoint: { direction: 'to', fromEdge: data('back', 'web', 'web') },
    };
    const nodes = ['web', 'waypoint'].map(id => ({
      data: { id, nodeType: 'workload', workload: id },
    }));
    const result = fromKiali({ elements: { nodes, edges: [{ data: edge }] } });
    const edges = result.ok ? result.graph.edges : [];
    expect(edges.map(({ id, source, target }) => [id, source, target])).toEqual(
      [
        ['there', 'web', 'waypoint'],
        ['back', 'waypoint', 'web'],
      ],
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), raw => {
        expect(typeof fromKiali(raw).ok).toBe('boolean');
      }),
    );
    fc.assert(
      fc.property(fc.object(), fc.object(), (node, edge) => {
        expect(typeof fromKiali(minimal(node, edge)).ok).toBe('boolean');
      }),
    );
  });
});
