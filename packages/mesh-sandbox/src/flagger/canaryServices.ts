import { KubernetesObject, nameOf, namespaceOf } from '../kubernetes';
import { Container, WorkloadObject } from '../world/workloadShapes';
import {
  driftAnnotations,
  Metadata,
  ownedByCanary,
  selectorLabelOf,
  serviceSpecOf,
  ServiceRole,
  ServiceSpec,
} from './canaryOwner';

interface ServicePort {
  name: string;
  protocol: string;
  port: number;
  targetPort: number | string;
  appProtocol?: string;
}

function portsOf(spec: ServiceSpec, target: WorkloadObject): ServicePort[] {
  const { port = 80, portName = 'http', targetPort = port, appProtocol } = spec;
  const main: ServicePort = {
    name: portName,
    protocol: 'TCP',
    port,
    targetPort,
  };
  if (appProtocol) {
    main.appProtocol = appProtocol;
  }
  return spec.portDiscovery
    ? [main, ...discoveredPorts(main, target.spec.template.spec.containers)]
    : [main];
}

function discoveredPorts(
  main: ServicePort,
  containers: readonly Container[],
): ServicePort[] {
  return containers
    .filter(({ name }) => name !== 'istio-proxy' && name !== 'envoy')
    .flatMap(({ ports = [] }) => ports)
    .filter(
      ({ name, containerPort }) =>
        name !== main.targetPort && containerPort !== main.targetPort,
    )
    .map(({ name = '', containerPort, protocol = 'TCP' }) => ({
      name,
      protocol,
      port: containerPort,
      targetPort: containerPort,
    }));
}

/** One of the three Services. */
export function canaryService(
  canary: KubernetesObject,
  target: WorkloadObject,
  role: ServiceRole,
): KubernetesObject {
  const spec = serviceSpecOf(canary);
  const apex = spec.name ?? nameOf(target);
  const name = role === 'apex' ? apex : `${apex}-${role}`;
  const { key, value } = selectorLabelOf(target);
  const own = spec[role] as Metadata | undefined;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name,
      namespace: namespaceOf(canary),
      labels: { ...own?.labels, [key]: name },
      annotations: { ...own?.annotations, ...driftAnnotations },
      ownerReferences: [ownedByCanary(canary)],
    },
    spec: {
      type: 'ClusterIP',
      selector: { [key]: role === 'canary' ? value : `${value}-primary` },
      ports: portsOf(spec, target),
    },
  };
}
