import { parse } from 'yaml';
import { z } from 'zod';
import type { MeshSnapshot } from '../../snapshot';
import { compileOptionsOf } from '../compileOptionsOf';
import type { AccessOptions } from './model';

const trustSchema = z.object({
  trustDomain: z.string().min(1).optional().catch(undefined),
  trustDomainAliases: z.array(z.string()).optional().catch(undefined),
});

function trustOf(snapshot: MeshSnapshot): z.infer<typeof trustSchema> {
  const map = snapshot
    .list('ConfigMap')
    .find(({ metadata }) => metadata.name === 'istio');
  try {
    // Anchors are not used in it; a bomb would only be one.
    const config: unknown = parse(map?.data?.mesh ?? '', { maxAliasCount: 0 });
    return trustSchema.safeParse(config).data ?? {};
  } catch {
    // Not YAML: Istio would not take it either, and its defaults hold.
    return {};
  }
}

/**
 * The options of `authorize` and `whoMayCall` as the mesh configuration of a cluster has them. What it does not tell keeps
 * the default.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig
 * @public
 */
export function accessOptionsOf(snapshot: MeshSnapshot): AccessOptions {
  const { rootNamespace, pathNormalization } = compileOptionsOf(snapshot);
  const options: AccessOptions = {
    rootNamespace,
    pathNormalization,
    ...trustOf(snapshot),
  };
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  );
}
