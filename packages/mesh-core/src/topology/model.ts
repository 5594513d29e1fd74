import { z } from 'zod';
import { verdictSchema } from '../verdict';

/**
 * Health of a node or an edge by Kiali's published rules.
 *
 * @public
 */
export const healthVerdictSchema = verdictSchema([
  'healthy',
  'degraded',
  'failure',
  'not-ready',
  'idle',
  'unknown',
] as const);

/**
 * What {@link healthVerdictSchema} describes.
 *
 * @public
 */
export type HealthVerdict = z.infer<typeof healthVerdictSchema>;

/**
 * Traffic of one protocol. Rates are requests per second for http and grpc, bytes per second for tcp; ratios are 0–1.
 *
 * @public
 */
export const trafficSchema = z.object({
  protocol: z.enum(['http', 'grpc', 'tcp']),
  ratePerSecond: z.number(),
  errorRatio: z.number().optional(),
});

/**
 * What {@link trafficSchema} describes.
 *
 * @public
 */
export type Traffic = z.infer<typeof trafficSchema>;

/**
 * A node of the traffic graph: who it is, how it is, what goes in and out.
 *
 * @public
 */
export const meshNodeSchema = z.object({
  /** Stable from poll to poll. */
  id: z.string(),
  kind: z.enum([
    'workload',
    'service',
    'app',
    'gateway',
    'external',
    'unknown',
    'hidden',
  ]),
  cluster: z.string().optional(),
  namespace: z.string().optional(),
  /** Name to show; for `hidden` a neutral word, the real one is not sent. */
  name: z.string(),
  workload: z.string().optional(),
  app: z.string().optional(),
  version: z.string().optional(),
  service: z.string().optional(),
  /** Node of the entity that is looked at. */
  focus: z.boolean(),
  outsideMesh: z.boolean(),
  health: healthVerdictSchema,
  inbound: z.array(trafficSchema),
  outbound: z.array(trafficSchema),
  badges: z.array(
    z.enum([
      'circuit-breaker',
      'fault-injection',
      'mirroring',
      'request-routing',
      'request-timeout',
      'traffic-shifting',
      'virtual-service',
      'gateway',
      'service-entry',
      'dead',
    ]),
  ),
  /** Full ref of the catalog entity, where one could be matched. */
  entityRef: z.string().optional(),
});

/**
 * What {@link meshNodeSchema} describes.
 *
 * @public
 */
export type MeshNode = z.infer<typeof meshNodeSchema>;

/**
 * Traffic of one protocol between two nodes.
 *
 * @public
 */
export const meshEdgeSchema = z.object({
  id: z.string(),
  source: z.string(),
  target: z.string(),
  traffic: trafficSchema,
  /** Share of the traffic that is mutual TLS (0–1); absent when it is not known. */
  mtlsRatio: z.number().optional(),
  /** 95th percentile, milliseconds. */
  responseTimeMs: z.number().optional(),
  throughputBytesPerSecond: z.number().optional(),
  health: healthVerdictSchema,
  /** Share (0–1) of the edge's traffic per response code and Envoy response flag (`-` is none). */
  responses: z.array(
    z.object({
      code: z.string(),
      flags: z.string(),
      share: z.number(),
    }),
  ),
  dependency: z.enum(['declared', 'undeclared', 'not-applicable']).optional(),
});

/**
 * What {@link meshEdgeSchema} describes.
 *
 * @public
 */
export type MeshEdge = z.infer<typeof meshEdgeSchema>;

/**
 * The graph around an entity: its own nodes, their neighbours, and every edge that touches one of its own nodes.
 *
 * @public
 */
export const meshGraphSchema = z.object({
  nodes: z.array(meshNodeSchema),
  edges: z.array(meshEdgeSchema),
});

/**
 * What {@link meshGraphSchema} describes.
 *
 * @public
 */
export type MeshGraph = z.infer<typeof meshGraphSchema>;
