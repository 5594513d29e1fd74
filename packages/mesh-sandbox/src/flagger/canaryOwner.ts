import { KubernetesObject, nameOf, OwnerReference } from '../kubernetes';
import { WorkloadObject } from '../world/workloadShapes';

/** `spec.service` of a Canary, as far as the model reads it. */
export interface ServiceSpec {
  name?: string;
  port?: number;
  portName?: string;
  targetPort?: number | string;
  appProtocol?: string;
  portDiscovery?: boolean;
  gateways?: string[];
  hosts?: string[];
  match?: unknown[];
  trafficPolicy?: unknown;
  apex?: Metadata;
  primary?: Metadata;
  canary?: Metadata;
  [field: string]: unknown;
}

/** Metadata that a Canary asks for on a Service. */
export interface Metadata {
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

/** The three Services of a canary: the name that callers use, and one for each side. */
export type ServiceRole = 'apex' | 'canary' | 'primary';

/** Annotations that keep GitOps tools away from what Flagger owns. */
export const driftAnnotations = {
  'helm.toolkit.fluxcd.io/driftDetection': 'disabled',
  'kustomize.toolkit.fluxcd.io/reconcile': 'disabled',
};

/** `spec.service` of a Canary. */
export function serviceSpecOf(canary: KubernetesObject): ServiceSpec {
  return (canary.spec?.service ?? {}) as ServiceSpec;
}

/** Owner reference to a Canary, as all objects carry that Flagger makes. */
export function ownedByCanary(canary: KubernetesObject): OwnerReference {
  return {
    apiVersion: canary.apiVersion,
    kind: canary.kind,
    name: nameOf(canary),
    uid: canary.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** The label that Flagger finds the pods by, with its value on the target. */
export function selectorLabelOf(target: WorkloadObject): {
  key: string;
  value: string;
} {
  const labels = target.spec.selector.matchLabels;
  const key =
    ['app', 'name', 'app.kubernetes.io/name'].find(
      candidate => candidate in labels,
    ) ?? 'app';
  return { key, value: labels[key] ?? nameOf(target) };
}
