import { parse } from 'yaml';
import type { MeshSnapshot } from '../MeshSnapshot';

const DEFAULT_ROOT_NAMESPACE = 'istio-system';

function rootNamespaceIn(meshConfig: string): string | undefined {
  try {
    const config: unknown = parse(meshConfig);
    const name = (config as { rootNamespace?: unknown } | null)?.rootNamespace;
    return typeof name === 'string' && name !== '' ? name : undefined;
  } catch {
    // Not YAML: Istio would not take it either, and its default holds.
    return undefined;
  }
}

/**
 * The namespace whose policies hold for the whole mesh: as the mesh configuration says, else where that lies, else
 * `istio-system`.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig
 * @public
 */
export function rootNamespaceOf(snapshot: MeshSnapshot): string {
  for (const { metadata, data } of snapshot.list('ConfigMap')) {
    if (metadata.name === 'istio') {
      return rootNamespaceIn(data?.mesh ?? '') ?? metadata.namespace;
    }
  }
  return DEFAULT_ROOT_NAMESPACE;
}
