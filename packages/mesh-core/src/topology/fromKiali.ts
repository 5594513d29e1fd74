import { readKialiEdge } from './kialiEdge';
import { kialiGraphSchema, type KialiEdge } from './kialiGraph';
import { readKialiNode, type FromKialiOptions } from './kialiNode';
import type { MeshGraph } from './model';

export type { FromKialiOptions };

/**
 * What reading Kiali's graph gave: the graph, or what is wrong with the answer in one sentence.
 *
 * @public
 */
export type ReadKialiGraph =
  { ok: true; graph: MeshGraph } | { ok: false; problem: string };

/** Kiali names the workload as both ends of the way back from a waypoint; it begins where the way there ends. */
function withWayBack(
  edge: KialiEdge & { waypoint?: { fromEdge?: KialiEdge } },
): KialiEdge[] {
  const back = edge.waypoint?.fromEdge;
  return back
    ? [edge, { ...back, source: edge.target, target: edge.source }]
    : [edge];
}

/**
 * Turns the JSON that Kiali answers into a graph: texts into numbers, percent into ratios, boxes left out, the way back from a waypoint as an edge of its own. Node health is Kiali's,
 * with the reason by its published rules; edge health is by these rules.
 *
 * @param raw - body of `GET …/graph`
 * @public
 */
export function fromKiali(
  raw: unknown,
  options: FromKialiOptions = {},
): ReadKialiGraph {
  const parsed = kialiGraphSchema.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue.path.join('.') || 'the answer';
    return { ok: false, problem: `This is no graph of Kiali: ${place}.` };
  }
  const { elements } = parsed.data;
  const nodes = elements.nodes
    .map(({ data }) => data)
    .filter(({ nodeType }) => nodeType !== 'box');
  const byId = new Map(nodes.map(node => [node.id, node]));
  return {
    ok: true,
    graph: {
      nodes: nodes.map(node => readKialiNode(node, options)),
      edges: elements.edges
        .flatMap(({ data }) => withWayBack(data))
        .flatMap(edge => readKialiEdge(edge, byId)),
    },
  };
}
