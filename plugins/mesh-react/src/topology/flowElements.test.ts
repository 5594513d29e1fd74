import { aMeshGraph, aNode, anEdge } from '@fairway/mesh-test-utils';
import {
  edgeWidth,
  flowElements,
  layoutInput,
  smoothPath,
  structureKey,
} from './flowElements';
import { layoutGraph } from './layoutGraph';

const graph = aMeshGraph();
const { nodes, edges } = layoutInput(graph);
const layout = layoutGraph(nodes, edges);

describe('elements of the canvas', () => {
  it('has every node, a box per namespace behind them, and every connection', () => {
    const elements = flowElements(graph, layout, undefined);
    const ids = elements.nodes.map(node => node.id);
    expect(ids).toEqual(
      expect.arrayContaining(graph.nodes.map(node => node.id)),
    );
    expect(
      elements.nodes
        .filter(node => node.type === 'namespace')
        .map(node => node.id)
        .sort(),
    ).toEqual([
      'namespace 0 istio-ingress',
      'namespace 0 storefront',
      'namespace 1 shop',
      'namespace 2 payments',
      'namespace 2 platform',
      'namespace 2 shop',
    ]);
    expect(elements.edges).toHaveLength(graph.edges.length);
  });

  it('marks what is selected, nodes and connections apart', () => {
    const [edge] = graph.edges;
    const elements = flowElements(graph, layout, { kind: 'edge', id: edge.id });
    expect(elements.edges.filter(one => one.selected)).toHaveLength(1);
    expect(elements.nodes.some(one => one.selected)).toBe(false);
    const onNode = flowElements(graph, layout, {
      kind: 'node',
      id: 'shop/cart',
    });
    expect(onNode.nodes.filter(one => one.selected).map(one => one.id)).toEqual(
      ['shop/cart'],
    );
  });

  it('lays out again only when nodes or connections change, not figures', () => {
    const busier = aMeshGraph({
      edges: graph.edges.map(edge => ({
        ...edge,
        traffic: { ...edge.traffic, ratePerSecond: 99 },
      })),
    });
    expect(structureKey(busier)).toBe(structureKey(graph));
    const grown = aMeshGraph({ nodes: [...graph.nodes, aNode('a/new')] });
    expect(structureKey(grown)).not.toBe(structureKey(graph));
  });

  it('leaves out connections of nodes that are not there', () => {
    const torn = { nodes: [aNode('a/a')], edges: [] };
    const elements = flowElements(
      { ...torn, edges: [anEdge('a/a', 'b/b')] },
      layoutGraph(layoutInput(torn).nodes, []),
      undefined,
    );
    expect(elements.edges).toEqual([]);
  });

  it('draws busier connections wider, within bounds', () => {
    const width = (ratePerSecond: number) =>
      edgeWidth(
        anEdge('a/a', 'b/b', { traffic: { protocol: 'http', ratePerSecond } }),
      );
    expect(width(0)).toBe(1.25);
    expect(width(10)).toBeLessThan(width(100));
    expect(width(1e9)).toBe(4);
  });

  it('writes a path through all points', () => {
    expect(
      smoothPath([
        { x: 0, y: 0 },
        { x: 9, y: 4 },
      ]),
    ).toBe('M 0 0 C 3 0 6 4 9 4');
    expect(
      smoothPath([
        { x: 0, y: 0 },
        { x: 3, y: 3 },
        { x: 6, y: 6 },
      ]),
    ).toBe('M 0 0 C 1 0 2 2 3 3 C 4 4 5 6 6 6');
    expect(
      smoothPath([
        { x: 6, y: 6 },
        { x: 6, y: 9 },
      ]),
    ).toBe('M 6 6 L 6 9');
    expect(smoothPath([])).toBe('');
  });
});
