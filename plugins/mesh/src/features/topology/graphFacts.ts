import type {
  HealthVerdict,
  MeshEdge,
  MeshGraph,
  MeshNode,
} from '@fairway/mesh-core';
import {
  transportOf,
  worstErrorRatio,
} from '@fairway/backstage-plugin-mesh-react';

/** An edge with the nodes at its ends. */
export interface Connection {
  edge: MeshEdge;
  source: MeshNode;
  target: MeshNode;
}

const GRAVITY: Record<HealthVerdict['state'], number> = {
  failure: 0,
  degraded: 1,
  'not-ready': 2,
  healthy: 3,
  unknown: 4,
  idle: 5,
};

/** The connections of a graph, the worst first, then the busiest. Edges without both ends are left out. */
export function connectionsOf(graph: MeshGraph): Connection[] {
  const nodes = new Map(graph.nodes.map(node => [node.id, node]));
  return graph.edges
    .flatMap(edge => {
      const source = nodes.get(edge.source);
      const target = nodes.get(edge.target);
      return source && target ? [{ edge, source, target }] : [];
    })
    .sort(compare);
}

function compare(one: Connection, other: Connection): number {
  const gravity =
    GRAVITY[one.edge.health.state] - GRAVITY[other.edge.health.state];
  const errors =
    (other.edge.traffic.errorRatio ?? 0) - (one.edge.traffic.errorRatio ?? 0);
  const rate = weightOf(other.edge) - weightOf(one.edge);
  return gravity || errors || rate || one.edge.id.localeCompare(other.edge.id);
}

/** Bytes and requests do not compare; a kilobyte stands for a request. */
function weightOf(edge: MeshEdge): number {
  const { protocol, ratePerSecond } = edge.traffic;
  return protocol === 'tcp' ? ratePerSecond / 1_000 : ratePerSecond;
}

/** Names at the ends of a connection; a version tells workloads of one name apart. */
export function endName(node: MeshNode, graph: MeshGraph): string {
  const ambiguous = graph.nodes.some(
    other => other.id !== node.id && other.name === node.name,
  );
  const detail =
    node.kind === 'service' ? '(service)' : (node.version ?? node.namespace);
  return ambiguous && detail ? `${node.name} ${detail}` : node.name;
}

/** What the sentence of the tab is about. */
export interface GraphFacts {
  /** Health of the worst node of the entity. */
  health: HealthVerdict;
  worst: Connection | undefined;
  callers: number;
  dependencies: number;
  undeclared: number;
  /** Connections whose traffic the mesh does not encrypt. */
  plain: number;
  /** Requests per second that come in from others, where any come. */
  inboundRate: number;
  inboundErrorRatio: number | undefined;
  silent: boolean;
}

/** Adds up a graph around the nodes of an entity. */
export function graphFacts(graph: MeshGraph): GraphFacts {
  const connections = connectionsOf(graph);
  const focus = graph.nodes.filter(node => node.focus);
  const crossing = connections.filter(
    ({ source, target }) => source.focus !== target.focus,
  );
  const unique = (ids: string[]) => new Set(ids).size;
  const out = crossing.filter(({ source }) => source.focus);
  const incoming = crossing.filter(({ target }) => target.focus);
  const [worst] = connections.filter(({ edge }) =>
    isTrouble(edge.health.state),
  );
  return {
    health: worstHealth(focus),
    worst,
    callers: unique(incoming.map(({ source }) => source.id)),
    dependencies: unique(out.map(({ target }) => target.id)),
    undeclared: unique(
      out
        .filter(({ edge }) => edge.dependency === 'undeclared')
        .map(({ target }) => target.id),
    ),
    plain: crossing.filter(({ edge }) =>
      ['plain', 'partly'].includes(transportOf(edge)),
    ).length,
    ...inbound(focus),
    silent: connections.every(({ edge }) => edge.traffic.ratePerSecond === 0),
  };
}

/** States that somebody has to look at. */
export type Trouble = 'failure' | 'degraded';

/** Whether somebody has to look at it. */
export function isTrouble(state: HealthVerdict['state']): state is Trouble {
  return state === 'failure' || state === 'degraded';
}

function worstHealth(nodes: MeshNode[]): HealthVerdict {
  const [worst] = nodes
    .map(node => node.health)
    .sort((one, other) => GRAVITY[one.state] - GRAVITY[other.state]);
  return worst ?? { state: 'unknown', reason: '', evidence: [] };
}

function inbound(focus: MeshNode[]): {
  inboundRate: number;
  inboundErrorRatio: number | undefined;
} {
  const requests = focus
    .flatMap(node => node.inbound)
    .filter(traffic => traffic.protocol !== 'tcp');
  const rate = requests.reduce((sum, one) => sum + one.ratePerSecond, 0);
  const errors = requests.reduce(
    (sum, one) => sum + one.ratePerSecond * (one.errorRatio ?? 0),
    0,
  );
  return {
    inboundRate: rate,
    inboundErrorRatio:
      rate > 0 && worstErrorRatio(requests) !== undefined
        ? errors / rate
        : undefined,
  };
}
