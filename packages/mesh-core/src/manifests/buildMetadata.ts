import { ANNOTATION_OWNER, LABEL_KUBERNETES_ID } from '../refs/annotations';
import type { MeshIntent } from './intent';

/** Metadata of an object that has a name and lives in a namespace. */
export interface GeneratedMetadata {
  name: string;
  namespace: string;
  labels: Record<string, string>;
  annotations?: Record<string, string>;
}

function sorted(map: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/**
 * The labels of everything that belongs to the service, by name. The two of Fairway win over labels of one's own, as
 * Backstage does not find the objects without them.
 */
export function buildLabels({ service }: MeshIntent): Record<string, string> {
  return sorted({
    ...service.labels,
    'app.kubernetes.io/name': service.name,
    [LABEL_KUBERNETES_ID]: service.kubernetesId ?? service.name,
  });
}

/** The metadata of each object of an intent: all have the name of the service. */
export function buildMetadata(intent: MeshIntent): GeneratedMetadata {
  const { name, namespace, owner } = intent.service;
  const metadata = { name, namespace, labels: buildLabels(intent) };
  return owner
    ? { ...metadata, annotations: { [ANNOTATION_OWNER]: owner } }
    : metadata;
}
