import type { Verdict } from '../../verdict';

/** The pods that are called. */
export interface AccessWorkload {
  namespace: string;
  /** Of the pods. */
  labels: Readonly<Record<string, string>>;
  /** How it takes part in the mesh: `sidecar`, or `ambient` without a waypoint. */
  dataplane: 'sidecar' | 'ambient' | 'outside';
}

/** The part of the mesh's configuration that changes access. */
export interface AccessOptions {
  /** `istio-system` when absent. */
  rootNamespace?: string;
}

/** Mutual TLS that the pods ask for on a port. */
export type MtlsMode = Verdict<
  'strict' | 'permissive' | 'disabled' | 'outside-mesh'
>;
