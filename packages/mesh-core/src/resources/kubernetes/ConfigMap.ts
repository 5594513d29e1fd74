import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { fieldsInUse } from '../schema/fields';

/**
 * The mesh configuration of Istio: the ConfigMap \`istio\` of the root namespace, and of its data the YAML text \`mesh\` only.
 *
 * @public
 */
export const configMapSchema = z.object({
  apiVersion: z.string(),
  kind: z.literal('ConfigMap'),
  metadata: namespacedMetaSchema,
  data: fieldsInUse({ mesh: z.string() }).optional(),
});

/**
 * What {@link configMapSchema} reads.
 *
 * @public
 */
export type ConfigMap = z.infer<typeof configMapSchema>;

/**
 * Reads a ConfigMap tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseConfigMap: Parser<ConfigMap> = parserFor(
  'ConfigMap',
  configMapSchema,
);
