import fc from 'fast-check';
import { mergeGraphs } from './mergeGraphs';
import { meshGraphSchema, type MeshGraph } from './model';
import { recordedGraph } from './__testUtils__/kialiRecordings';

const recorded = [
  'node-workload-checkout-ui',
  'node-workload-storefront-ui',
  'node-workload-orders-v1-ui',
  'node-workload-checkout-inject-false',
].map(name => recordedGraph(name));

const ids = (list: readonly { id: string }[]): string[] =>
  list.map(({ id }) => id).sort();

describe('mergeGraphs', () => {
  it('has every node and edge once, sorted by id', () => {
    const merged = mergeGraphs(recorded);
    expect(meshGraphSchema.parse(merged)).toEqual(merged);
    const all = recorded.flatMap(({ nodes }) => ids(nodes));
    expect(merged.nodes.map(({ id }) => id)).toEqual([...new Set(all)].sort());
    const edges = recorded.flatMap(graph => ids(graph.edges));
    expect(merged.edges.map(({ id }) => id)).toEqual(
      [...new Set(edges)].sort(),
    );
  });

  it('does not depend on the order, and merging again changes nothing', () => {
    const merged = mergeGraphs(recorded);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(recorded, { minLength: recorded.length }),
        order => {
          expect(mergeGraphs(order)).toEqual(merged);
        },
      ),
    );
    expect(mergeGraphs([merged, merged])).toEqual(merged);
    expect(mergeGraphs([merged, ...recorded])).toEqual(merged);
  });

  it('believes the graph that knows more of a node', () => {
    const [checkout, storefront] = recorded;
    const name = 'storefront';
    const find = (graph: MeshGraph) =>
      graph.nodes.find(node => node.kind === 'workload' && node.name === name);
    const merged = find(mergeGraphs([checkout, storefront]));
    expect(find(checkout)?.outbound).not.toEqual(find(storefront)?.outbound);
    expect(merged?.outbound).toEqual(find(storefront)?.outbound);
  });

  it('keeps the focus and the badges of all', () => {
    const [node] = recorded[0].nodes;
    const of = (focus: boolean, badges: typeof node.badges): MeshGraph => ({
      nodes: [{ ...node, focus, badges }],
      edges: [],
    });
    expect(
      mergeGraphs([of(true, ['gateway']), of(false, ['dead'])]).nodes[0],
    ).toMatchObject({ focus: true, badges: ['dead', 'gateway'] });
  });

  it('of nothing is empty', () => {
    expect(mergeGraphs([])).toEqual({ nodes: [], edges: [] });
  });
});
