/** A namespace as Kiali needs it. */
export interface KialiNamespace {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Creation time in Unix milliseconds; a graph never looks further back. */
  readonly createdAtMs?: number;
}

/** A workload (Deployment, StatefulSet, DaemonSet …) as Kiali needs it. */
export interface KialiWorkload {
  readonly name: string;
  /** Kubernetes kind, for example `Deployment`. */
  readonly kind: string;
  /** Labels of the pod template. */
  readonly labels: Readonly<Record<string, string>>;
  /** Annotations of the pod template, for example `health.kiali.io/rate`. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** `spec.replicas` */
  readonly desiredReplicas: number;
  /** `status.replicas`. Default: `desiredReplicas`. */
  readonly currentReplicas?: number;
  /** `status.availableReplicas` */
  readonly availableReplicas: number;
  /** True when its pods carry an istio-proxy container, gateways included. */
  readonly hasSidecar: boolean;
  /** True when ztunnel carries the traffic of its pods. Default: false. */
  readonly isAmbient?: boolean;
  /** Number of pods whose proxy is in sync with the control plane. Default: `availableReplicas`. */
  readonly syncedProxies?: number;
}

/** A Kubernetes Service as Kiali needs it. */
export interface KialiService {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly selector?: Readonly<Record<string, string>>;
}

/** Kinds of Istio objects that Kiali derives badges and names from. */
export type KialiIstioKind =
  | 'DestinationRule'
  | 'Gateway'
  | 'ServiceEntry'
  | 'VirtualService'
  | 'WorkloadEntry';

/** An Istio object: only what Kiali reads, the spec as it is in the cluster. */
export interface KialiIstioObject {
  readonly namespace: string;
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly spec: Readonly<Record<string, unknown>>;
}

/**
 * What Kiali knows about the cluster besides telemetry. Read anew for every request; answers describe the present.
 */
export interface KialiWorld {
  /** All namespaces of the cluster. */
  namespaces(): readonly KialiNamespace[];
  /** Workloads of a namespace; empty for an unknown one. */
  workloads(namespace: string): readonly KialiWorkload[];
  /** Services of a namespace; empty for an unknown one. */
  services(namespace: string): readonly KialiService[];
  /** Istio objects of a kind in all namespaces. */
  istioObjects(kind: KialiIstioKind): readonly KialiIstioObject[];
}
