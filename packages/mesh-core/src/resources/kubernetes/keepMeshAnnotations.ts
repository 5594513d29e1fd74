import type { MeshObjectBase } from '../meta/objectMeta';

/** Prefixes of annotation names that say something about mesh or ownership. */
const prefixesInUse = [
  'ambient.istio.io/',
  'backstage.io/',
  'fairway.dev/',
  'inject.istio.io/',
  'istio.io/',
  'proxy.istio.io/',
  'traffic.sidecar.istio.io/',
];

const namesInUse = new Set([
  'networking.istio.io/exportTo',
  'sidecar.istio.io/inject',
  'kubectl.kubernetes.io/restartedAt',
]);

function inUse(name: string): boolean {
  return namesInUse.has(name) || prefixesInUse.some(p => name.startsWith(p));
}

/**
 * Drops the annotations that nothing in Fairway reads. Every injected pod
 * carries a description of its sidecar there that is larger than all the rest.
 */
export function keepMeshAnnotations<T extends MeshObjectBase>(object: T): T {
  const { annotations, ...metadata } = object.metadata;
  const kept = Object.entries(annotations ?? {}).filter(([name]) =>
    inUse(name),
  );
  if (kept.length === 0) {
    return { ...object, metadata };
  }
  return {
    ...object,
    metadata: { ...metadata, annotations: Object.fromEntries(kept) },
  };
}
