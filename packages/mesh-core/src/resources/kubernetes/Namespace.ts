import { z } from 'zod';
import { objectMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { fieldsInUse } from '../schema/fields';

/**
 * A namespace, with the labels that put it into the mesh.
 *
 * @public
 */
export const namespaceSchema = z.object({
  apiVersion: z.string(),
  kind: z.literal('Namespace'),
  metadata: objectMetaSchema,
  status: fieldsInUse({ phase: z.string() }).optional(),
});

/**
 * What {@link namespaceSchema} reads.
 *
 * @public
 */
export type Namespace = z.infer<typeof namespaceSchema>;

/**
 * Reads a Namespace tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseNamespace: Parser<Namespace> = parserFor(
  'Namespace',
  namespaceSchema,
);
