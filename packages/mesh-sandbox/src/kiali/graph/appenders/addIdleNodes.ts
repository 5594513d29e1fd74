import { appOf, type GraphContext } from '../GraphContext';
import { identify } from '../nodeIdentity';
import type { TrafficMap, TrafficNode } from '../TrafficMap';

/** Adds services and workloads of the requested namespaces that had no traffic. */
export function addIdleNodes(
  { options, world }: GraphContext,
  map: TrafficMap,
  cluster: string,
): void {
  if (!options.appenders.has('idleNode') || options.target) {
    return;
  }
  for (const namespace of options.namespaces) {
    for (const { name } of world.services(namespace)) {
      addIdle(map, options.graphType, {
        cluster,
        namespace,
        workload: '',
        app: '',
        version: '',
        service: name,
      });
    }
    if (options.graphType === 'service') {
      continue;
    }
    for (const { name, labels } of world.workloads(namespace)) {
      const { app, version } = appOf(labels);
      addIdle(map, options.graphType, {
        cluster,
        namespace,
        workload: name,
        app: app || 'unknown',
        version: version || 'latest',
        service: '',
      });
    }
  }
}

type Names = Pick<
  TrafficNode,
  'app' | 'cluster' | 'namespace' | 'service' | 'version' | 'workload'
>;

function addIdle(
  map: TrafficMap,
  graphType: GraphContext['options']['graphType'],
  names: Names,
): void {
  const { id, nodeType } = identify(
    {
      ...names,
      serviceNamespace: names.namespace,
      workloadNamespace: names.namespace,
    },
    graphType,
  );
  if (!map.has(id)) {
    const versionless = nodeType === 'app' && graphType === 'app';
    map.set(id, {
      ...names,
      app: names.app === 'unknown' ? '' : names.app,
      workload: versionless ? '' : names.workload,
      version: versionless ? '' : names.version,
      id,
      nodeType,
      destServices: new Map(),
      rates: new Map(),
      edges: [],
      flags: new Set(['isIdle']),
    });
  }
}
