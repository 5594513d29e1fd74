import type { Labels, WaypointEnds } from './ends';
import type { GraphRequest } from './graphRequest';
import { edgeKey, type TrafficMap } from './trafficMap';

/** Which ends of a series of ztunnel are waypoints; only ztunnel tells of traffic to and from them. */
export function waypointEnds(
  labels: Labels,
  { waypoints, waypointNodes }: GraphRequest,
): WaypointEnds {
  if (waypointNodes === 'plain' || labels.app !== 'ztunnel') {
    return { source: false, target: false };
  }
  const is = (end: string): boolean =>
    waypoints.some(
      ({ namespace, workload }) =>
        labels[`${end}_workload_namespace`] === namespace &&
        labels[`${end}_workload`] === workload,
    );
  return { source: is('source'), target: is('destination') };
}

function hide(map: TrafficMap, isWaypoint: (id: string) => boolean): void {
  const touched = new Set<string>();
  for (const [key, { source, target }] of map.edges) {
    if (isWaypoint(source) || isWaypoint(target)) {
      map.edges.delete(key);
      touched.add(source).add(target);
    }
  }
  const joined = new Set(
    [...map.edges.values()].flatMap(({ source, target }) => [source, target]),
  );
  for (const id of [...map.nodes.keys()]) {
    if (isWaypoint(id) || (touched.has(id) && !joined.has(id))) {
      map.nodes.delete(id);
    }
  }
}

function show(map: TrafficMap, isWaypoint: (id: string) => boolean): void {
  for (const edge of map.edges.values()) {
    if (isWaypoint(edge.source)) {
      edge.waypoint = { direction: 'from' };
    }
  }
  for (const edge of [...map.edges.values()]) {
    if (isWaypoint(edge.target) && map.edges.has(edgeKey(edge))) {
      const { protocol, source, target } = edge;
      const back = edgeKey({ source: target, target: source, protocol });
      const fromEdge = map.edges.get(back);
      edge.waypoint = { direction: 'to', ...(fromEdge && { fromEdge }) };
      map.edges.delete(back);
    }
  }
}

/**
 * Shows traffic through waypoints as one edge with its way back, or leaves waypoints out.
 *
 * @see https://github.com/kiali/kiali/blob/master/graph/telemetry/istio/appender/ambient.go
 */
export function arrangeWaypoints(
  map: TrafficMap,
  { waypointNodes }: GraphRequest,
): void {
  const ids = new Set(
    [...map.nodes].flatMap(([id, node]) => (node.isWaypoint ? [id] : [])),
  );
  if (ids.size === 0 || waypointNodes === 'plain') {
    return;
  }
  (waypointNodes === 'shown' ? show : hide)(map, id => ids.has(id));
}
