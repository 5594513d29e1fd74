import type { End } from './End';
import { endOf, serviceEnd } from './endOf';
import { injects, type GraphRequest } from './graphRequest';
import { known } from './known';

/** Labels of one series. */
export type Labels = Readonly<Record<string, string>>;

/** Who talks to whom: both ends, and the service between them where it is injected. */
export interface Ends {
  source: End;
  target: End;
  service?: End;
}

const named = ['source', 'destination'].flatMap(end => [
  `${end}_workload_namespace`,
  `${end}_workload`,
  `${end}_canonical_service`,
  `${end}_canonical_revision`,
]);
const required = [
  ...named,
  'destination_service_namespace',
  'destination_service_name',
];

/** Whether a series names both of its ends. */
export const isComplete = (labels: Labels): boolean =>
  required.every(name => labels[name] !== undefined);

function badSource(labels: Labels): boolean {
  if (!known(labels.source_workload_namespace)) {
    return false;
  }
  return (
    (!known(labels.source_workload) &&
      !known(labels.source_canonical_service)) ||
    (labels.source_cluster !== undefined && !known(labels.source_cluster))
  );
}

const address = /^\d+\.\d+\.\d+\.\d+(:\d+)?$/;

function badDestination(labels: Labels): boolean {
  const { destination_service: host, destination_service_name: name } = labels;
  if (
    !known(labels.destination_workload) &&
    host === name &&
    address.test(name)
  ) {
    return true;
  }
  return (
    known(labels.destination_service_namespace) &&
    labels.destination_cluster !== undefined &&
    !known(labels.destination_cluster)
  );
}

const egressHost = 'istio-egressgateway.istio-system.svc.cluster.local';

const egressGateway: Labels = {
  destination_service_namespace: 'istio-system',
  destination_service_name: 'istio-egressgateway',
  destination_workload_namespace: 'istio-system',
  destination_workload: 'istio-egressgateway',
  destination_canonical_service: 'istio-egressgateway',
  destination_canonical_revision: 'latest',
};

function repaired(labels: Labels): Labels {
  const { source_cluster: cluster } = labels;
  const here: Labels =
    cluster === undefined ? {} : { destination_cluster: cluster };
  const { destination_service: host, destination_service_name: name } = labels;
  if (host === egressHost && name === egressHost) {
    return { ...labels, ...here, ...egressGateway };
  }
  return !known(labels.destination_cluster) &&
    known(cluster) &&
    known(labels.destination_service_namespace)
    ? { ...labels, ...here }
    : labels;
}

/**
 * The labels of a series as they count, or none where they do not tell who talks to whom.
 *
 * @see https://github.com/kiali/kiali/blob/master/graph/telemetry/istio/util/util.go
 */
export function readEnds(labels: Labels): Labels | undefined {
  if (
    !isComplete(labels) ||
    labels.destination_service === undefined ||
    badSource(labels)
  ) {
    return undefined;
  }
  const fixed = repaired(labels);
  return badDestination(fixed) ? undefined : fixed;
}

/** Which ends of a series are waypoints. */
export interface WaypointEnds {
  source: boolean;
  target: boolean;
}

/** Who talks to whom; none where the series says too little. A waypoint is a workload in every graph, without a service before it. */
export function endsOf(
  labels: Labels,
  request: GraphRequest,
  waypoint: WaypointEnds = { source: false, target: false },
): Ends | undefined {
  const { graphType } = request;
  const source = endOf(
    {
      cluster: labels.source_cluster ?? 'unknown',
      namespace: labels.source_workload_namespace,
      workload: labels.source_workload,
      app: waypoint.source ? '' : labels.source_canonical_service,
      version: labels.source_canonical_revision,
      service: '',
      serviceNamespace: labels.source_workload_namespace,
    },
    graphType,
  );
  const cluster = labels.destination_cluster ?? 'unknown';
  const name = labels.destination_service_name;
  const serviceNamespace = labels.destination_service_namespace;
  const target = endOf(
    {
      cluster,
      namespace: labels.destination_workload_namespace,
      workload: labels.destination_workload,
      app: waypoint.target ? '' : labels.destination_canonical_service,
      version: labels.destination_canonical_revision,
      service: name,
      serviceNamespace,
    },
    graphType,
  );
  if (!source || !target) {
    return undefined;
  }
  const between =
    injects(request) &&
    known(name) &&
    name !== 'PassthroughCluster' &&
    target.nodeType !== 'service' &&
    !waypoint.source &&
    !waypoint.target;
  return between
    ? { source, target, service: serviceEnd(cluster, serviceNamespace, name) }
    : { source, target };
}
