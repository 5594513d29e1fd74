import { z } from 'zod';
import { dnsLabelSchema, labelNameSchema, labelValueSchema } from './names';

/**
 * One of several versions that run side by side, with the share of requests it gets.
 *
 * @public
 */
export const versionIntentSchema = z.strictObject({
  /** Name of the subset. */
  name: dnsLabelSchema,
  /** Percent of the requests; 0 for a version that no request reaches yet. */
  weight: z
    .int()
    .min(0, { error: 'must be from 0 to 100 percent.' })
    .max(100, { error: 'must be from 0 to 100 percent.' }),
  /** Labels of its pods; `version` with the name when not given. */
  labels: z.record(labelNameSchema, labelValueSchema).optional(),
});

/**
 * What {@link versionIntentSchema} describes.
 *
 * @public
 */
export type VersionIntent = z.infer<typeof versionIntentSchema>;

/** The versions of a service, whose weights are all of the requests. */
export const versionsIntentSchema = z
  .array(versionIntentSchema)
  .min(1, {
    error: 'names no version. Give at least one, or leave versions out.',
  })
  .superRefine((versions, context) => {
    const total = versions.reduce((sum, { weight }) => sum + weight, 0);
    if (total !== 100) {
      context.addIssue({
        code: 'custom',
        message: `have weights that add up to ${total}. Change them so that they add up to 100.`,
      });
    }
    versions.forEach(({ name }, index) => {
      if (versions.findIndex(other => other.name === name) < index) {
        context.addIssue({
          code: 'custom',
          path: [index, 'name'],
          message: `is used twice (${name}). Give each version a name of its own.`,
        });
      }
    });
  });
