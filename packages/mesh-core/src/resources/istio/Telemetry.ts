import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { condition, since } from '../schema/notes';
import { fields } from '../schema/fields';
import { istioStatusSchema, policyTargeting } from './common';

const providers = z.array(z.strictObject({ name: z.string() }));
const mode = z.enum(['CLIENT_AND_SERVER', 'CLIENT', 'SERVER']);
const fixedValue = z.strictObject({ value: z.string() });
const namedValue = fields({ defaultValue: z.string() }).extend({
  name: z.string(),
});

const tracingSchema = fields({
  match: fields({ mode }),
  providers,
  randomSamplingPercentage: z.number(),
  disableSpanReporting: z.boolean(),
  disableContextPropagation: since('1.30', z.boolean()),
  customTags: z.record(
    z.string(),
    fields({
      literal: fixedValue,
      environment: namedValue,
      header: namedValue,
      formatter: since('1.29', fixedValue),
    }),
  ),
  useRequestIdForTraceSampling: z.boolean(),
  enableIstioTags: z.boolean(),
});

const metricsSchema = fields({
  providers,
  reportingInterval: z.string(),
  overrides: z.array(
    fields({
      match: condition(
        fields({
          metric: z.enum([
            'ALL_METRICS',
            'REQUEST_COUNT',
            'REQUEST_DURATION',
            'REQUEST_SIZE',
            'RESPONSE_SIZE',
            'TCP_OPENED_CONNECTIONS',
            'TCP_CLOSED_CONNECTIONS',
            'TCP_SENT_BYTES',
            'TCP_RECEIVED_BYTES',
            'GRPC_REQUEST_MESSAGES',
            'GRPC_RESPONSE_MESSAGES',
          ]),
          customMetric: z.string(),
          mode,
        }),
      ),
      disabled: z.boolean(),
      tagOverrides: z.record(
        z.string(),
        fields({ operation: z.enum(['UPSERT', 'REMOVE']), value: z.string() }),
      ),
    }),
  ),
});

/**
 * Metrics, traces and access logs of the proxies.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/
 * @public
 */
export const telemetrySchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('Telemetry'),
  metadata: namespacedMetaSchema,
  spec: fields({
    ...policyTargeting,
    tracing: z.array(tracingSchema),
    metrics: z.array(metricsSchema),
    accessLogging: z.array(
      fields({
        match: fields({ mode }),
        providers,
        disabled: z.boolean(),
        filter: condition(fields({ expression: z.string() })),
      }),
    ),
  }).default({}),
  status: istioStatusSchema.optional(),
});

/**
 * What {@link telemetrySchema} reads.
 *
 * @public
 */
export type Telemetry = z.infer<typeof telemetrySchema>;

/**
 * Reads a Telemetry tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseTelemetry: Parser<Telemetry> = parserFor(
  'Telemetry',
  telemetrySchema,
);
