import {
  canaryNames,
  matchesSelector,
  type MeshNode,
  type MeshSnapshot,
} from '@fairway/mesh-core';
import type { ClaimedObject } from './claims';

const workloadKinds = ['Deployment', 'DaemonSet'] as const;

/**
 * The objects of a cluster that a node of the graph stands for: its workload; for a Service the workloads behind it too; for the
 * primary of a release its target, since Flagger does not copy the labels.
 *
 * @returns objects that exist; none for external hosts and for workloads that are gone
 */
export function objectsOfNode(
  node: MeshNode,
  snapshot: MeshSnapshot,
): ClaimedObject[] {
  const { namespace } = node;
  if (namespace === undefined) {
    return [];
  }
  const names = new Set<string>();
  if (node.workload !== undefined) {
    names.add(node.workload);
  }
  const found: ClaimedObject[] = [];
  const service =
    node.service === undefined
      ? undefined
      : snapshot.get('Service', namespace, node.service);
  if (service) {
    found.push(claimed(snapshot, service.metadata));
    namesBehind(snapshot, namespace, service.spec.selector).forEach(name =>
      names.add(name),
    );
  }
  for (const canary of snapshot.list('Canary', namespace)) {
    const made = canaryNames(canary);
    if (made && (names.has(made.primary) || names.has(made.target))) {
      names.add(made.target);
      found.push(claimed(snapshot, canary.metadata));
    }
  }
  for (const name of names) {
    for (const kind of workloadKinds) {
      const workload = snapshot.get(kind, namespace, name);
      if (workload) {
        found.push(claimed(snapshot, workload.metadata));
      }
    }
  }
  return found;
}

/** All workloads of a namespace. */
export function workloadsIn(
  snapshot: MeshSnapshot,
  namespace: string,
): ClaimedObject[] {
  return workloadKinds.flatMap(kind =>
    snapshot
      .list(kind, namespace)
      .map(({ metadata }) => claimed(snapshot, metadata)),
  );
}

function namesBehind(
  snapshot: MeshSnapshot,
  namespace: string,
  selector: Readonly<Record<string, string>> | undefined,
): string[] {
  if (!selector || Object.keys(selector).length === 0) {
    return [];
  }
  return workloadKinds.flatMap(kind =>
    snapshot
      .list(kind, namespace)
      .filter(({ spec }) =>
        matchesSelector(
          { matchLabels: selector },
          spec.template?.metadata?.labels,
        ),
      )
      .map(({ metadata }) => metadata.name),
  );
}

function claimed(
  snapshot: MeshSnapshot,
  metadata: {
    namespace: string;
    name: string;
    labels?: Record<string, string>;
  },
): ClaimedObject {
  const { namespace, name, labels = {} } = metadata;
  return { cluster: snapshot.cluster, namespace, name, labels };
}
