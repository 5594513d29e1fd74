import { aHealth, aMeshGraph, aNode, anEdge } from '@fairway/mesh-test-utils';
import { meshTranslationRef } from '@fairway/backstage-plugin-mesh-react';
import { parse } from 'yaml';
import { plain, t } from '../../__testUtils__/words';
import {
  answerName,
  answerWords,
  flagMessageKeys,
  isErrorAnswer,
} from './answerWords';
import { dependsOnYaml } from './dependsOnYaml';
import { connectionsOf, endName, graphFacts } from './graphFacts';
import { topologyDetail, topologySentence } from './sentence';

const graph = aMeshGraph();
const quiet = {
  nodes: [
    aNode('shop/cart', { focus: true }),
    aNode('shop/checkout', { inbound: [] }),
  ],
  edges: [anEdge('shop/checkout', 'shop/cart')],
};

describe('connectionsOf', () => {
  it('puts the worst first, then the busiest, and leaves out loose ends', () => {
    const ids = connectionsOf({
      ...graph,
      edges: [...graph.edges, anEdge('shop/cart', 'nowhere/x')],
    }).map(({ edge }) => edge.id);
    expect(ids.slice(0, 2)).toEqual([
      'shop/checkout→payments/payments',
      'storefront/web→shop/checkout',
    ]);
    expect(ids[ids.length - 1]).toBe(
      'shop/checkout-primary→platform/legacy-ledger',
    );
    expect(ids).toHaveLength(8);
  });

  it('adds the version where two nodes have one name', () => {
    const twins = {
      nodes: [
        aNode('shop/a', { name: 'accounts', version: 'v1' }),
        aNode('shop/b', { name: 'accounts', version: 'v2' }),
        aNode('shop/c'),
      ],
      edges: [],
    };
    expect(twins.nodes.map(node => endName(node, twins))).toEqual([
      'accounts v1',
      'accounts v2',
      'c',
    ]);
  });
});

describe('graphFacts', () => {
  it('counts neighbours once, however many of the own nodes they touch', () => {
    expect(graphFacts(graph)).toMatchObject({
      callers: 2,
      dependencies: 3,
      undeclared: 1,
      plain: 1,
      silent: false,
      health: { state: 'degraded' },
    });
  });

  it('weighs errors by the rate', () => {
    const { inboundRate, inboundErrorRatio } = graphFacts(graph);
    expect(inboundRate).toBeCloseTo(42.3);
    expect(inboundErrorRatio).toBeCloseTo((29.6 * 0.002 + 12.7 * 0.171) / 42.3);
  });
});

describe('topologySentence', () => {
  const sentence = (given: typeof graph | undefined) =>
    plain(
      topologySentence(t, given, given && graphFacts(given), 'checkout', 300),
    );

  it('names the worst connection', () => {
    expect(sentence(graph)).toBe(
      'checkout is degraded: 23.6 % of the calls from checkout to payments fail.',
    );
  });

  it('says how much comes in when all is well', () => {
    expect(sentence(quiet)).toBe(
      'checkout is healthy: 12.0 rps come in, 0 % of them fail.',
    );
  });

  it('says that nobody called', () => {
    expect(
      sentence({
        ...quiet,
        edges: [
          anEdge('shop/checkout', 'shop/cart', {
            traffic: { protocol: 'http', ratePerSecond: 0 },
          }),
        ],
      }),
    ).toBe('No request reached checkout in the last 5 min.');
  });

  it('does not blame a connection for pods that are missing', () => {
    const nodes = graph.nodes.map(node =>
      node.focus
        ? { ...node, health: aHealth('failure', '0 of 2 pods are available.') }
        : node,
    );
    const edges = graph.edges.map(edge => ({
      ...edge,
      health: aHealth('degraded', 'Some requests fail.'),
    }));
    expect(sentence({ nodes, edges })).toBe(
      'checkout is failing: 0 of 2 pods are available.',
    );
  });

  it('gives the reason of any other health', () => {
    expect(
      sentence({
        ...quiet,
        nodes: [
          aNode('shop/cart', {
            focus: true,
            health: aHealth('not-ready', '1 of 3 pods is ready.'),
          }),
          aNode('shop/checkout'),
        ],
      }),
    ).toBe('checkout: 1 of 3 pods is ready.');
  });

  it('admits that it does not know', () => {
    expect(sentence(undefined)).toBe(
      'The traffic around checkout is not known.',
    );
  });

  it('adds who is around and what needs a look', () => {
    expect(topologyDetail(t, graphFacts(graph))).toBe(
      '2 callers, 3 dependencies in use. 1 dependency is not declared in the catalog. 1 connection is not encrypted.',
    );
    expect(topologyDetail(t, graphFacts(quiet))).toBe(
      '1 caller, 0 dependencies in use.',
    );
  });
});

describe('answers', () => {
  it.each([
    ['200', '-', '200', 'fine', false],
    [
      '402',
      '-',
      '402',
      'refused by the server: the request was not right',
      false,
    ],
    ['500', '-', '500', 'the server failed', true],
    [
      '503',
      'UO',
      '503 · UO',
      'circuit breaker open: too many pending requests',
      true,
    ],
    [
      '503',
      'UF,URX',
      '503 · UF,URX',
      'connection to the server failed; gave up after all retries',
      true,
    ],
    ['0', 'DC', 'DC', 'caller hung up', true],
    ['', '-', '—', 'no answer', false],
  ])('reads %p with flags %p', (code, flags, name, words, isError) => {
    const answer = { code, flags, share: 1 };
    expect(answerName(answer, 'http')).toBe(name);
    expect(answerWords(t, answer, 'http')).toBe(words);
    expect(isErrorAnswer(answer, 'http')).toBe(isError);
  });

  it.each([
    ['0', '-', '0', 'fine', false],
    ['14', '-', '14', 'UNAVAILABLE', true],
    ['14', 'UH', '14 · UH', 'no healthy pod to send it to', true],
    ['99', '-', '99', 'the server failed', true],
  ])(
    'reads the gRPC status %p with flags %p',
    (code, flags, name, words, isError) => {
      const answer = { code, flags, share: 1 };
      expect(answerName(answer, 'grpc')).toBe(name);
      expect(answerWords(t, answer, 'grpc')).toBe(words);
      expect(isErrorAnswer(answer, 'grpc')).toBe(isError);
    },
  );

  it('has words for each flag that it knows', () => {
    expect(meshTranslationRef.id).toBe('plugin.mesh');
    for (const key of flagMessageKeys) {
      expect(t(key)).not.toBe(key);
    }
  });
});

describe('dependsOnYaml', () => {
  it('declares one dependency', () => {
    expect(parse(dependsOnYaml('component:default/payments'))).toEqual({
      spec: { dependsOn: ['component:default/payments'] },
    });
  });
});
