import { appOf, type GraphContext } from '../GraphContext';
import type { TrafficMap } from '../TrafficMap';

/** Names the WorkloadEntries behind a workload: those with its application and version. */
export function addWorkloadEntries(
  { options, world }: GraphContext,
  map: TrafficMap,
): void {
  if (!options.appenders.has('workloadEntry')) {
    return;
  }
  const entries = world
    .istioObjects('WorkloadEntry')
    .map(({ namespace, name, spec }) => ({
      namespace,
      name,
      ...appOf(labelsOf(spec)),
    }));
  for (const node of map.values()) {
    if (!node.workload || node.nodeType === 'unknown') {
      continue;
    }
    const names = entries
      .filter(
        ({ namespace, app, version }) =>
          namespace === node.namespace &&
          app === node.app &&
          version === node.version,
      )
      .map(({ name }) => name);
    if (names.length > 0) {
      node.workloadEntries = names;
    }
  }
}

function labelsOf(
  spec: Readonly<Record<string, unknown>>,
): Record<string, string> {
  return typeof spec.labels === 'object' && spec.labels !== null
    ? Object.fromEntries(
        Object.entries(spec.labels).filter(
          (entry): entry is [string, string] => typeof entry[1] === 'string',
        ),
      )
    : {};
}
