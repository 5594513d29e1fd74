import type { GraphType } from './GraphOptions';
import { isKnown, type NodeType } from './TrafficMap';

/** What telemetry says about one end of a request. */
export interface Endpoint {
  readonly cluster: string;
  readonly serviceNamespace: string;
  readonly service: string;
  readonly workloadNamespace: string;
  readonly workload: string;
  readonly app: string;
  readonly version: string;
}

/** Identity and type of a node. */
export interface NodeIdentity {
  readonly id: string;
  readonly nodeType: NodeType;
  readonly namespace: string;
}

/**
 * The node that an end of a request belongs to. Kiali hashes these identities, so they must be built exactly like
 * this for the ids of two implementations to agree.
 *
 * @see https://github.com/kiali/kiali/blob/master/graph/types.go
 */
export function identify(end: Endpoint, graphType: GraphType): NodeIdentity {
  const { cluster, workload, app, version, service } = end;
  const namespace = isKnown(end.workloadNamespace)
    ? end.workloadNamespace
    : end.serviceNamespace;
  const place = `${cluster}_${namespace}`;
  if (!isKnown(workload) && !isKnown(app) && service === '') {
    return { id: `${cluster}_unknown_source`, nodeType: 'unknown', namespace };
  }
  const byApp = graphType === 'app' || graphType === 'versionedApp';
  if (byApp && isKnown(app)) {
    const id = appIdentity(place, graphType, app, version, workload);
    return { id, nodeType: 'app', namespace };
  }
  return isKnown(workload)
    ? { id: `wl_${place}_${workload}`, nodeType: 'workload', namespace }
    : { id: `svc_${place}_${service}`, nodeType: 'service', namespace };
}

function appIdentity(
  place: string,
  graphType: GraphType,
  app: string,
  version: string,
  workload: string,
): string {
  if (graphType !== 'versionedApp') {
    return `app_${place}_${app}`;
  }
  if (isKnown(workload)) {
    return `vapp_${place}_${workload}`;
  }
  return isKnown(version) && version !== 'latest'
    ? `vapp_${place}_${app}_${version}`
    : `app_${place}_${app}`;
}
