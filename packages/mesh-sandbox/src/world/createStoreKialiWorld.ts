import {
  KialiIstioKind,
  KialiIstioObject,
  KialiNamespace,
  KialiService,
  KialiWorkload,
  KialiWorld,
} from '../kiali/KialiWorld';
import {
  KubernetesObject,
  nameOf,
  namespaceOf,
  ObjectStore,
} from '../kubernetes';
import { isAmbient, isGatewayTemplate, isInjected } from './podOf';
import { isWorkload, WorkloadObject } from './workloadShapes';

const istioKinds: Record<KialiIstioKind, string> = {
  DestinationRule: 'destinationrules.networking.istio.io',
  Gateway: 'gateways.networking.istio.io',
  ServiceEntry: 'serviceentries.networking.istio.io',
  VirtualService: 'virtualservices.networking.istio.io',
  WorkloadEntry: 'workloadentries.networking.istio.io',
};

const workloadKinds = [
  'deployments.apps',
  'statefulsets.apps',
  'daemonsets.apps',
];

function count(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function toNamespace({ metadata }: KubernetesObject): KialiNamespace {
  const createdAtMs = Date.parse(metadata.creationTimestamp ?? '');
  return {
    name: metadata.name ?? '',
    labels: metadata.labels ?? {},
    annotations: metadata.annotations,
    ...(Number.isNaN(createdAtMs) ? {} : { createdAtMs }),
  };
}

function toService({ metadata, spec }: KubernetesObject): KialiService {
  return {
    name: metadata.name ?? '',
    labels: metadata.labels ?? {},
    annotations: metadata.annotations,
    selector: spec?.selector as Record<string, string> | undefined,
  };
}

function toIstioObject(object: KubernetesObject): KialiIstioObject {
  return {
    namespace: namespaceOf(object),
    name: nameOf(object),
    labels: object.metadata.labels,
    spec: object.spec ?? {},
  };
}

/** What Kiali sees of the objects in a store. */
export function createStoreKialiWorld(store: ObjectStore): KialiWorld {
  const toWorkload = (object: WorkloadObject): KialiWorkload => {
    const { template, replicas } = object.spec;
    const namespace = store.get({
      kind: 'namespaces',
      name: namespaceOf(object),
    });
    return {
      name: nameOf(object),
      kind: object.kind,
      labels: template.metadata.labels ?? {},
      annotations: template.metadata.annotations,
      desiredReplicas: replicas ?? 1,
      currentReplicas: count(object.status?.replicas),
      availableReplicas: count(object.status?.availableReplicas),
      hasSidecar:
        isGatewayTemplate(template) ||
        isInjected(template.metadata.labels, namespace),
      isAmbient: isAmbient(template.metadata.labels, namespace),
    };
  };
  return {
    namespaces: () => store.list('namespaces').items.map(toNamespace),
    workloads: namespace =>
      workloadKinds.flatMap(kind =>
        store.list(kind, namespace).items.filter(isWorkload).map(toWorkload),
      ),
    services: namespace =>
      store.list('services', namespace).items.map(toService),
    istioObjects: kind => store.list(istioKinds[kind]).items.map(toIstioObject),
  };
}
