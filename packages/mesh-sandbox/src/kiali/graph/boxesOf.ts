import { createHash } from 'node:crypto';
import { statusOf } from '../health/calculateHealth';
import type { NodeHealth, RequestRates } from '../health/NodeHealth';
import { DEFAULT_TOLERANCES } from '../health/tolerances';
import { statusesOfApp } from './appenders/addHealth';
import type { GraphContext } from './GraphContext';
import type { BoxBy } from './GraphOptions';
import type { KialiNodeData } from './KialiGraph';
import type { TrafficNode } from './TrafficMap';

/** Boxes of a graph. */
export interface Boxes {
  /** Outer ones first. */
  readonly boxes: readonly KialiNodeData[];
  /** Hashed id of the innermost box by readable id of the node. */
  readonly parentOf: ReadonlyMap<string, string>;
}

interface Box {
  readonly data: KialiNodeData;
  readonly members: readonly TrafficNode[];
}

/**
 * Groups nodes. Applications are boxed when at least two nodes share one, clusters when there are several; namespaces and
 * clusters that are unknown get no box.
 */
export function boxesOf(
  context: GraphContext,
  nodes: readonly TrafficNode[],
): Boxes {
  const { boxBy, graphType } = context.options;
  const parentOf = new Map<string, string>();
  const result: KialiNodeData[] = [];
  const known = nodes.filter(({ namespace }) => namespace !== 'unknown');
  const addAll = (boxes: readonly Box[]) => {
    for (const { data, members } of boxes) {
      result.push(data);
      members.forEach(node => parentOf.set(node.id, data.id));
    }
  };
  const parentsOf = (members: readonly TrafficNode[]) =>
    parentOf.get(members[0].id);
  const clusters = group(known, node => node.cluster);
  if (boxBy.has('cluster') && clusters.length > 1) {
    addAll(clusters.map(members => box('cluster', members, undefined)));
  }
  if (boxBy.has('namespace')) {
    addAll(
      group(known, node => `${node.cluster} ${node.namespace}`).map(members =>
        box('namespace', members, parentsOf(members)),
      ),
    );
  }
  const byApp = graphType === 'app' || graphType === 'versionedApp';
  if (boxBy.has('app') || byApp) {
    addAll(
      group(
        known.filter(node => node.app !== ''),
        node => `${node.cluster} ${node.namespace} ${node.app}`,
      )
        .filter(members => members.length > 1)
        .map(members =>
          box('app', members, parentsOf(members), appMarks(context, members)),
        ),
    );
  }
  return { boxes: result, parentOf };
}

function box(
  isBox: BoxBy,
  members: readonly TrafficNode[],
  parent: string | undefined,
  more: Partial<KialiNodeData> = {},
): Box {
  const { cluster } = members[0];
  const namespace = isBox === 'cluster' ? '' : members[0].namespace;
  const app = isBox === 'app' ? members[0].app : '';
  const id = createHash('sha256')
    .update(['box', cluster, namespace, app].filter(Boolean).join('_'))
    .digest('hex');
  return {
    members,
    data: {
      id,
      ...(parent ? { parent } : {}),
      nodeType: 'box',
      cluster,
      namespace,
      ...(app ? { app } : {}),
      healthData: null,
      isBox,
      ...more,
    },
  };
}

function appMarks(
  context: GraphContext,
  members: readonly TrafficNode[],
): Partial<KialiNodeData> {
  const workloads = members.filter(node => node.nodeType !== 'service');
  const outOfMesh =
    workloads.length > 0 &&
    workloads.every(node => node.flags.has('isOutOfMesh'));
  return {
    healthData: appHealth(context, members[0], workloads),
    ...(outOfMesh ? { isOutOfMesh: true } : {}),
  };
}

/** Health of an application: the sum of its members, where Kiali takes a random one. */
function appHealth(
  context: GraphContext,
  { namespace, app }: TrafficNode,
  workloads: readonly TrafficNode[],
): NodeHealth | null {
  const healths = workloads
    .map(node => node.health)
    .filter(health => health !== undefined);
  if (healths.length === 0) {
    return null;
  }
  const requests = {
    healthAnnotations: {},
    inbound: sumOf(healths.map(health => health.requests.inbound)),
    outbound: sumOf(healths.map(health => health.requests.outbound)),
  };
  const workloadStatuses = statusesOfApp(context, namespace, app);
  const status = statusOf(requests, DEFAULT_TOLERANCES, workloadStatuses);
  return { requests, status, workloadStatuses };
}

function sumOf(all: readonly RequestRates[]): RequestRates {
  const sum: RequestRates = {};
  for (const rates of all) {
    for (const [protocol, codes] of Object.entries(rates)) {
      sum[protocol] ??= {};
      for (const [code, rate] of Object.entries(codes)) {
        sum[protocol][code] = (sum[protocol][code] ?? 0) + rate;
      }
    }
  }
  return sum;
}

function group(
  nodes: readonly TrafficNode[],
  keyOf: (node: TrafficNode) => string,
): TrafficNode[][] {
  const groups = new Map<string, TrafficNode[]>();
  for (const node of nodes) {
    const key = keyOf(node);
    groups.set(key, [...(groups.get(key) ?? []), node]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, members]) => members);
}
