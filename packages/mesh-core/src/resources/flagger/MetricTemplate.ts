import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { fields, texts } from '../schema/fields';

/**
 * A query that Canaries share.
 *
 * @see https://docs.flagger.app/usage/metrics#custom-metrics
 * @public
 */
export const metricTemplateSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('MetricTemplate'),
  metadata: namespacedMetaSchema,
  spec: fields({
    provider: fields({
      address: z.string(),
      headers: z.record(z.string(), texts),
      /** Name only; the Secret is never read. */
      secretRef: z.strictObject({ name: z.string() }),
      region: z.string(),
      insecureSkipVerify: z.boolean(),
    }).extend({
      type: z.enum([
        'prometheus',
        'influxdb',
        'datadog',
        'externalmetrics',
        'stackdriver',
        'cloudwatch',
        'newrelic',
        'graphite',
        'dynatrace',
        'keptn',
        'splunk',
      ]),
    }),
    /** Go template. */
    query: z.string(),
  }).default({}),
});

/**
 * What {@link metricTemplateSchema} reads.
 *
 * @public
 */
export type MetricTemplate = z.infer<typeof metricTemplateSchema>;

/**
 * Reads a MetricTemplate tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseMetricTemplate: Parser<MetricTemplate> = parserFor(
  'MetricTemplate',
  metricTemplateSchema,
);
