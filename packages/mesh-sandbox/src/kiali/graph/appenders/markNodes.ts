import type { KialiWorkload } from '../../KialiWorld';
import { findService, findWorkload, type GraphContext } from '../GraphContext';
import { edgesOf, type TrafficMap, type TrafficNode } from '../TrafficMap';

const CATCH_ALL = new Set(['PassthroughCluster', 'BlackHoleCluster']);

/** Removes what neither has traffic nor exists, and marks what exists without pods. */
export function applyDeadNodes(context: GraphContext, map: TrafficMap): void {
  if (!context.options.appenders.has('deadNode')) {
    return;
  }
  for (const node of [...map.values()]) {
    const silent = ![...node.rates.values()].some(rate => rate > 0);
    if (!silent || node.nodeType === 'unknown') {
      continue;
    }
    const workload = workloadOf(context, node);
    const exists = node.workload
      ? workload !== undefined
      : findService(context.world, node.namespace, node.service) !== undefined;
    if (!exists) {
      removeNode(map, node.id);
    } else if (workload?.desiredReplicas === 0) {
      node.flags.add('isDead');
    }
  }
}

/** Marks workloads without a proxy. */
export function applyMeshCheck(context: GraphContext, map: TrafficMap): void {
  if (!context.options.appenders.has('meshCheck')) {
    return;
  }
  for (const node of map.values()) {
    if (!node.workload || node.nodeType === 'unknown') {
      continue;
    }
    const workload = workloadOf(context, node);
    // Kiali takes a workload that is not in Kubernetes for an ambient one.
    if (!workload || (workload.isAmbient && !workload.hasSidecar)) {
      node.flags.add('isAmbient');
    } else if (!workload.hasSidecar && workload.availableReplicas > 0) {
      node.flags.add('isOutOfMesh');
    }
  }
}

/** Puts the labels of workloads and services on their nodes. */
export function applyLabels(context: GraphContext, map: TrafficMap): void {
  if (!context.options.appenders.has('labeler')) {
    return;
  }
  for (const node of map.values()) {
    const labels =
      node.nodeType === 'service'
        ? further(findService(context.world, node.namespace, node.service))
        : workloadOf(context, node)?.labels;
    // Kiali leaves out what only repeats application and version.
    if (labels && Object.keys(further({ labels })).length > 0) {
      node.labels = labels;
    }
  }
}

/** Marks nodes outside of what was asked for, out of reach, and those where traffic begins. */
export function applyPosition(context: GraphContext, map: TrafficMap): void {
  const visible = new Set(context.world.namespaces().map(({ name }) => name));
  const called = new Set(edgesOf(map).map(edge => edge.target));
  for (const node of map.values()) {
    if (
      node.nodeType === 'unknown' ||
      CATCH_ALL.has(node.service) ||
      !visible.has(node.namespace)
    ) {
      node.flags.add('isInaccessible');
    } else if (!context.options.namespaces.includes(node.namespace)) {
      node.flags.add('isOutside');
    }
    if (node.edges.length > 0 && !called.has(node.id)) {
      node.flags.add('isRoot');
    }
  }
}

function further(
  object: { labels: Readonly<Record<string, string>> } | undefined,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(object?.labels ?? {}).filter(
      ([name]) => name !== 'app' && name !== 'version',
    ),
  );
}

function removeNode(map: TrafficMap, id: string): void {
  map.delete(id);
  for (const node of map.values()) {
    const kept = node.edges.filter(edge => edge.target !== id);
    node.edges.splice(0, node.edges.length, ...kept);
  }
}

function workloadOf(
  { world }: GraphContext,
  node: TrafficNode,
): KialiWorkload | undefined {
  return node.workload
    ? findWorkload(world, node.namespace, node.workload)
    : undefined;
}
