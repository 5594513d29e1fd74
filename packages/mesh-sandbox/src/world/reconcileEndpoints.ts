import {
  KubernetesObject,
  nameOf,
  namespaceOf,
  ObjectStore,
} from '../kubernetes';
import { isReady } from './podOf';
import { stableHash } from './stableHash';
import { Container, selects } from './workloadShapes';

interface ServicePort {
  name?: string;
  port: number;
  targetPort?: number | string;
  protocol?: string;
  appProtocol?: string;
}

function targetPortOf(
  port: ServicePort,
  pods: readonly KubernetesObject[],
): number {
  const { targetPort = port.port } = port;
  if (typeof targetPort === 'number') {
    return targetPort;
  }
  const containers = pods.flatMap(pod => pod.spec?.containers as Container[]);
  const named = containers
    .flatMap(container => container.ports ?? [])
    .find(({ name }) => name === targetPort);
  return named?.containerPort ?? port.port;
}

function endpointOf(pod: KubernetesObject): Record<string, unknown> {
  const ready = isReady(pod);
  return {
    addresses: [pod.status?.podIP],
    conditions: { ready, serving: ready, terminating: false },
    nodeName: pod.spec?.nodeName,
    targetRef: {
      kind: 'Pod',
      namespace: namespaceOf(pod),
      name: nameOf(pod),
      uid: pod.metadata.uid,
    },
  };
}

function sliceOf(
  service: KubernetesObject,
  pods: readonly KubernetesObject[],
): KubernetesObject {
  const ports = (service.spec?.ports ?? []) as ServicePort[];
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${nameOf(service)}-${stableHash(service.metadata.uid, 5)}`,
      namespace: namespaceOf(service),
      labels: {
        'kubernetes.io/service-name': nameOf(service),
        'endpointslice.kubernetes.io/managed-by':
          'endpointslice-controller.k8s.io',
      },
      ownerReferences: [
        {
          apiVersion: 'v1',
          kind: 'Service',
          name: nameOf(service),
          uid: service.metadata.uid ?? '',
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    addressType: 'IPv4',
    endpoints: pods.filter(pod => pod.status?.podIP).map(endpointOf),
    ports: ports.map(port => ({
      name: port.name ?? '',
      port: targetPortOf(port, pods),
      protocol: port.protocol ?? 'TCP',
      ...(port.appProtocol ? { appProtocol: port.appProtocol } : {}),
    })),
  };
}

/** Plays the EndpointSlice controller: one slice for each Service that selects pods. Calling it twice changes nothing. */
export function reconcileEndpoints(store: ObjectStore): void {
  for (const service of store.list('services').items) {
    const selector = service.spec?.selector as
      Record<string, string> | undefined;
    if (!selector || !Array.isArray(service.spec?.ports)) {
      continue;
    }
    const pods = store
      .list('pods', namespaceOf(service))
      .items.filter(pod => selects(selector, pod.metadata.labels));
    store.apply(sliceOf(service, pods));
  }
}
