import type { End } from './ends';

/** Protocols that traffic is counted for. */
export type Protocol = 'grpc' | 'http' | 'tcp';

/** Rates by name: the protocol itself is the total, the others are what failed or moved. */
export type Rates = Map<string, number>;

/** What flows between two nodes in one protocol. */
export interface TrafficEdge {
  source: string;
  target: string;
  protocol: Protocol;
  rates: Rates;
  /** Rate by response code, then flag. */
  responses: Map<string, Map<string, number>>;
  /** Series that were counted: the other side's report of the same traffic is not added. */
  seen: Set<string>;
  mtlsRatio?: number;
  responseTimeMs?: number;
  throughput?: number;
}

/** A node with what goes in and out, by `<protocol>In…` and `<protocol>Out`. */
export interface TrafficNode {
  end: End;
  rates: Rates;
}

/** Nodes and edges by identity, in the order in which they were met. */
export interface TrafficMap {
  nodes: Map<string, TrafficNode>;
  edges: Map<string, TrafficEdge>;
}

/** Adds to one of the rates. */
export function addRate(rates: Rates, name: string, value: number): void {
  rates.set(name, (rates.get(name) ?? 0) + value);
}

/** Identity of an edge. */
export const edgeKey = (
  edge: Pick<TrafficEdge, 'source' | 'target' | 'protocol'>,
): string => JSON.stringify([edge.source, edge.target, edge.protocol]);

const isHttpError = (code: string): boolean => /^[45]\d\d$/.test(code);

/** Which rate beside the total a code counts in. */
function suffixOf(protocol: Protocol, code: string): string | undefined {
  if (protocol === 'tcp' || code === '') {
    return undefined;
  }
  if (code === '-') {
    return 'NoResponse';
  }
  if (protocol === 'grpc') {
    return isHttpError(code) || (!/^\d{3}$/.test(code) && code !== '0')
      ? 'Err'
      : undefined;
  }
  return /^[345]/.test(code) ? `${code[0]}xx` : undefined;
}

/** What one series says about an edge. */
export interface Sample {
  protocol: Protocol;
  /** Empty where the counter does not know it: messages. */
  code: string;
  flags: string;
  value: number;
  /** Tells the same traffic from both reporters apart from other traffic. */
  identity: string;
}

function nodeOf(map: TrafficMap, end: End): TrafficNode {
  const node = map.nodes.get(end.id) ?? { end, rates: new Map() };
  map.nodes.set(end.id, node);
  return node;
}

/**
 * Counts a series on the edge between two ends, once.
 *
 * @see https://github.com/kiali/kiali/blob/master/graph/protocol.go
 */
export function addSample(
  map: TrafficMap,
  ends: readonly [End, End],
  sample: Sample,
): void {
  const [source, target] = ends.map(end => nodeOf(map, end));
  const { protocol, code, flags, value, identity } = sample;
  const fresh: TrafficEdge = {
    source: source.end.id,
    target: target.end.id,
    protocol,
    rates: new Map(),
    responses: new Map(),
    seen: new Set(),
  };
  const edge = map.edges.get(edgeKey(fresh)) ?? fresh;
  map.edges.set(edgeKey(fresh), edge);
  if (edge.seen.has(identity)) {
    return;
  }
  edge.seen.add(identity);
  if (value <= 0) {
    return;
  }
  const suffix = suffixOf(protocol, code);
  for (const name of ['', ...(suffix ? [suffix] : [])]) {
    addRate(edge.rates, `${protocol}${name}`, value);
    addRate(target.rates, `${protocol}In${name}`, value);
  }
  addRate(source.rates, `${protocol}Out`, value);
  if (code === '') {
    return;
  }
  const byFlag = edge.responses.get(code) ?? new Map<string, number>();
  addRate(byFlag, flags, value);
  edge.responses.set(code, byFlag);
}
