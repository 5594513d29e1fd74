import { z } from 'zod';
import { resourceRefSchema } from '../refs/resourceRefSchema';
import { findingSchema, verdictSchema } from '../verdict';
import {
  callersAnswerSchema,
  tokenRequirementSchema,
} from './access/accessModel';
import { routeObjectSchema } from './routeModel';

/**
 * A DestinationRule that names a service of the entity, reduced to what a reader asks about.
 *
 * @public
 */
export const destinationPolicySchema = z.object({
  ref: resourceRefSchema,
  host: z.string(),
  reason: z.string(),
  managedBy: z.enum(['flagger']).optional(),
  subsets: z.array(
    z.object({
      name: z.string(),
      labels: z.record(z.string(), z.string()),
      /** Ready and all pods with these labels; absent when pods were not read. */
      pods: z.object({ ready: z.number(), total: z.number() }).optional(),
    }),
  ),
  /** Label and value in the terms of Istio, as in `Balancing: LEAST_REQUEST`. */
  settings: z.array(
    z.object({
      area: z.enum([
        'loadBalancer',
        'connectionPool',
        'outlierDetection',
        'tls',
        'locality',
      ]),
      /** `top`, `port 8080`, `subset v2`. */
      level: z.string(),
      text: z.string(),
    }),
  ),
});

/**
 * What {@link destinationPolicySchema} describes.
 *
 * @public
 */
export type DestinationPolicy = z.infer<typeof destinationPolicySchema>;

/**
 * A gateway that admits a host of the entity.
 *
 * @public
 */
export const gatewayExposureSchema = z.object({
  ref: resourceRefSchema,
  profile: z.enum([
    'internal',
    'restricted',
    'public',
    'mutual-tls',
    'egress',
    'unknown',
  ]),
  servers: z.array(
    z.object({
      port: z.number(),
      protocol: z.string(),
      tlsMode: z.string().optional(),
      httpsRedirect: z.boolean(),
      hosts: z.array(z.string()),
    }),
  ),
  addresses: z.array(z.string()),
});

/**
 * What {@link gatewayExposureSchema} describes.
 *
 * @public
 */
export type GatewayExposure = z.infer<typeof gatewayExposureSchema>;

/**
 * The mTLS mode that the pods of the entity accept.
 *
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 * @public
 */
export const mtlsVerdictSchema = verdictSchema([
  'strict',
  'permissive',
  'disabled',
  'mixed',
  'outside-mesh',
  'unknown',
] as const);

/**
 * What {@link mtlsVerdictSchema} describes.
 *
 * @public
 */
export type MtlsVerdict = z.infer<typeof mtlsVerdictSchema>;

/**
 * Other objects of the scope that act on the service: who may call, tokens, sidecars, external services, policy reports.
 *
 * @public
 */
export const relatedObjectSchema = z.object({
  ref: resourceRefSchema,
  reason: z.string(),
  /** What the object does, in one line; absent where the kind has no summary. */
  summary: z.string().optional(),
});

/**
 * What {@link relatedObjectSchema} describes.
 *
 * @public
 */
export type RelatedObject = z.infer<typeof relatedObjectSchema>;

/**
 * Results of policies on the objects of the scope: counts, and what did not pass.
 *
 * @public
 */
export const policyReportSummarySchema = z.object({
  pass: z.number(),
  fail: z.number(),
  warn: z.number(),
  error: z.number(),
  skip: z.number(),
  /** Results that are neither pass nor skip. */
  results: z.array(
    z.object({
      policy: z.string(),
      rule: z.string().optional(),
      result: z.enum(['fail', 'warn', 'error']),
      message: z.string().optional(),
      resource: resourceRefSchema.optional(),
    }),
  ),
});

/**
 * What {@link policyReportSummarySchema} describes.
 *
 * @public
 */
export type PolicyReportSummary = z.infer<typeof policyReportSummarySchema>;

/**
 * A Service of the entity.
 *
 * @public
 */
export const scopedServiceSchema = z.object({
  ref: resourceRefSchema,
  fqdn: z.string(),
  role: z.enum(['apex', 'primary', 'canary']),
  ports: z.array(
    z.object({
      name: z.string().optional(),
      port: z.number(),
      protocol: z.string(),
    }),
  ),
});

/**
 * What {@link scopedServiceSchema} describes.
 *
 * @public
 */
export type ScopedService = z.infer<typeof scopedServiceSchema>;

/**
 * Who may call workloads of the entity, and whether a token is needed.
 *
 * @public
 */
export const workloadAccessSchema = z.object({
  /** All with this answer. */
  workloads: z.array(
    z.object({
      ref: resourceRefSchema,
      /** `primary`: the copy that Flagger keeps. */
      role: z.enum(['target', 'primary']),
    }),
  ),
  /** Where it is enforced: at the pods, or at the waypoint that a Service is called through. */
  at: z.union([
    z.object({ kind: z.literal('pods') }),
    z.object({ kind: z.literal('waypoint'), service: z.string() }),
  ]),
  token: tokenRequirementSchema,
  /** Its warnings are among the findings. */
  callers: callersAnswerSchema.omit({ warnings: true }),
});

/**
 * What {@link workloadAccessSchema} describes.
 *
 * @public
 */
export type WorkloadAccess = z.infer<typeof workloadAccessSchema>;

/**
 * All that the Routing tab shows of one cluster.
 *
 * @public
 */
export const routingModelSchema = z.object({
  cluster: z.string(),
  services: z.array(scopedServiceSchema),
  routes: z.array(routeObjectSchema),
  policies: z.array(destinationPolicySchema),
  gateways: z.array(gatewayExposureSchema),
  mtls: mtlsVerdictSchema,
  /** Absent when the policies were not read, or without workloads. */
  access: z.array(workloadAccessSchema).optional(),
  related: z.array(relatedObjectSchema),
  policyReport: policyReportSummarySchema.optional(),
  findings: z.array(findingSchema),
});

/**
 * What {@link routingModelSchema} describes.
 *
 * @public
 */
export type RoutingModel = z.infer<typeof routingModelSchema>;
