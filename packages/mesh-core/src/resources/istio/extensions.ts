import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { fieldsInUse, textMap } from '../schema/fields';

const targetRefs = z.array(
  fieldsInUse({ group: z.string(), kind: z.string(), name: z.string() }),
);

/**
 * Where an EnvoyFilter acts. What it changes is not read: it may be anything.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/
 * @public
 */
export const envoyFilterSchema = z.object({
  apiVersion: z.string(),
  kind: z.literal('EnvoyFilter'),
  metadata: namespacedMetaSchema,
  spec: fieldsInUse({
    workloadSelector: fieldsInUse({ labels: textMap }),
    targetRefs,
  }).default({}),
});

/**
 * What {@link envoyFilterSchema} reads.
 *
 * @public
 */
export type EnvoyFilter = z.infer<typeof envoyFilterSchema>;

/**
 * Reads an EnvoyFilter tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseEnvoyFilter: Parser<EnvoyFilter> = parserFor(
  'EnvoyFilter',
  envoyFilterSchema,
);

/**
 * Where a WasmPlugin acts. What it does is not read.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/
 * @public
 */
export const wasmPluginSchema = z.object({
  apiVersion: z.string(),
  kind: z.literal('WasmPlugin'),
  metadata: namespacedMetaSchema,
  spec: fieldsInUse({
    selector: fieldsInUse({ matchLabels: textMap }),
    targetRef: fieldsInUse({
      group: z.string(),
      kind: z.string(),
      name: z.string(),
    }),
    targetRefs,
    phase: z.string(),
  }).default({}),
});

/**
 * What {@link wasmPluginSchema} reads.
 *
 * @public
 */
export type WasmPlugin = z.infer<typeof wasmPluginSchema>;

/**
 * Reads a WasmPlugin tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseWasmPlugin: Parser<WasmPlugin> = parserFor(
  'WasmPlugin',
  wasmPluginSchema,
);
