import { z } from 'zod';
import { fields, fieldsInUse, textMap, texts } from './fields';

/**
 * Kubernetes' choice of objects by label.
 *
 * @public
 */
export const labelSelectorSchema = fields({
  matchLabels: textMap,
  matchExpressions: z.array(
    fields({ values: texts }).extend({
      key: z.string(),
      /** `In`, `NotIn`, `Exists`, `DoesNotExist`. */
      operator: z.string(),
    }),
  ),
});

/**
 * What {@link labelSelectorSchema} reads.
 *
 * @public
 */
export type LabelSelector = z.infer<typeof labelSelectorSchema>;

/** The same in core kinds, whose unknown fields nobody needs to hear of. */
export const coreLabelSelectorSchema = fieldsInUse({
  matchLabels: textMap,
  matchExpressions: z.array(
    fieldsInUse({ values: texts }).extend({
      key: z.string(),
      operator: z.string(),
    }),
  ),
});
