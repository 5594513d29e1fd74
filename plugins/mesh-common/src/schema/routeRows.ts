import { resourceRefSchema, stringMatchSchema } from '@fairway/mesh-core';
import { z } from 'zod';
import { tableActionSchema } from './routeActions';
import { list } from './scoped';

const matchesByName = z.record(z.string(), stringMatchSchema);

/**
 * What a request must have; all of it. Nothing at all: every request is taken.
 *
 * @public
 */
export const routeMatchSchema = z.object({
  uri: stringMatchSchema.optional(),
  /** Whole path elements: `/a` takes `/a` and `/a/b`, not `/ab`. Instead of `uri`. */
  pathElements: z.string().optional(),
  ignoreUriCase: z.boolean().optional(),
  scheme: stringMatchSchema.optional(),
  method: stringMatchSchema.optional(),
  authority: stringMatchSchema.optional(),
  headers: matchesByName.optional(),
  withoutHeaders: matchesByName.optional(),
  queryParams: matchesByName.optional(),
  /** Names that the client asks for in TLS; on rows of the protocol `tls`. */
  serverNames: list(z.string()).optional(),
});

/**
 * What {@link routeMatchSchema} describes.
 *
 * @public
 */
export type RouteRowMatch = z.infer<typeof routeMatchSchema>;

/**
 * Where a rule stands: in which object, at which index. Objects come with `getObject`; `path` finds the line in their YAML.
 *
 * @public
 */
export const routeSourceSchema = z.object({
  /** The VirtualService, HTTPRoute or GRPCRoute that is bound to the host. */
  owner: resourceRefSchema,
  /** The delegate that supplied the rule, when it is not the owner. */
  delegate: resourceRefSchema.optional(),
  /** Index of the rule in `spec.http` or `spec.rules` of the delegate, else of the owner. */
  rule: z.number(),
  /** With a delegate: index of the rule of the owner that names it. */
  rootRule: z.number().optional(),
  match: z.number().optional(),
  /** Of the match, or of the rule, in the delegate, else in the owner, as in `spec.http[2].match[0]`. */
  path: z.string(),
});

/**
 * What {@link routeSourceSchema} describes.
 *
 * @public
 */
export type RouteRowSource = z.infer<typeof routeSourceSchema>;

/**
 * Who keeps the weights of a rule.
 *
 * @public
 */
export const managedBySchema = z.object({
  kind: z.literal('Canary'),
  ref: resourceRefSchema,
});

/**
 * One rule as the proxy tries it. Rules of a host are tried in the order of `position`; the first that matches decides.
 *
 * @public
 */
export const routeRowSchema = z.object({
  /** From 1, without gaps. */
  position: z.number(),
  protocol: z.enum(['http', 'tls', 'tcp']),
  /** As the proxy names it in its logs. */
  name: z.string().optional(),
  match: routeMatchSchema,
  action: tableActionSchema,
  /** Absent on a route that Istio adds by itself. */
  source: routeSourceSchema.optional(),
  managedBy: managedBySchema.optional(),
  /** No request ever gets here. */
  shadowed: z
    .object({
      /** Position of the row that takes everything; absent when it is more than one row together. */
      by: z.number().optional(),
      reason: z.string(),
    })
    .optional(),
});

/**
 * What {@link routeRowSchema} describes.
 *
 * @public
 */
export type RouteRow = z.infer<typeof routeRowSchema>;

/**
 * A rule of an object of the host that the caller does not get, and why.
 *
 * @public
 */
export const unsentRuleSchema = z.object({
  ref: resourceRefSchema,
  /** Of the rule or match, as in `spec.http[2]`. */
  path: z.string(),
  name: z.string().optional(),
  /** Position of the last row before it; 0 for none. */
  after: z.number(),
  reason: z.string(),
});

/**
 * What {@link unsentRuleSchema} describes.
 *
 * @public
 */
export type UnsentRule = z.infer<typeof unsentRuleSchema>;

/**
 * Something that may change the answer and is not modelled.
 *
 * @public
 */
export const caveatSchema = z.object({
  /** Kebab-case, as in `envoy-filter`; new ones may come. */
  code: z.string(),
  message: z.string(),
  ref: resourceRefSchema.optional(),
});

/**
 * What {@link caveatSchema} describes.
 *
 * @public
 */
export type RouteCaveat = z.infer<typeof caveatSchema>;
