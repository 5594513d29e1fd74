import { aNode, anEdge } from '@fairway/mesh-test-utils';
import { redactGraph } from './redactGraph';

const graph = {
  nodes: [
    aNode('shop/checkout', { focus: true }),
    aNode('payments/payments', { badges: ['circuit-breaker'] }),
    aNode('payments/fraud'),
    aNode('shop/cart', { entityRef: undefined }),
  ],
  edges: [
    anEdge('shop/checkout', 'payments/payments'),
    anEdge('payments/fraud', 'shop/checkout'),
    anEdge('payments/payments', 'payments/fraud'),
    anEdge('shop/checkout', 'shop/cart'),
  ],
};
const redacted = redactGraph(graph, {
  hidden: new Set(['payments/payments', 'payments/fraud']),
  entityRefs: new Map([['shop/cart', 'component:default/cart']]),
  entities: new Map(),
});

describe('redactGraph', () => {
  it('leaves nothing by which a hidden node could be recognized', () => {
    const text = JSON.stringify(redacted);
    expect(text).not.toContain('payments');
    expect(text).not.toContain('fraud');
    expect(text).not.toContain('circuit-breaker');
    expect(redacted.nodes.map(({ kind }) => kind)).toEqual([
      'workload',
      'hidden',
      'hidden',
      'workload',
    ]);
  });

  it('keeps the traffic with nodes that are shown, and drops that among hidden ones', () => {
    expect(
      redacted.edges.map(({ source, target }) => [source, target]),
    ).toEqual([
      ['shop/checkout', 'hidden-2'],
      ['hidden-1', 'shop/checkout'],
      ['shop/checkout', 'shop/cart'],
    ]);
    expect(redacted.edges[0].traffic).toEqual(graph.edges[0].traffic);
    expect(new Set(redacted.edges.map(({ id }) => id)).size).toBe(3);
  });

  it('gives hidden nodes the same ids from poll to poll', () => {
    const reversed = { ...graph, nodes: [...graph.nodes].reverse() };
    const again = redactGraph(reversed, {
      hidden: new Set(['payments/fraud', 'payments/payments']),
      entityRefs: new Map(),
      entities: new Map(),
    });
    expect(again.edges.map(({ id }) => id)).toEqual(
      redacted.edges.map(({ id }) => id),
    );
  });

  it('names the entities', () => {
    expect(redacted.nodes[3].entityRef).toBe('component:default/cart');
  });

  it('does not touch what it is given', () => {
    expect(graph.nodes[1].name).toBe('payments');
  });
});
