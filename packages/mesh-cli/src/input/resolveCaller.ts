import { NotFoundError } from '@backstage/errors';
import type { MeshSnapshot, RouteCaller } from '@fairway/mesh-core';
import type { CallerQuery } from '../arguments/parseCaller';

type Labels = Readonly<Record<string, string>>;

/** By this label the pods of a Gateway of the Gateway API are known. */
const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

function workloadLabels(
  snapshot: MeshSnapshot,
  namespace: string,
  name: string,
): Labels | undefined {
  const workload =
    snapshot.get('Deployment', namespace, name) ??
    snapshot.get('DaemonSet', namespace, name);
  return (
    workload?.spec.template?.metadata?.labels ??
    snapshot.get('Pod', namespace, name)?.metadata.labels
  );
}

function gatewayLabels(
  snapshot: MeshSnapshot,
  namespace: string,
  name: string,
): Labels | undefined {
  if (snapshot.get('GatewayApiGateway', namespace, name)) {
    const [pod] = snapshot.byLabels('Pod', namespace, { [GATEWAY_NAME]: name });
    return { ...pod?.metadata.labels, [GATEWAY_NAME]: name };
  }
  return (
    workloadLabels(snapshot, namespace, name) ??
    snapshot.get('Service', namespace, name)?.spec.selector ??
    snapshot.get('IstioGateway', namespace, name)?.spec.selector
  );
}

/**
 * Finds the labels of a caller that was asked for by name: of a Gateway of the Gateway API, of the pods of a Deployment or DaemonSet, else
 * what a Service or a Gateway of Istio selects.
 *
 * @throws NotFoundError when nothing has that name
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment
 */
export function resolveCaller(
  snapshot: MeshSnapshot,
  query: CallerQuery,
): RouteCaller {
  if (query.kind === 'waypoint' || query.kind === 'none' || 'labels' in query) {
    return query;
  }
  const { kind, namespace, name } = query;
  const labels =
    kind === 'gateway'
      ? gatewayLabels(snapshot, namespace, name)
      : workloadLabels(snapshot, namespace, name);
  if (!labels) {
    throw new NotFoundError(
      `The input has no ${kind === 'gateway' ? 'gateway' : 'workload'} ${namespace}/${name}. Name its labels instead: ${kind}:${namespace}:app=${name}`,
    );
  }
  return { kind, namespace, labels };
}
