import { addHealth } from './appenders/addHealth';
import { addIdleNodes } from './appenders/addIdleNodes';
import { addIstioConfig } from './appenders/addIstioConfig';
import { addWorkloadEntries } from './appenders/addWorkloadEntries';
import {
  applyDeadNodes,
  applyLabels,
  applyMeshCheck,
  applyPosition,
} from './appenders/markNodes';
import { buildTrafficMap } from './buildTrafficMap';
import type { GraphContext } from './GraphContext';
import type { KialiGraph } from './KialiGraph';
import { reduceToServices } from './reduceToServices';
import { rememberWorld } from './rememberWorld';
import { toElements } from './toElements';

/**
 * Builds a graph as Kiali does: traffic from telemetry, then what the cluster's objects add.
 *
 * @param cluster - name of the cluster, for nodes that telemetry does not know
 */
export function buildGraph(input: GraphContext, cluster: string): KialiGraph {
  const context = { ...input, world: rememberWorld(input.world) };
  const { options } = context;
  const traffic = buildTrafficMap(context, cluster);
  const map =
    options.graphType === 'service' ? reduceToServices(traffic) : traffic;
  applyDeadNodes(context, map);
  addWorkloadEntries(context, map);
  addIdleNodes(context, map, cluster);
  applyMeshCheck(context, map);
  addIstioConfig(context, map);
  applyLabels(context, map);
  addHealth(context, map);
  applyPosition(context, map);
  return {
    timestamp: options.queryTimeS,
    duration: options.durationS,
    graphType: options.graphType,
    elements: toElements(context, map),
  };
}
