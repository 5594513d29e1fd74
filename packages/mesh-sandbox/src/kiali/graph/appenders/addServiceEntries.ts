import type { KialiIstioObject } from '../../KialiWorld';
import type { GraphContext } from '../GraphContext';
import {
  edgesOf,
  increase,
  type TrafficEdge,
  type TrafficMap,
  type TrafficNode,
} from '../TrafficMap';

/**
 * Renames service nodes of external hosts to the ServiceEntry that declares them. Nodes of one ServiceEntry become one:
 * telemetry may name the same host with and without a namespace.
 */
export function addServiceEntries(
  context: GraphContext,
  map: TrafficMap,
  cluster: string,
): void {
  const { options, world } = context;
  if (!options.appenders.has('serviceEntry')) {
    return;
  }
  const entries = world.istioObjects('ServiceEntry');
  for (const node of [...map.values()]) {
    const entry =
      node.nodeType === 'service'
        ? entries.find(one => declares(one, node))
        : undefined;
    if (entry) {
      replaceNode(map, node, entryNode(map, node, entry, cluster));
    }
  }
}

function declares(entry: KialiIstioObject, node: TrafficNode): boolean {
  const name = node.service;
  return hostsOf(entry).some(host =>
    host.startsWith('*.')
      ? name.endsWith(host.slice(1))
      : host === name || host === `${name}.${node.namespace}.svc.cluster.local`,
  );
}

function hostsOf({ spec }: KialiIstioObject): string[] {
  return Array.isArray(spec.hosts)
    ? spec.hosts.filter(host => typeof host === 'string')
    : [];
}

function entryNode(
  map: TrafficMap,
  node: TrafficNode,
  entry: KialiIstioObject,
  cluster: string,
): TrafficNode {
  const id = `svc_${cluster}_${entry.namespace}_${entry.name}`;
  return (
    map.get(id) ?? {
      ...node,
      id,
      cluster,
      namespace: entry.namespace,
      service: entry.name,
      destServices: new Map(),
      rates: new Map(),
      edges: [],
      flags: new Set(),
      serviceEntry: {
        hosts: hostsOf(entry),
        location:
          typeof entry.spec.location === 'string'
            ? entry.spec.location
            : 'MESH_EXTERNAL',
        namespace: entry.namespace,
      },
    }
  );
}

function replaceNode(
  map: TrafficMap,
  old: TrafficNode,
  replacement: TrafficNode,
): void {
  map.delete(old.id);
  map.set(replacement.id, replacement);
  for (const [key, service] of old.destServices) {
    replacement.destServices.set(key, service);
  }
  for (const [name, rate] of old.rates) {
    increase(replacement.rates, name, rate);
  }
  replacement.edges.push(
    ...old.edges.map(edge => ({ ...edge, source: replacement.id })),
  );
  for (const edge of edgesOf(map)) {
    if (edge.target === old.id) {
      edge.target = replacement.id;
    }
  }
  for (const node of map.values()) {
    mergeEdges(node);
  }
}

/** Edges that now lead to the same node become one. */
function mergeEdges(node: TrafficNode): void {
  const merged = new Map<string, TrafficEdge>();
  for (const edge of node.edges) {
    const key = `${edge.target} ${edge.protocol}`;
    const known = merged.get(key);
    if (!known) {
      merged.set(key, edge);
      continue;
    }
    for (const [name, rate] of edge.rates) {
      increase(known.rates, name, rate);
    }
    for (const [code, { flags, hosts }] of edge.responses) {
      const response = known.responses.get(code);
      if (!response) {
        known.responses.set(code, { flags, hosts });
        continue;
      }
      flags.forEach((rate, flag) => increase(response.flags, flag, rate));
      hosts.forEach((rate, host) => increase(response.hosts, host, rate));
    }
  }
  node.edges.splice(0, node.edges.length, ...merged.values());
}
