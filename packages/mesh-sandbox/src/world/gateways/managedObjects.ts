import { KubernetesObject, nameOf, namespaceOf } from '../../kubernetes';
import { GatewayObject } from './shapes';

const proxyImage = 'istio/proxyv2:1.30.3';
const gatewayName = 'gateway.networking.k8s.io/gateway-name';
const statusPort = {
  name: 'status-port',
  port: 15021,
  protocol: 'TCP',
  appProtocol: 'tcp',
};

/** How istiod deploys the Gateways of a class. */
interface Deploying {
  readonly controller: string;
  /** Appended to the name of the Gateway. */
  readonly suffix: string;
  readonly mode: 'router' | 'waypoint';
  readonly serviceType: 'ClusterIP' | 'LoadBalancer';
}

const classes: Readonly<Record<string, Deploying>> = {
  istio: {
    controller: 'istio.io-gateway-controller',
    suffix: '-istio',
    mode: 'router',
    serviceType: 'LoadBalancer',
  },
  'istio-waypoint': {
    controller: 'istio.io-mesh-controller',
    suffix: '',
    mode: 'waypoint',
    serviceType: 'ClusterIP',
  },
};

/** Name of the Deployment and the Service of a Gateway; undefined where its class is not one that istiod deploys. */
export function deployedNameOf(gateway: GatewayObject): string | undefined {
  const deploying = classes[gateway.spec.gatewayClassName];
  return deploying && `${nameOf(gateway)}${deploying.suffix}`;
}

function labelsOf(
  gateway: GatewayObject,
  { controller }: Deploying,
): Record<string, string> {
  const { infrastructure, gatewayClassName } = gateway.spec;
  return {
    // without `infrastructure` the Gateway's own labels are copied
    ...(infrastructure ? infrastructure.labels : gateway.metadata.labels),
    [gatewayName]: nameOf(gateway),
    'gateway.networking.k8s.io/gateway-class-name': gatewayClassName,
    'gateway.istio.io/managed': controller,
    'istio.io/dataplane-mode': 'none',
  };
}

function deploymentSpec(
  gateway: GatewayObject,
  name: string,
  { mode }: Deploying,
  labels: Record<string, string>,
): Record<string, unknown> {
  return {
    selector: { matchLabels: { [gatewayName]: nameOf(gateway) } },
    template: {
      metadata: {
        labels: {
          ...labels,
          'service.istio.io/canonical-name': name,
          'service.istio.io/canonical-revision': 'latest',
          'sidecar.istio.io/inject': 'false',
        },
        annotations: { 'istio.io/rev': 'default' },
      },
      spec: {
        serviceAccountName: name,
        containers: [
          {
            name: 'istio-proxy',
            image: proxyImage,
            args: [
              'proxy',
              mode,
              '--domain',
              '$(POD_NAMESPACE).svc.cluster.local',
            ],
            ports: [
              { name: 'status-port', containerPort: 15021, protocol: 'TCP' },
              {
                name: 'http-envoy-prom',
                containerPort: 15090,
                protocol: 'TCP',
              },
            ],
            resources: { requests: { cpu: '100m', memory: '128Mi' } },
          },
        ],
      },
    },
  };
}

function servicePorts({ spec }: GatewayObject): Record<string, unknown>[] {
  const ports = spec.listeners.map(({ name, port, protocol }) => ({
    name,
    port,
    protocol: 'TCP',
    appProtocol: protocol === 'HBONE' ? 'all' : protocol.toLowerCase(),
  }));
  const unique = ports.filter(
    ({ port }, index) =>
      ports.findIndex(other => other.port === port) === index,
  );
  return [statusPort, ...unique];
}

/** The name that a cloud's load balancer would get; `<name>` and `<namespace>` are cut to eight characters, as there. */
function loadBalancerStatus(
  namespace: string,
  name: string,
): Record<string, unknown> {
  const short = (text: string): string => text.replace(/-/g, '').slice(0, 8);
  const hostname = `k8s-${short(namespace)}-${short(name)}.elb.sandbox.example`;
  return { loadBalancer: { ingress: [{ hostname }] } };
}

/**
 * What istiod makes of a Gateway: a ServiceAccount, a Deployment and a Service, owned by it.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment
 */
export function managedObjects(gateway: GatewayObject): KubernetesObject[] {
  const deploying = classes[gateway.spec.gatewayClassName];
  const name = deployedNameOf(gateway);
  if (!deploying || name === undefined) {
    return [];
  }
  const namespace = namespaceOf(gateway);
  const labels = labelsOf(gateway, deploying);
  const { annotations } = gateway.spec.infrastructure ?? {};
  const metadata = {
    name,
    namespace,
    labels,
    ...(annotations ? { annotations } : {}),
    ownerReferences: [
      {
        apiVersion: gateway.apiVersion,
        kind: 'Gateway',
        name: nameOf(gateway),
        uid: gateway.metadata.uid ?? '',
      },
    ],
  };
  const { serviceType } = deploying;
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: deploymentSpec(gateway, name, deploying, labels),
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        type: serviceType,
        selector: { [gatewayName]: nameOf(gateway) },
        ports: servicePorts(gateway),
      },
      ...(serviceType === 'LoadBalancer'
        ? { status: loadBalancerStatus(namespace, name) }
        : {}),
    },
  ];
}
