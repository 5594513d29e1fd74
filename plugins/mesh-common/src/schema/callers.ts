import { gatewayExposureSchema, resourceRefSchema } from '@fairway/mesh-core';
import { z } from 'zod';
import { list, scoped, unscoped } from './scoped';

const namespaceName = z.string().min(1).max(63);
const objectName = z.string().min(1).max(253);
const labels = z
  .record(z.string().min(1).max(317), z.string().max(63))
  .refine(record => Object.keys(record).length <= 64, 'More than 64 labels');

/**
 * The proxy whose routes are asked for: that of a pod with its namespace and labels, that of a gateway, a waypoint, or none.
 *
 * @public
 */
export const routeCallerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sidecar'),
    namespace: namespaceName,
    labels,
  }),
  z.object({
    kind: z.literal('gateway'),
    namespace: namespaceName,
    labels,
  }),
  z.object({
    kind: z.literal('waypoint'),
    namespace: namespaceName,
    name: objectName,
  }),
  z.object({
    kind: z.literal('none'),
    namespace: namespaceName.optional(),
  }),
]);

/**
 * What {@link routeCallerSchema} describes.
 *
 * @public
 */
export type RouteCaller = z.infer<typeof routeCallerSchema>;

/**
 * A host that a caller may ask for, with the ports on which it is answered. At a gateway these are the ports of its servers.
 *
 * @public
 */
export const callableHostSchema = z.object({
  host: z.string(),
  ports: list(
    z.object({
      number: z.number(),
      /** In lower case, as in `http`, `https`, `grpc`, `tls`, `tcp`. */
      protocol: z.string(),
    }),
  ),
});

/**
 * What {@link callableHostSchema} describes.
 *
 * @public
 */
export type CallableHost = z.infer<typeof callableHostSchema>;

/**
 * Somebody who calls the entity, or whom its configuration expects. `self` is the entity itself, for what it calls.
 *
 * @public
 */
export const callerOptionSchema = z.object({
  /** Stable: made of the caller, fit for a URL. */
  id: z.string(),
  role: z.enum(['workloads', 'gateway', 'waypoint', 'outside-mesh', 'self']),
  caller: routeCallerSchema,
  /** As in `storefront`, `public-gateway`. */
  title: z.string(),
  /** As in `in-mesh · namespace storefront`. */
  detail: z.string(),
  /** Measured; absent where it is not known. */
  requestsPerSecond: z.number().optional(),
  seenBy: z.enum(['telemetry', 'configuration']),
  /** The Gateway, for callers of the roles `gateway` and `waypoint`. */
  ref: resourceRefSchema.optional(),
  /** How a gateway is exposed. */
  profile: gatewayExposureSchema.shape.profile.optional(),
  hosts: list(callableHostSchema),
});

/**
 * What {@link callerOptionSchema} describes.
 *
 * @public
 */
export type CallerOption = z.infer<typeof callerOptionSchema>;

/**
 * Callers of an entity in one cluster: those that are measured first, the busiest before the others.
 *
 * @public
 */
export const clusterCallersSchema = z.object({
  cluster: z.string(),
  callers: list(callerOptionSchema),
  /** Callers that are measured and that the reader may not see; counted, not named. */
  hiddenCallers: z.number(),
});

/**
 * What {@link clusterCallersSchema} describes.
 *
 * @public
 */
export type ClusterCallers = z.infer<typeof clusterCallersSchema>;

/**
 * `GET /entities/:kind/:namespace/:name/callers`
 *
 * @public
 */
export const routeCallersViewSchema = z.discriminatedUnion('status', [
  z.object({
    ...scoped,
    /** Period of the measured rates; absent when nothing was measured: `freshness` says why. */
    windowSeconds: z.number().optional(),
    clusters: list(clusterCallersSchema),
  }),
  unscoped,
]);

/**
 * What {@link routeCallersViewSchema} describes.
 *
 * @public
 */
export type RouteCallersView = z.infer<typeof routeCallersViewSchema>;
