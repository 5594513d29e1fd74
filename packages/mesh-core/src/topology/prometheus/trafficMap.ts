import type { End } from './End';

/** Protocols that traffic is counted for. */
export type Protocol = 'grpc' | 'http' | 'tcp';

/** Rates by name: the protocol itself is the total, the others are what failed or moved. */
export type Rates = Map<string, number>;

/** Rates of the responses of one code, by Envoy's flags and by host. */
export interface Responses {
  flags: Rates;
  hosts: Rates;
}

/** A service by which a node is called. */
export interface DestService {
  cluster: string;
  namespace: string;
  name: string;
}

/** What flows between two nodes in one protocol. */
export interface TrafficEdge {
  source: string;
  target: string;
  protocol: Protocol;
  rates: Rates;
  responses: Map<string, Responses>;
  /** Series that were counted: the other side's report of the same traffic is not added. */
  seen: Set<string>;
  mtlsRatio?: number;
  sourcePrincipal?: string;
  destPrincipal?: string;
  responseTimeMs?: number;
  throughput?: number;
  waypoint?: { direction: 'from' | 'to'; fromEdge?: TrafficEdge };
}

/** A node with what goes in and out, by `<protocol>In…` and `<protocol>Out`. */
export interface TrafficNode {
  end: End;
  rates: Rates;
  destServices: Map<string, DestService>;
  isWaypoint?: boolean;
}

/** Nodes and edges by identity, in the order in which they were met. */
export interface TrafficMap {
  nodes: Map<string, TrafficNode>;
  edges: Map<string, TrafficEdge>;
}

/** A map without traffic. */
export const emptyTrafficMap = (): TrafficMap => ({
  nodes: new Map(),
  edges: new Map(),
});

/** Adds to one of the rates. */
export function addRate(rates: Rates, name: string, value: number): void {
  rates.set(name, (rates.get(name) ?? 0) + value);
}

/** Identity of an edge. */
export const edgeKey = ({
  source,
  target,
  protocol,
}: Pick<TrafficEdge, 'source' | 'target' | 'protocol'>): string =>
  `${source}\n${target}\n${protocol}`;

/** Which rate beside the total a code counts in. */
function suffixOf(protocol: Protocol, code: string): string | undefined {
  if (protocol === 'tcp' || code === '') {
    return undefined;
  }
  if (code === '-') {
    return 'NoResponse';
  }
  if (protocol === 'grpc') {
    const failed = code.length === 3 ? /^[45]/.test(code) : code !== '0';
    return failed ? 'Err' : undefined;
  }
  return /^[345]/.test(code) ? `${code[0]}xx` : undefined;
}

/** What one series says about an edge. */
export interface Sample {
  protocol: Protocol;
  /** Empty where the counter does not know it: messages. */
  code: string;
  flags: string;
  host: string;
  value: number;
  /** Tells the same traffic from both reporters apart from other traffic. */
  identity: string;
}

/** The node of an end, made where it is new. */
export function nodeOf(map: TrafficMap, end: End): TrafficNode {
  const known = map.nodes.get(end.id);
  if (known) {
    return known;
  }
  const node = { end, rates: new Map(), destServices: new Map() };
  map.nodes.set(end.id, node);
  return node;
}

/** The edge between two nodes, made where it is new. */
export function edgeOf(
  map: TrafficMap,
  ends: Pick<TrafficEdge, 'source' | 'target' | 'protocol'>,
): TrafficEdge {
  const key = edgeKey(ends);
  const known = map.edges.get(key);
  if (known) {
    return known;
  }
  const edge: TrafficEdge = {
    ...ends,
    rates: new Map(),
    responses: new Map(),
    seen: new Set(),
  };
  map.edges.set(key, edge);
  return edge;
}

function addResponse(
  edge: TrafficEdge,
  { code, flags, host, value }: Sample,
): void {
  const name = code || '-';
  const responses = edge.responses.get(name) ?? {
    flags: new Map(),
    hosts: new Map(),
  };
  edge.responses.set(name, responses);
  if (flags) {
    addRate(responses.flags, flags, value);
  }
  if (host) {
    addRate(responses.hosts, host, value);
  }
}

/** Counts a sample on an edge and, where they are given, on the nodes at its ends. */
export function countSample(
  edge: TrafficEdge,
  { source, target }: { source?: TrafficNode; target?: TrafficNode },
  sample: Sample,
): void {
  const { protocol, code, value } = sample;
  if (value <= 0) {
    return;
  }
  const suffix = suffixOf(protocol, code);
  for (const name of suffix ? ['', suffix] : ['']) {
    addRate(edge.rates, `${protocol}${name}`, value);
    if (target) {
      addRate(target.rates, `${protocol}In${name}`, value);
    }
  }
  if (source) {
    addRate(source.rates, `${protocol}Out`, value);
  }
  addResponse(edge, sample);
}

/**
 * Counts a series on the edge between two ends, once.
 *
 * @returns whether it was counted; not when the other side reported the same
 * @see https://github.com/kiali/kiali/blob/master/graph/protocol.go
 */
export function addSample(
  map: TrafficMap,
  [from, to]: readonly [End, End],
  sample: Sample,
): boolean {
  const source = nodeOf(map, from);
  const target = nodeOf(map, to);
  const edge = edgeOf(map, {
    source: from.id,
    target: to.id,
    protocol: sample.protocol,
  });
  if (edge.seen.has(sample.identity)) {
    return false;
  }
  edge.seen.add(sample.identity);
  countSample(edge, { source, target }, sample);
  return true;
}
