import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { fieldsInUse } from '../schema/fields';

/**
 * The fields in use of an Event about a Canary. Kubernetes drops and merges events, so what they tell has gaps.
 *
 * @public
 */
export const eventSchema = z.object({
  apiVersion: z.string(),
  kind: z.literal('Event'),
  metadata: namespacedMetaSchema,
  type: z.string().optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
  count: z.int().optional(),
  firstTimestamp: z.string().optional(),
  lastTimestamp: z.string().optional(),
  eventTime: z.string().optional(),
  reportingComponent: z.string().optional(),
  source: fieldsInUse({ component: z.string() }).optional(),
  involvedObject: fieldsInUse({
    apiVersion: z.string(),
    kind: z.string(),
    namespace: z.string(),
    name: z.string(),
    uid: z.string(),
  }).optional(),
  series: fieldsInUse({
    count: z.int(),
    lastObservedTime: z.string(),
  }).optional(),
});

/**
 * What {@link eventSchema} reads.
 *
 * @public
 */
export type Event = z.infer<typeof eventSchema>;

/**
 * Reads a Event tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseEvent: Parser<Event> = parserFor('Event', eventSchema);
