import { join } from 'node:path';
import { buildGraph } from '../kiali/graph/buildGraph';
import { readGraphOptions } from '../kiali/graph/readGraphOptions';
import type { GraphTarget } from '../kiali/graph/GraphOptions';
import type { KialiEdgeData, KialiGraph, KialiNodeData } from '../kiali';
import { type KialiRecording, readKialiRecordings } from './kialiRecordings';

const { cluster, queryTimeS, recordings, version, world } = readKialiRecordings(
  join(__dirname, '__fixtures__', 'kiali-2.31.jsonl'),
);
const NODE =
  /^\/api\/namespaces\/([^/]+)\/(applications|services|workloads)\/([^/]+)(?:\/versions\/([^/]+))?\/graph$/;

function nodeOf(
  path: string,
): { namespace: string; target: GraphTarget } | undefined {
  const match = NODE.exec(path);
  if (!match) {
    return undefined;
  }
  const [, namespace, kind, name, version_] = match;
  const target: GraphTarget =
    kind === 'applications'
      ? { kind: 'app', name, version: version_ }
      : { kind: kind === 'services' ? 'service' : 'workload', name };
  return { namespace, target };
}

function replay({ path, telemetry }: KialiRecording): {
  graph: KialiGraph;
  asked: string[];
} {
  const url = new URL(path, 'http://kiali');
  const node = nodeOf(url.pathname);
  const options = readGraphOptions(url.searchParams, node, queryTimeS);
  const asked: string[] = [];
  const ask = (query: string) => {
    const key = query.replace(/\s+/g, '');
    asked.push(key);
    return telemetry.get(key) ?? [];
  };
  const graph = buildGraph({ options, telemetry: ask, world }, cluster);
  return { graph: JSON.parse(JSON.stringify(graph)) as KialiGraph, asked };
}

function isOfSeveral(path: string): boolean {
  const { searchParams } = new URL(path, 'http://kiali');
  return (searchParams.get('namespaces') ?? '').includes(',');
}

/**
 * What is compared: everything Kiali writes, except where its own answers depend on chance (map order, order of a
 * vector) and ours are the sum instead:
 * - mTLS, principals of edges from an injected service to its workload;
 * - percent of requests, node health and app box health in graphs of several namespaces or versions.
 */
function comparable(graph: KialiGraph, path: string) {
  const several = isOfSeveral(path);
  const nodes = graph.elements.nodes.map(({ data }) => data);
  const injected = new Set(
    nodes.filter(node => node.isInjected).map(({ id }) => id),
  );
  const byId = <T extends { id: string }>(list: readonly T[]) =>
    new Map(list.map(data => [data.id, data]));
  const node = (data: KialiNodeData) =>
    several && data.healthData
      ? { ...data, healthData: Object.keys(data.healthData).sort() }
      : { ...data, healthData: roundDigits(data.healthData) };
  const edge = (data: KialiEdgeData) => ({
    ...(injected.has(data.source) ? withoutSecurity(data) : data),
    traffic: several ? withoutShare(data.traffic) : data.traffic,
  });
  return {
    ...graph,
    elements: {
      boxesFirst: nodes.map(data => Boolean(data.isBox)),
      nodes: byId(nodes.map(node)),
      edges: byId(graph.elements.edges.map(({ data }) => edge(data))),
    },
  };
}

function withoutSecurity(data: KialiEdgeData): KialiEdgeData {
  const { isMTLS, sourcePrincipal, destPrincipal, ...rest } = data;
  return rest;
}

function withoutShare(traffic: KialiEdgeData['traffic']) {
  const rates = Object.entries(traffic.rates ?? {}).filter(
    ([name]) => !name.endsWith('PercentReq'),
  );
  return { ...traffic, rates: Object.fromEntries(rates) };
}

/** Sums differ in the last digits with the order of addition. */
function roundDigits(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, item: unknown) =>
      typeof item === 'number' ? Number(item.toPrecision(10)) : item,
    ),
  );
}

describe(`graphs of Kiali ${version}`, () => {
  it.each(recordings)('$id: asks Prometheus what Kiali asks', recording => {
    // The order of the namespaces is left to chance in Kiali, that of the queries about one is not.
    const order = isOfSeveral(recording.path)
      ? (queries: string[]) => queries.sort()
      : (queries: string[]) => queries;
    expect(order(replay(recording).asked)).toEqual(
      order([...recording.telemetry.keys()]),
    );
  });

  it.each(recordings)('$id: answers what Kiali answers', recording => {
    const { graph } = replay(recording);
    expect(comparable(graph, recording.path)).toEqual(
      comparable(recording.graph, recording.path),
    );
  });

  it('covers nodes and edges of every kind that Kiali distinguishes', () => {
    const nodes = recordings.flatMap(({ graph }) => graph.elements.nodes);
    const types = new Set(nodes.map(({ data }) => data.nodeType));
    expect([...types].sort()).toEqual([
      'app',
      'box',
      'service',
      'unknown',
      'workload',
    ]);
  });
});
