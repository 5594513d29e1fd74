import type { GraphRequest } from './graphRequest';
import type { End } from './End';
import { known } from './known';

/** What a series says about one of its ends. */
export interface EndLabels {
  cluster: string;
  serviceNamespace: string;
  /** Empty for a source: nobody calls it here. */
  service: string;
  namespace: string;
  workload: string;
  app: string;
  version: string;
}

/** The node of a service. */
export function serviceEnd(
  cluster: string,
  namespace: string,
  service: string,
): End {
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
    ? { ...base, id: `vapp_${prefix}_${app}_${version}`, workload, version }
    : { ...base, id: `app_${prefix}_${app}`, workload, version };
}

function workloadEnd(end: EndLabels, namespace: string): End {
  const { cluster, workload, app, version } = end;
  return {
    id: `wl_${cluster}_${namespace}_${workload}`,
    nodeType: 'workload',
    cluster,
    namespace,
    workload,
    app: known(app) ? app : '',
    version: known(version) ? version : '',
  };
}

function unknownEnd(end: EndLabels, namespace: string): End | undefined {
  const { cluster, workload, app, version, service } = end;
  const nobody = workload === 'unknown' && app === 'unknown';
  if (nobody && namespace === 'unknown' && service === '') {
    return {
      id: `${cluster}_unknown_source`,
      nodeType: 'unknown',
      cluster,
      namespace,
      workload,
      app,
      version,
    };
  }
  return nobody && service === 'unknown'
    ? serviceEnd(cluster, namespace, service)
    : undefined;
}

/**
 * The node that an end of a series belongs to; none where the series says too little.
 *
 * @see https://github.com/kiali/kiali/blob/master/graph/types.go
 */
export function endOf(
  end: EndLabels,
  graphType: GraphRequest['graphType'],
): End | undefined {
  const { cluster, workload, app, service, serviceNamespace } = end;
  const namespace = known(end.namespace) ? end.namespace : serviceNamespace;
  const nobody = unknownEnd(end, namespace);
  if (nobody || ![workload, app, service].some(known)) {
    return nobody;
  }
  const byApp = graphType === 'app' || graphType === 'versionedApp';
  if (byApp && known(app)) {
    return appEnd(end, graphType, namespace);
  }
  return known(workload)
    ? workloadEnd(end, namespace)
    : serviceEnd(cluster, namespace, known(service) ? service : 'unknown');
}
