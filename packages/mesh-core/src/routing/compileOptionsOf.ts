import { parse } from 'yaml';
import { z } from 'zod';
import { imageVersion, rootNamespaceOf, type MeshSnapshot } from '../snapshot';
import type { CompileOptions, IstioVersion } from './table/CompileOptions';

const names = z.array(z.string()).optional().catch(undefined);

/** What changes routes; anything else, and whatever cannot be read, is let be. */
const meshConfigSchema = z.object({
  outboundTrafficPolicy: z
    .object({ mode: z.enum(['ALLOW_ANY', 'REGISTRY_ONLY']) })
    .optional()
    .catch(undefined),
  defaultVirtualServiceExportTo: names,
  defaultDestinationRuleExportTo: names,
  defaultHttpRetryPolicy: z
    .object({
      attempts: z.number().optional(),
      perTryTimeout: z.string().optional(),
      retryOn: z.string().optional(),
      backoff: z.string().optional(),
    })
    .optional()
    .catch(undefined),
  pathNormalization: z
    .object({
      normalization: z.enum([
        'DEFAULT',
        'NONE',
        'BASE',
        'MERGE_SLASHES',
        'DECODE_AND_MERGE_SLASHES',
      ]),
    })
    .optional()
    .catch(undefined),
});

type MeshConfig = z.infer<typeof meshConfigSchema>;

function meshConfigOf(snapshot: MeshSnapshot): MeshConfig {
  const map = snapshot
    .list('ConfigMap')
    .find(({ metadata }) => metadata.name === 'istio');
  try {
    // Anchors are not used in it; a bomb would only be one.
    const config: unknown = parse(map?.data?.mesh ?? '', { maxAliasCount: 0 });
    const parsed = meshConfigSchema.safeParse(config ?? {});
    return parsed.success ? parsed.data : {};
  } catch {
    // Not YAML: Istio would not take it either, and its defaults hold.
    return {};
  }
}

const versions: readonly IstioVersion[] = ['1.28', '1.29', '1.30', '1.31'];

/** The version of the control plane, by the image of istiod; the closest that is modelled. */
function versionOf(
  snapshot: MeshSnapshot,
  rootNamespace: string,
): IstioVersion | undefined {
  const images = snapshot
    .list('Deployment', rootNamespace)
    .filter(({ metadata }) => /^istiod(-|$)/.test(metadata.name))
    .flatMap(({ spec }) => spec.template?.spec?.containers ?? [])
    .flatMap(({ name, image }) =>
      name === 'discovery' && image ? [imageVersion(image) ?? ''] : [],
    );
  const minors = images.flatMap(tag =>
    [/^v?1\.(\d+)(?:\D|$)/.exec(tag)?.[1]].flatMap(minor =>
      minor === undefined ? [] : [Number(minor)],
    ),
  );
  if (minors.length === 0) {
    return undefined;
  }
  const index = Math.max(...minors) - 28;
  return versions[Math.min(Math.max(index, 0), versions.length - 1)];
}

/**
 * The options of the compiler as a cluster has them: its mesh configuration and the version of its control plane. What they do not tell
 * keeps the default.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig
 * @public
 */
export function compileOptionsOf(snapshot: MeshSnapshot): CompileOptions {
  const config = meshConfigOf(snapshot);
  const rootNamespace = rootNamespaceOf(snapshot);
  const options: CompileOptions = {
    rootNamespace,
    istioVersion: versionOf(snapshot, rootNamespace),
    outboundTrafficPolicy: config.outboundTrafficPolicy?.mode,
    defaultVirtualServiceExportTo: config.defaultVirtualServiceExportTo,
    defaultDestinationRuleExportTo: config.defaultDestinationRuleExportTo,
    defaultHttpRetryPolicy: config.defaultHttpRetryPolicy,
    pathNormalization: config.pathNormalization?.normalization,
  };
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  );
}
