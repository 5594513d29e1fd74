import { InputError } from '@backstage/errors';
import type { CompileOptions } from '@fairway/mesh-core';
import { z } from 'zod';

/** `google.protobuf.Duration` in JSON. */
const duration = z.string();
const namespaces = z.array(z.string());

/**
 * The part of Istio's MeshConfig that changes routes. Other fields are let be.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig
 */
export const meshConfigSchema = z.object({
  rootNamespace: z.string().min(1).optional(),
  outboundTrafficPolicy: z
    .object({ mode: z.enum(['ALLOW_ANY', 'REGISTRY_ONLY']).optional() })
    .optional(),
  defaultVirtualServiceExportTo: namespaces.optional(),
  defaultDestinationRuleExportTo: namespaces.optional(),
  defaultHttpRetryPolicy: z
    .object({
      attempts: z.number().int().min(0).optional(),
      perTryTimeout: duration.optional(),
      retryOn: z.string().optional(),
      backoff: duration.optional(),
    })
    .optional(),
  pathNormalization: z
    .object({
      normalization: z
        .enum([
          'DEFAULT',
          'NONE',
          'BASE',
          'MERGE_SLASHES',
          'DECODE_AND_MERGE_SLASHES',
        ])
        .optional(),
    })
    .optional(),
});

/** What {@link meshConfigSchema} describes. */
export type MeshConfig = z.infer<typeof meshConfigSchema>;

/** The options of the compiler that a MeshConfig stands for. What it does not say keeps its default. */
export function toCompileOptions(config: MeshConfig): CompileOptions {
  const options: CompileOptions = {
    rootNamespace: config.rootNamespace,
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

/**
 * Checks a MeshConfig.
 *
 * @param where - as in `mesh.yaml`, for the message
 * @throws InputError that names the field that is wrong
 */
export function parseMeshConfig(value: unknown, where: string): MeshConfig {
  const parsed = meshConfigSchema.safeParse(value ?? {});
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new InputError(
      `${where} is no MeshConfig: ${path.join('.') || 'the whole'}: ${message}`,
    );
  }
  return parsed.data;
}
