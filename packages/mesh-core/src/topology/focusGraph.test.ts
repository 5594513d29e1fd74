import fc from 'fast-check';
import { focusGraph } from './focusGraph';
import type { MeshEdge, MeshGraph, MeshNode } from './model';
import { recordedGraph } from './__testUtils__/kialiRecordings';

const target = (namespace: string, name: string) => ({
  cluster: 'Kubernetes',
  namespace,
  name,
});

const focused = (graph: MeshGraph): string[] =>
  graph.nodes
    .filter(({ focus }) => focus)
    .map(({ kind, name }) => `${kind} ${name}`)
    .sort();

describe('focusGraph', () => {
  const whole = recordedGraph('ns-all-workload-inject-false-noappenders');
  const withServices = recordedGraph('ns-all-workload-allappenders');

  it('keeps own nodes, neighbours, and edges that touch own nodes', () => {
    const graph = focusGraph(whole, [
      target('shop', 'checkout'),
      target('shop', 'checkout-primary'),
    ]);
    expect(focused(graph)).toEqual([
      'workload checkout',
      'workload checkout-primary',
    ]);
    const own = new Set(
      graph.nodes.filter(({ focus }) => focus).map(({ id }) => id),
    );
    expect(graph.edges).toEqual(
      whole.edges.filter(
        ({ source, target: end }) => own.has(source) || own.has(end),
      ),
    );
    expect(graph.edges.length).toBeGreaterThan(0);
    expect(graph.nodes.length).toBeLessThan(whole.nodes.length);
    for (const { id, focus } of graph.nodes) {
      expect(
        focus ||
          graph.edges.some(
            ({ source, target: end }) => source === id || end === id,
          ),
      ).toBe(true);
    }
  });

  it('takes the services that lead to the workloads alone for own', () => {
    expect(
      focused(
        focusGraph(withServices, [
          target('shop', 'checkout'),
          target('shop', 'checkout-primary'),
        ]),
      ),
    ).toEqual([
      'service checkout-canary',
      'service checkout-primary',
      'workload checkout',
      'workload checkout-primary',
    ]);
  });

  it('does not take a service that leads to others too', () => {
    expect(
      focused(focusGraph(withServices, [target('shop', 'recommendations-v1')])),
    ).toEqual(['workload recommendations-v1']);
    expect(
      focused(
        focusGraph(withServices, [
          target('shop', 'recommendations-v1'),
          target('shop', 'recommendations-v2'),
        ]),
      ),
    ).toEqual([
      'service recommendations',
      'workload recommendations-v1',
      'workload recommendations-v2',
    ]);
  });

  it('finds services where the graph has no workloads', () => {
    const services = recordedGraph('ns-shop-service-inject-false-noappenders');
    expect(focused(focusGraph(services, [target('shop', 'cart')]))).toContain(
      'service cart',
    );
  });

  it.each([
    [target('shop', 'nobody')],
    [target('web', 'checkout')],
    [{ ...target('shop', 'checkout'), cluster: 'elsewhere' }],
  ])('is empty without its workload: %j', missing => {
    expect(focusGraph(whole, [missing])).toEqual({ nodes: [], edges: [] });
  });

  it('keeps a workload without traffic', () => {
    const idle = recordedGraph('ns-shop-workload-idle-nodes');
    const [node] = idle.nodes.filter(
      ({ kind, health, id }) =>
        kind === 'workload' &&
        health.state === 'not-ready' &&
        !idle.edges.some(({ source, target: end }) =>
          [source, end].includes(id),
        ),
    );
    const graph = focusGraph(idle, [target('shop', node.name)]);
    expect(graph).toEqual({ nodes: [{ ...node, focus: true }], edges: [] });
  });

  it('of a focused graph is the same graph', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const node = (name: string): MeshNode => ({
      id: name,
      kind: 'workload',
      namespace: 'shop',
      name,
      workload: name,
      focus: false,
      outsideMesh: false,
      health: { state: 'unknown', reason: '', evidence: [] },
      inbound: [],
      outbound: [],
      badges: [],
    });
    const edge = (source: string, end: string): MeshEdge => ({
      id: `${source}>${end}`,
      source,
      target: end,
      traffic: { protocol: 'http', ratePerSecond: 1 },
      health: { state: 'healthy', reason: '', evidence: [] },
      responses: [],
    });
    const pair = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names));
    fc.assert(
      fc.property(
        fc.uniqueArray(pair, { selector: ([a, b]) => `${a}${b}` }),
        fc.subarray(names),
        (pairs, own) => {
          const graph = {
            nodes: names.map(node),
            edges: pairs.map(([a, b]) => edge(a, b)),
          };
          const targets = own.map(name => target('shop', name));
          const once = focusGraph(graph, targets);
          expect(focusGraph(once, targets)).toEqual(once);
          expect(
            once.nodes.filter(({ focus }) => focus).map(({ id }) => id),
          ).toEqual(own);
        },
      ),
    );
  });
});
