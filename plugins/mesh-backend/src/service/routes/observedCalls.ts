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

type Node = MeshGraph['nodes'][number];
type Call = ObservedCalls['callers'][number];

/** An edge between the entity and somebody else. */
interface Touch {
  other: Node;
  /** Whether the other one calls. */
  inbound: boolean;
  traffic: MeshGraph['edges'][number]['traffic'];
}

function touchesOf({ nodes, edges }: MeshGraph): Touch[] {
  const byId = new Map(nodes.map(node => [node.id, node]));
  return edges.flatMap(({ source, target, traffic }) => {
    const from = byId.get(source);
    const to = byId.get(target);
    if (!from || !to || from.focus === to.focus) {
      return [];
    }
    const inbound = to.focus;
    return [{ other: inbound ? from : to, inbound, traffic }];
  });
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
  const touches = touchesOf(graph);
  const isHere = ({ other }: Touch) => (other.cluster ?? cluster) === cluster;
  const callers = touches.filter(({ inbound }) => inbound);
  const hidden = callers.filter(({ other }) => other.kind === 'hidden');
  const called = touches.filter(touch => !touch.inbound && isHere(touch));
  const hosts = called.flatMap(({ other }) => hostOf(other) ?? []);
  return {
    calls: {
      callers: callers.filter(isHere).flatMap(callOf),
      called: [...new Set(hosts)].sort(),
      calledWorkloads: calledWorkloads(called),
    },
    hidden: new Set(hidden.map(({ other }) => other.id)).size,
  };
}

function callOf({ other, traffic }: Touch): Call[] {
  if (!isCaller(other)) {
    return [];
  }
  const { namespace, workload } = other;
  return [
    {
      namespace,
      ...(workload === undefined ? {} : { workload }),
      ...(traffic.protocol === 'tcp'
        ? {}
        : { requestsPerSecond: traffic.ratePerSecond }),
    },
  ];
}

/** Pods that answer, where it is not known by which name they were called; each workload once. */
function calledWorkloads(called: readonly Touch[]): CalledWorkload[] {
  const found = called.flatMap(({ other }) => {
    const { kind, namespace, workload } = other;
    return kind === 'workload' && namespace && workload && !hostOf(other)
      ? [{ namespace, workload }]
      : [];
  });
  const byName = new Map(
    found.map(entry => [`${entry.namespace}/${entry.workload}`, entry]),
  );
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

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
