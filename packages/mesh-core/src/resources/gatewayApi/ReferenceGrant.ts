import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { condition } from '../schema/notes';
import { fields } from '../schema/fields';

/**
 * Lets objects of other namespaces refer to objects of its own.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/referencegrant/
 * @public
 */
export const referenceGrantSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('ReferenceGrant'),
  metadata: namespacedMetaSchema,
  spec: fields({
    from: z.array(
      z.strictObject({
        group: z.string(),
        kind: z.string(),
        namespace: z.string(),
      }),
    ),
    to: z.array(
      /** Without a name: all of the kind. */
      fields({ name: condition(z.string()) }).extend({
        group: z.string(),
        kind: z.string(),
      }),
    ),
  }).default({}),
});

/**
 * What {@link referenceGrantSchema} reads.
 *
 * @public
 */
export type ReferenceGrant = z.infer<typeof referenceGrantSchema>;

/**
 * Reads a ReferenceGrant tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseReferenceGrant: Parser<ReferenceGrant> = parserFor(
  'ReferenceGrant',
  referenceGrantSchema,
);
