import { Labels } from '../prometheus/SeriesStore';
import { Flow } from './flows';
import { Workload } from './MeshTopology';
import { TrafficPlan } from './TrafficPlan';

/** Which proxy counts: the caller's, the callee's, or the waypoint between them. */
export type Reporter = 'destination' | 'source' | 'waypoint';

/** How a request ended. */
export interface Outcome {
  /** HTTP status code; 0 when there was none. */
  readonly code: number;
  /** gRPC status, for gRPC only. */
  readonly grpcStatus?: number;
  /** Envoy's response flags, `-` for none. */
  readonly flags: string;
}

type Environment = Pick<TrafficPlan, 'cluster' | 'trustDomain'>;

function principalOf(
  { inMesh, namespace, serviceAccount }: Workload,
  trustDomain: string,
): string {
  return inMesh
    ? `spiffe://${trustDomain}/ns/${namespace}/sa/${serviceAccount}`
    : 'unknown';
}

function sideLabels(
  side: 'destination' | 'source',
  workload: Workload | undefined,
  environment: Environment,
): Labels {
  const unknown = 'unknown';
  return {
    [`${side}_workload`]: workload?.name ?? unknown,
    [`${side}_workload_namespace`]: workload?.namespace ?? unknown,
    [`${side}_principal`]: workload
      ? principalOf(workload, environment.trustDomain)
      : unknown,
    [`${side}_app`]: workload?.app ?? unknown,
    [`${side}_version`]: workload?.version ?? unknown,
    [`${side}_canonical_service`]: workload?.canonicalService ?? unknown,
    [`${side}_canonical_revision`]:
      workload?.canonicalRevision ?? (workload ? 'latest' : unknown),
    [`${side}_cluster`]: workload ? environment.cluster : unknown,
  };
}

/** Mutual TLS is used between two proxies; the caller's proxy does not report on it. */
function securityPolicy(
  { source, destination }: Flow,
  reporter: Reporter,
): string {
  if (reporter === 'source') {
    return 'unknown';
  }
  return source.inMesh && destination?.inMesh ? 'mutual_tls' : 'none';
}

/** Labels that requests and bytes have in common. */
export function connectionLabels(
  flow: Flow,
  reporter: Reporter,
  environment: Environment,
): Labels {
  const { source, destination, service } = flow;
  const scraped = reporter === 'source' ? source : (destination ?? source);
  return {
    reporter,
    ...sideLabels('source', source, environment),
    ...sideLabels('destination', destination, environment),
    destination_service: service.host,
    destination_service_name: service.name,
    destination_service_namespace: service.namespace,
    request_protocol: flow.call.protocol,
    connection_security_policy: securityPolicy(flow, reporter),
    // added by the scrape: the pod that was asked
    job: 'kubernetes-pods',
    namespace: scraped.namespace,
    app: scraped.app ?? scraped.name,
  };
}

/** Labels of a request metric. */
export function requestLabels(
  flow: Flow,
  reporter: Reporter,
  outcome: Outcome,
  environment: Environment,
): Labels {
  return {
    ...connectionLabels(flow, reporter, environment),
    response_code: String(outcome.code),
    ...(outcome.grpcStatus === undefined
      ? {}
      : { grpc_response_status: String(outcome.grpcStatus) }),
    response_flags: outcome.flags,
  };
}

/**
 * Proxies that count a flow. A gateway counts what it sends, a workload outside of the mesh nothing. For ambient pods the
 * waypoint counts; what ztunnel counts, connections, is not played.
 */
export function reportersOf({
  source,
  destination,
  throughWaypoint,
}: Flow): Reporter[] {
  if (throughWaypoint) {
    return ['waypoint'];
  }
  return [
    ...(source.inMesh && !source.ambient ? (['source'] as const) : []),
    ...(destination?.inMesh && !destination.ambient && !destination.isGateway
      ? (['destination'] as const)
      : []),
  ];
}
