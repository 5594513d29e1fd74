import {
  canaryDetailSchema,
  canarySummarySchema,
  findingSchema,
  mtlsVerdictSchema,
  healthVerdictSchema,
  meshGraphSchema,
  resourceRefSchema,
  routingModelSchema,
} from '@fairway/mesh-core';
import { z } from 'zod';
import { sourceStateSchema } from './freshness';
import { scoped, unscoped } from './scoped';

/**
 * `GET /entities/:kind/:namespace/:name/routing`
 *
 * @public
 */
export const routingViewSchema = z.discriminatedUnion('status', [
  z.object({ ...scoped, clusters: z.array(routingModelSchema) }),
  unscoped,
]);

/**
 * What {@link routingViewSchema} describes.
 *
 * @public
 */
export type RoutingView = z.infer<typeof routingViewSchema>;

/**
 * `GET /entities/:kind/:namespace/:name/canaries`
 *
 * @public
 */
export const canaryListViewSchema = z.discriminatedUnion('status', [
  z.object({
    ...scoped,
    canaries: z.array(canarySummarySchema),
    /** Workloads of the entity that no Canary targets: they are deployed at once. */
    withoutCanary: z.array(resourceRefSchema),
  }),
  unscoped,
]);

/**
 * What {@link canaryListViewSchema} describes.
 *
 * @public
 */
export type CanaryListView = z.infer<typeof canaryListViewSchema>;

/**
 * `GET /entities/:kind/:namespace/:name/canaries/:cluster/:canaryNamespace/:canaryName`
 *
 * @public
 */
export const canaryViewSchema = z.object({
  ...scoped,
  canary: canaryDetailSchema,
});

/**
 * What {@link canaryViewSchema} describes.
 *
 * @public
 */
export type CanaryView = z.infer<typeof canaryViewSchema>;

/**
 * Path parameters of the endpoint of one Canary.
 *
 * @public
 */
export const canaryParamsSchema = z.strictObject({
  kind: z.string().min(1).max(63),
  namespace: z.string().min(1).max(63),
  name: z.string().min(1).max(63),
  cluster: z.string().min(1).max(253),
  canaryNamespace: z.string().min(1).max(63),
  canaryName: z.string().min(1).max(253),
});

/**
 * Query of the topology endpoint. `window` is the period of the rates in seconds.
 *
 * @public
 */
export const topologyQuerySchema = z.strictObject({
  window: z.coerce.number().int().min(60).max(86_400).default(300),
  graphType: z
    .enum(['workload', 'service', 'versionedApp', 'app'])
    .default('workload'),
});

/**
 * What {@link topologyQuerySchema} describes.
 *
 * @public
 */
export type TopologyQuery = z.infer<typeof topologyQuerySchema>;

/**
 * `GET /entities/:kind/:namespace/:name/topology`. `graph` is absent when no source could deliver one; `freshness` says why.
 *
 * @public
 */
export const topologyViewSchema = z.discriminatedUnion('status', [
  z.object({
    ...scoped,
    source: z.object({
      type: z.enum(['kiali', 'prometheus', 'none']),
      version: z.string().optional(),
    }),
    windowSeconds: z.number(),
    graph: meshGraphSchema.optional(),
  }),
  unscoped,
]);

/**
 * What {@link topologyViewSchema} describes.
 *
 * @public
 */
export type TopologyView = z.infer<typeof topologyViewSchema>;

/**
 * `GET /entities/:kind/:namespace/:name/summary`: one line per service, for the overview card. Parts that the user may not read are absent and named in `withheld`.
 *
 * @public
 */
export const summaryViewSchema = z.discriminatedUnion('status', [
  z.object({
    ...scoped,
    canary: canarySummarySchema.optional(),
    otherCanaries: z.number(),
    mtls: mtlsVerdictSchema.optional(),
    findings: z
      .object({
        error: z.number(),
        warning: z.number(),
        info: z.number(),
        first: findingSchema.optional(),
      })
      .optional(),
    traffic: z
      .object({
        ratePerSecond: z.number(),
        errorRatio: z.number().optional(),
        health: healthVerdictSchema,
      })
      .optional(),
    withheld: z.array(z.enum(['routing', 'canary', 'topology'])),
  }),
  unscoped,
]);

/**
 * What {@link summaryViewSchema} describes.
 *
 * @public
 */
export type SummaryView = z.infer<typeof summaryViewSchema>;

/**
 * `GET /sources`: health of every source of the backend.
 *
 * @public
 */
export const sourcesViewSchema = z.object({
  observedAt: z.string(),
  sources: z.array(sourceStateSchema),
});

/**
 * What {@link sourcesViewSchema} describes.
 *
 * @public
 */
export type SourcesView = z.infer<typeof sourcesViewSchema>;

/**
 * What a signal on the channel `mesh:entity` carries: a hint to fetch again, nothing else.
 *
 * @public
 */
export const meshSignalSchema = z.object({
  entityRef: z.string(),
  revision: z.number(),
});

/**
 * What {@link meshSignalSchema} describes.
 *
 * @public
 */
export type MeshSignal = z.infer<typeof meshSignalSchema>;

/**
 * Channel of the hints that {@link meshSignalSchema} describes.
 *
 * @public
 */
export const MESH_SIGNAL_CHANNEL = 'mesh:entity';
