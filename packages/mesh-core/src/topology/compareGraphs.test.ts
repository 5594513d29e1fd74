import fc from 'fast-check';
import {
  kialiRecordings,
  recordedGraph,
} from './__testUtils__/kialiRecordings';
import { compareGraphs } from './compareGraphs';
import type { HealthVerdict, MeshEdge, MeshGraph, MeshNode } from './model';

const healthy: HealthVerdict = { state: 'healthy', reason: '', evidence: [] };
const failure: HealthVerdict = { state: 'failure', reason: '', evidence: [] };

function node(id: string, health = healthy): MeshNode {
  return {
    id,
    kind: 'workload',
    name: id,
    focus: false,
    outsideMesh: false,
    health,
    inbound: [],
    outbound: [],
    badges: [],
  };
}

function edge(
  id: string,
  ratePerSecond: number,
  errorRatio?: number,
  health = healthy,
): MeshEdge {
  const errors = errorRatio === undefined ? {} : { errorRatio };
  return {
    id,
    source: 'a',
    target: 'b',
    traffic: { protocol: 'http', ratePerSecond, ...errors },
    health,
    responses: [],
  };
}

const edges = (...list: MeshEdge[]): MeshGraph => ({ nodes: [], edges: list });

it('says what came, what went and whose health changed', () => {
  const before = { nodes: [node('a'), node('b'), node('c')], edges: [] };
  const after = {
    nodes: [node('d'), node('b', failure), node('a')],
    edges: [],
  };
  expect(compareGraphs(before, after).nodes).toEqual([
    {
      id: 'b',
      change: 'changed',
      health: { before: 'healthy', after: 'failure' },
    },
    { id: 'c', change: 'removed', health: { before: 'healthy' } },
    { id: 'd', change: 'added', health: { after: 'healthy' } },
  ]);
});

it.each([
  [100, 91, false],
  [100, 90, true],
  [0, 0, false],
  [0, 0.01, true],
])('of rates, %d and %d: changed is %s', (one, other, changed) => {
  const { edges: found } = compareGraphs(
    edges(edge('e', one)),
    edges(edge('e', other)),
  );
  const expected = {
    id: 'e',
    change: 'changed',
    ratePerSecond: { before: one, after: other },
  };
  expect(found).toEqual(changed ? [expected] : []);
});

it('tells errors where there were none to tell before', () => {
  expect(
    compareGraphs(edges(edge('e', 5)), edges(edge('e', 5, 0.2, failure))).edges,
  ).toEqual([
    {
      id: 'e',
      change: 'changed',
      health: { before: 'healthy', after: 'failure' },
      errorRatio: { after: 0.2 },
    },
  ]);
});

it('takes tolerances', () => {
  const [before, after] = [edges(edge('e', 5, 0)), edges(edge('e', 5, 0.005))];
  expect(compareGraphs(before, after).edges).toEqual([]);
  expect(
    compareGraphs(before, after, { errorRatio: 0.005 }).edges,
  ).toHaveLength(1);
});

it.each(kialiRecordings)('finds nothing between %s and itself', name => {
  const graph = recordedGraph(name);
  const reversed = {
    nodes: [...graph.nodes].reverse(),
    edges: [...graph.edges].reverse(),
  };
  expect(compareGraphs(graph, reversed)).toEqual({ nodes: [], edges: [] });
});

it('says the opposite the other way round', () => {
  const some = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      rate: fc.integer({ min: 0, max: 100 }),
    }),
    { selector: ({ id }) => id },
  );
  const opposite = { added: 'removed', removed: 'added', changed: 'changed' };
  fc.assert(
    fc.property(some, some, (one, other) => {
      const [before, after] = [one, other].map(list =>
        edges(...list.map(({ id, rate }) => edge(id, rate))),
      );
      const there = compareGraphs(before, after).edges;
      const back = compareGraphs(after, before).edges;
      expect(back.map(({ id, change }) => [id, change])).toEqual(
        there.map(({ id, change }) => [id, opposite[change]]),
      );
    }),
  );
});
