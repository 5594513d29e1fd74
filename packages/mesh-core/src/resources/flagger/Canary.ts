import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { decisive } from '../schema/notes';
import { fields, textMap } from '../schema/fields';
import { canaryAnalysisSchema } from './canaryAnalysis';
import { canaryServiceSchema } from './canaryService';

function referenceTo<K extends string>(
  ...kinds: [K, ...K[]]
): z.ZodObject<
  {
    apiVersion: z.ZodString;
    kind: z.ZodEnum<{ [V in K]: V }>;
    name: z.ZodString;
  },
  z.core.$strict
> {
  return z.strictObject({
    apiVersion: z.string(),
    kind: z.enum(kinds),
    name: z.string(),
  });
}

/**
 * What moves the traffic of a Canary.
 *
 * @see https://docs.flagger.app/usage/how-it-works
 * @public
 */
export const canaryProviderSchema = z.enum([
  'apisix',
  'appmesh',
  'appmesh:v1beta2',
  'contour',
  'gatewayapi:v1',
  'gatewayapi:v1beta1',
  'gloo',
  'istio',
  'knative',
  'kubernetes',
  'kuma',
  'linkerd',
  'nginx',
  'osm',
  'skipper',
  'smi:v1alpha1',
  'smi:v1alpha2',
  'smi:v1alpha3',
  'traefik',
]);

const autoscalerRefSchema = referenceTo(
  'HorizontalPodAutoscaler',
  'ScaledObject',
).extend({
  primaryScalerQueries: textMap.optional(),
  primaryScalerReplicas: fields({
    minReplicas: z.int(),
    maxReplicas: z.int(),
  }).optional(),
});

/**
 * What Flagger wrote about a Canary. `canaryWeight` is not the live weight and
 * `lastTransitionTime` not the time of a transition.
 *
 * @see https://github.com/fluxcd/flagger/issues/1819
 * @public
 */
export const canaryStatusSchema = fields({
  phase: z.enum([
    '',
    'Initializing',
    'Initialized',
    'Waiting',
    'Progressing',
    'WaitingPromotion',
    'Promoting',
    'Finalising',
    'Succeeded',
    'Failed',
    'Terminating',
    'Terminated',
  ]),
  canaryWeight: z.number(),
  failedChecks: z.number(),
  iterations: z.number(),
  lastAppliedSpec: z.string(),
  lastPromotedSpec: z.string(),
  lastTransitionTime: z.string(),
  trackedConfigs: textMap,
  sessionAffinityCookie: z.string(),
  primarySessionAffinityCookie: z.string(),
  previousSessionAffinityCookie: z.string(),
  conditions: z.array(
    fields({
      message: z.string(),
      lastUpdateTime: z.string(),
      lastTransitionTime: z.string(),
    }).extend({ type: z.string(), status: z.string(), reason: z.string() }),
  ),
});

/**
 * What {@link canaryStatusSchema} reads.
 *
 * @public
 */
export type CanaryStatus = z.infer<typeof canaryStatusSchema>;

/**
 * A release process of Flagger.
 *
 * @see https://docs.flagger.app/usage/how-it-works
 * @public
 */
export const canarySchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('Canary'),
  metadata: namespacedMetaSchema,
  spec: fields({
    /** Absent is the default of the controller, `istio` unless changed. */
    provider: decisive(canaryProviderSchema),
    metricsServer: z.string(),
    /** Required by the API; nothing can be said about a Canary without it. */
    targetRef: referenceTo('DaemonSet', 'Deployment', 'Service'),
    autoscalerRef: autoscalerRefSchema,
    ingressRef: referenceTo('Ingress'),
    routeRef: referenceTo('ApisixRoute'),
    upstreamRef: referenceTo('Upstream').extend({
      namespace: z.string().optional(),
    }),
    service: canaryServiceSchema,
    /** Required by the API, also where it is skipped. */
    analysis: canaryAnalysisSchema,
    /** Seconds; 600 when absent. */
    progressDeadlineSeconds: z.number(),
    skipAnalysis: decisive(z.boolean()),
    revertOnDeletion: z.boolean(),
    suspend: decisive(z.boolean()),
  }).default({}),
  status: canaryStatusSchema.optional(),
});

/**
 * What {@link canarySchema} reads.
 *
 * @public
 */
export type Canary = z.infer<typeof canarySchema>;

/**
 * Reads a Canary tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseCanary: Parser<Canary> = parserFor('Canary', canarySchema);
