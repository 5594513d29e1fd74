import { KubernetesObject } from '../kubernetes';

/** A container, as far as the sandbox reads it. */
export interface Container {
  name: string;
  image: string;
  ports?: { name?: string; containerPort: number; protocol?: string }[];
  [field: string]: unknown;
}

/** A pod template. */
export interface PodTemplate {
  metadata: {
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  spec: {
    serviceAccountName?: string;
    containers: Container[];
    [field: string]: unknown;
  };
}

/** `spec` of a Deployment or ReplicaSet. */
export interface WorkloadSpec {
  replicas?: number;
  selector: { matchLabels: Record<string, string> };
  template: PodTemplate;
  revisionHistoryLimit?: number;
  [field: string]: unknown;
}

/** A Deployment or ReplicaSet. */
export type WorkloadObject = KubernetesObject & {
  spec: WorkloadSpec & Record<string, unknown>;
};

/** True when an object has the shape that the controllers of the sandbox need; others are left alone. */
export function isWorkload(object: KubernetesObject): object is WorkloadObject {
  const spec = object.spec as Partial<WorkloadSpec> | undefined;
  return (
    typeof spec?.selector?.matchLabels === 'object' &&
    Array.isArray(spec.template?.spec?.containers) &&
    typeof spec.template?.metadata?.labels === 'object'
  );
}

/** True when all of `selector` is among `labels`; an empty selector selects nothing. */
export function selects(
  selector: Readonly<Record<string, string>> | undefined,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  const terms = Object.entries(selector ?? {});
  return (
    terms.length > 0 && terms.every(([key, value]) => labels?.[key] === value)
  );
}
