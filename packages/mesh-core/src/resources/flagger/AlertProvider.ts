import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { fields } from '../schema/fields';

/**
 * Where Flagger sends its messages.
 *
 * @see https://docs.flagger.app/usage/alerting
 * @public
 */
export const alertProviderSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('AlertProvider'),
  metadata: namespacedMetaSchema,
  spec: fields({
    type: z.enum(['slack', 'msteams', 'discord', 'rocket', 'gchat']),
    channel: z.string(),
    username: z.string(),
    address: z.string(),
    proxy: z.string(),
    /** Name only; the Secret is never read. */
    secretRef: z.strictObject({ name: z.string() }),
  }).default({}),
});

/**
 * What {@link alertProviderSchema} reads.
 *
 * @public
 */
export type AlertProvider = z.infer<typeof alertProviderSchema>;

/**
 * Reads a AlertProvider tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseAlertProvider: Parser<AlertProvider> = parserFor(
  'AlertProvider',
  alertProviderSchema,
);
