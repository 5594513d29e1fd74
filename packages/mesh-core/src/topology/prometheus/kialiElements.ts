import { addBoxes } from './boxes';
import { namespacesOf, type GraphRequest } from './graphRequest';
import { kialiEdgeData } from './kialiEdgeData';
import type { KialiData, KialiElements } from './KialiData';
import { rateTexts } from './rateText';
import { rootsOf } from './rootsOf';
import type {
  DestService,
  Rates,
  TrafficEdge,
  TrafficMap,
  TrafficNode,
} from './trafficMap';

const protocols = ['grpc', 'http', 'tcp'] as const;

function trafficOf(rates: Rates): unknown[] {
  return protocols.flatMap(protocol => {
    const own = rateTexts(
      [...rates].filter(
        ([name]) =>
          name.startsWith(`${protocol}In`) || name.startsWith(`${protocol}Out`),
      ),
    );
    return Object.keys(own).length ? [{ protocol, rates: own }] : [];
  });
}

const textOf = ({ cluster, namespace, name }: DestService): string =>
  [cluster, namespace, name].join('\n');

const egress = new Set(['PassthroughCluster', 'BlackHoleCluster']);

/** Whether a node is in none of the namespaces that were asked for, or nowhere that can be looked at. */
function placeOf(
  { end }: TrafficNode,
  namespaces: readonly string[],
): { isInaccessible?: true; isOutside?: true } {
  const { nodeType, namespace, service } = end;
  const nowhere =
    nodeType === 'unknown' ||
    (nodeType === 'service' &&
      (namespace === 'unknown' || egress.has(service ?? '')));
  if (nowhere) {
    return { isInaccessible: true };
  }
  return namespace === 'unknown' || namespaces.includes(namespace)
    ? {}
    : { isOutside: true };
}

function nodeData(
  node: TrafficNode,
  namespaces: readonly string[],
  isRoot: boolean,
): KialiData {
  const { id, nodeType, cluster, namespace, ...names } = node.end;
  const { rates, destServices, isWaypoint } = node;
  const traffic = trafficOf(rates);
  return {
    id,
    nodeType,
    cluster,
    namespace,
    ...Object.fromEntries(
      Object.entries(names).filter(([, value]) => value !== ''),
    ),
    ...(destServices.size > 0 && {
      destServices: [...destServices.values()].sort((a, b) =>
        textOf(a) < textOf(b) ? -1 : 1,
      ),
    }),
    ...(traffic.length > 0 && { traffic }),
    healthData: null,
    ...placeOf(node, namespaces),
    ...(isRoot && { isRoot }),
    ...(isWaypoint && { isWaypoint }),
  };
}

const byId = (a: KialiData, b: KialiData): number => (a.id < b.id ? -1 : 1);

/**
 * Writes a traffic map as Kiali would; sorted by id, boxes before what is in them.
 *
 * @param map - of everything that was counted
 * @param view - `drawn` is the part of it that is drawn
 * @see https://github.com/kiali/kiali/blob/master/graph/config/common/common.go
 */
export function kialiElements(
  map: TrafficMap,
  request: GraphRequest,
  { drawn }: { drawn: TrafficMap },
): KialiElements {
  const roots = rootsOf(map);
  const namespaces = namespacesOf(request);
  const outOf = ({ source, protocol }: TrafficEdge): number =>
    drawn.nodes.get(source)?.rates.get(`${protocol}Out`) ?? 0;
  const nodes = [...drawn.nodes.values()]
    .map(node => nodeData(node, namespaces, roots.has(node.end.id)))
    .sort(byId);
  const edges = [...drawn.edges.values()]
    .map(edge => kialiEdgeData(edge, outOf))
    .sort(byId);
  return {
    nodes: [...addBoxes(nodes, request), ...nodes].map(data => ({ data })),
    edges: edges.map(data => ({ data })),
  };
}
