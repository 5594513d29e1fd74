import type { GraphRequest } from './graphRequest';

/** Labels of one series. */
export type Labels = Readonly<Record<string, string>>;

/** One end of a series: a workload, an app, a service, or nothing that is known. */
export interface End {
  id: string;
  nodeType: 'app' | 'service' | 'unknown' | 'workload';
  cluster: string;
  namespace: string;
  workload?: string;
  app?: string;
  version?: string;
  service?: string;
}

interface EndLabels {
  cluster: string;
  serviceNamespace: string;
  service: string;
  namespace: string;
  workload: string;
  app: string;
  version: string;
}

/** Whether a label says something. */
export const known = (value: string | undefined): value is string =>
  value !== undefined && value !== '' && value !== 'unknown';

const required = [
  ...['source', 'destination'].flatMap(end => [
    `${end}_workload_namespace`,
    `${end}_workload`,
    `${end}_canonical_service`,
    `${end}_canonical_revision`,
  ]),
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

const address = /^\d{1,3}(\.\d{1,3}){3}(:\d+)?$/;

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

function repaired(labels: Labels): Labels {
  const egress =
    !known(labels.destination_workload) &&
    labels.destination_service_name.startsWith(
      'istio-egressgateway.istio-system',
    );
  const cluster =
    !known(labels.destination_cluster) &&
    known(labels.source_cluster) &&
    known(labels.destination_service_namespace);
  return {
    ...labels,
    ...(egress && {
      destination_workload_namespace: 'istio-system',
      destination_workload: 'istio-egressgateway',
      destination_canonical_service: 'istio-egressgateway',
      destination_canonical_revision: 'latest',
    }),
    ...(cluster && { destination_cluster: labels.source_cluster }),
  };
}

/**
 * The labels of a series as they count, or none where they do not tell who talks to whom.
 *
 * @see https://github.com/kiali/kiali/blob/master/graph/telemetry/istio/util/util.go
 */
export function readEnds(labels: Labels): Labels | undefined {
  if (!isComplete(labels) || badSource(labels)) {
    return undefined;
  }
  const fixed = repaired(labels);
  return badDestination(fixed) ? undefined : fixed;
}

function serviceEnd(cluster: string, namespace: string, service: string): End {
  return {
    id: `svc_${cluster}_${namespace}_${service}`,
    nodeType: 'service',
    cluster,
    namespace,
    service,
  };
}

function appEnd(
  end: EndLabels,
  graphType: GraphRequest['graphType'],
  namespace: string,
): End {
  const { cluster, workload, app, version } = end;
  const base = { nodeType: 'app' as const, cluster, namespace, app };
  const prefix = `${cluster}_${namespace}`;
  if (graphType === 'app') {
    return { ...base, id: `app_${prefix}_${app}` };
  }
  if (known(workload)) {
    return { ...base, id: `vapp_${prefix}_${workload}`, workload, version };
  }
  return known(version) && version !== 'latest'
    ? { ...base, id: `vapp_${prefix}_${app}_${version}`, version }
    : { ...base, id: `app_${prefix}_${app}`, version };
}

/** @see https://github.com/kiali/kiali/blob/master/graph/types.go */
function endOf(end: EndLabels, graphType: GraphRequest['graphType']): End {
  const { cluster, workload, app, version, service, serviceNamespace } = end;
  const namespace = known(end.namespace) ? end.namespace : serviceNamespace;
  const byApp = graphType === 'app' || graphType === 'versionedApp';
  if (byApp && known(app)) {
    return appEnd(end, graphType, namespace);
  }
  if (known(workload)) {
    return {
      id: `wl_${cluster}_${namespace}_${workload}`,
      nodeType: 'workload',
      cluster,
      namespace,
      workload,
      app,
      version,
    };
  }
  if (known(service)) {
    return serviceEnd(cluster, namespace, service);
  }
  return {
    id: `${cluster}_unknown_source`,
    nodeType: 'unknown',
    cluster,
    namespace: namespace || 'unknown',
    workload,
    app,
    version,
  };
}

/** Who talks to whom: both ends, and the service between them where it is injected. */
export function endsOf(
  labels: Labels,
  graphType: GraphRequest['graphType'],
  inject: boolean,
): { source: End; target: End; service?: End } {
  const source = endOf(
    {
      cluster: labels.source_cluster || 'unknown',
      namespace: labels.source_workload_namespace,
      workload: labels.source_workload,
      app: labels.source_canonical_service,
      version: labels.source_canonical_revision,
      service: '',
      serviceNamespace: '',
    },
    graphType,
  );
  const cluster = labels.destination_cluster || 'unknown';
  const name = labels.destination_service_name;
  const serviceNamespace = labels.destination_service_namespace;
  const target = endOf(
    {
      cluster,
      namespace: labels.destination_workload_namespace,
      workload: labels.destination_workload,
      app: labels.destination_canonical_service,
      version: labels.destination_canonical_revision,
      service: name,
      serviceNamespace,
    },
    graphType,
  );
  const between =
    inject &&
    known(name) &&
    name !== 'PassthroughCluster' &&
    target.nodeType !== 'service';
  return {
    source,
    target,
    ...(between && { service: serviceEnd(cluster, serviceNamespace, name) }),
  };
}
