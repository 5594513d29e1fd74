import {
  serviceFqdn,
  type MeshGraph,
  type ObservedCalls,
} from '@fairway/mesh-core';

type CalledWorkload = NonNullable<ObservedCalls['calledWorkloads']>[number];

/** Calls that were measured in one cluster, and how many callers must not be named. */
export interface MeasuredCalls {
  calls: ObservedCalls;
  hidden: number;
}

/**
 * Reads from the traffic graph of an entity who calls it and whom it calls in a cluster.
 *
 * @param graph - reduced to what the reader may know
 */
export function observedCalls(
  graph: MeshGraph,
  cluster: string,
): MeasuredCalls {
  const nodes = new Map(graph.nodes.map(node => [node.id, node]));
  const callers: ObservedCalls['callers'][number][] = [];
  const called = new Set<string>();
  const calledWorkloads = new Map<string, CalledWorkload>();
  const hidden = new Set<string>();
  for (const { source, target, traffic } of graph.edges) {
    const from = nodes.get(source);
    const to = nodes.get(target);
    if (!from || !to || from.focus === to.focus) {
      continue;
    }
    const other = to.focus ? from : to;
    const here = other.cluster === undefined || other.cluster === cluster;
    if (to.focus && from.kind === 'hidden') {
      hidden.add(from.id);
    } else if (to.focus && here && isCaller(from)) {
      const { namespace, workload } = from;
      callers.push({
        namespace,
        ...(workload === undefined ? {} : { workload }),
        ...(traffic.protocol === 'tcp'
          ? {}
          : { requestsPerSecond: traffic.ratePerSecond }),
      });
    } else if (from.focus && here) {
      const host = hostOf(to);
      const { kind, namespace, workload } = to;
      if (host !== undefined) {
        called.add(host);
      } else if (kind === 'workload' && namespace && workload) {
        calledWorkloads.set(`${namespace}/${workload}`, {
          namespace,
          workload,
        });
      }
    }
  }
  return {
    calls: {
      callers,
      called: [...called].sort(),
      calledWorkloads: [...calledWorkloads]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, workload]) => workload),
    },
    hidden: hidden.size,
  };
}

type Node = MeshGraph['nodes'][number];

/** A service that passes requests on is none: its own callers are. */
function isCaller(node: Node): node is Node & { namespace: string } {
  const named = node.namespace !== undefined && node.namespace !== 'unknown';
  return named && ['workload', 'app', 'gateway'].includes(node.kind);
}

function hostOf({ kind, name, service, namespace }: Node): string | undefined {
  if (kind === 'external') {
    return name;
  }
  return service !== undefined && namespace !== undefined
    ? serviceFqdn(namespace, service)
    : undefined;
}
