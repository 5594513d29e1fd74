import { findingSchema, resourceRefSchema } from '@fairway/mesh-core';
import { z } from 'zod';
import { routeCallerSchema } from './callers';
import { clusterName } from './limits';
import { outcomeSchema } from './outcome';
import { caveatSchema, routeSourceSchema } from './routeRows';
import { list, scoped, unscoped } from './scoped';
import { routeRequestSchema } from './simulation';

/**
 * Most objects, and most callers, that one question may hold.
 *
 * @public
 */
export const MAX_WHAT_IF_OBJECTS = 20;

/** Most callers of one question. */
const MAX_CALLERS = 10;

/**
 * Most characters of the YAML of one object.
 *
 * @public
 */
export const MAX_YAML_LENGTH = 1_000_000;

/**
 * Body of `POST /entities/:kind/:namespace/:name/what-if`: objects as they would be. Each text holds one object. Without `callers`
 * all callers of the entity are compared.
 *
 * @public
 */
export const whatIfQuerySchema = z.strictObject({
  cluster: clusterName,
  objects: z
    .array(
      z.strictObject({
        yaml: z.string().max(MAX_YAML_LENGTH),
        /** `remove`: the object is taken away; of the YAML only its identity counts. `apply` when absent. */
        change: z.enum(['apply', 'remove']).optional(),
      }),
    )
    .min(1)
    .max(MAX_WHAT_IF_OBJECTS)
    .readonly(),
  callers: z
    .array(routeCallerSchema)
    .min(1)
    .max(MAX_CALLERS)
    .readonly()
    .optional(),
});

/**
 * What {@link whatIfQuerySchema} describes.
 *
 * @public
 */
export type WhatIfQuery = z.infer<typeof whatIfQuerySchema>;

/**
 * A finding with its place in the YAML that was given. Lines and columns count from 1; absent where the place is not known.
 *
 * @public
 */
export const yamlFindingSchema = findingSchema.extend({
  line: z.number().optional(),
  column: z.number().optional(),
  endLine: z.number().optional(),
  endColumn: z.number().optional(),
});

/**
 * What {@link yamlFindingSchema} describes.
 *
 * @public
 */
export type YamlFinding = z.infer<typeof yamlFindingSchema>;

/**
 * What was made of one text. `invalid`: it is not used, the findings say why.
 *
 * @public
 */
export const whatIfObjectSchema = z.object({
  ref: resourceRefSchema.optional(),
  change: z.enum(['added', 'changed', 'removed', 'unchanged', 'invalid']),
  findings: list(yamlFindingSchema),
});

/**
 * What {@link whatIfObjectSchema} describes.
 *
 * @public
 */
export type WhatIfObject = z.infer<typeof whatIfObjectSchema>;

/**
 * A kind of request whose outcome changes, with an example. `breaks`: it was answered and no longer is; `repairs`: the other way
 * round; `moves`: it goes elsewhere; `changes`: timeout, retries, headers, mirrors, faults or policy differ.
 *
 * @public
 */
export const routeDifferenceSchema = z.object({
  kind: z.enum(['breaks', 'repairs', 'moves', 'changes']),
  sentence: z.string(),
  host: z.string(),
  port: z.number(),
  example: routeRequestSchema,
  before: outcomeSchema,
  after: outcomeSchema,
  /** Boundary requests of this kind. */
  requests: z.number(),
  /** Ids of the callers for which it holds, as in `callers` of the answer. */
  callers: list(z.string()),
  /** The rule that decided, and the one that would. */
  decidedBefore: routeSourceSchema.optional(),
  decidedAfter: routeSourceSchema.optional(),
});

/**
 * What {@link routeDifferenceSchema} describes.
 *
 * @public
 */
export type RouteDifferenceView = z.infer<typeof routeDifferenceSchema>;

/**
 * `POST /entities/:kind/:namespace/:name/what-if`
 *
 * @public
 */
export const whatIfViewSchema = z.discriminatedUnion('status', [
  z.object({
    ...scoped,
    cluster: z.string(),
    /** In the order of the question. */
    objects: list(whatIfObjectSchema),
    /** What breaks comes first. Empty when an object is invalid. */
    differences: list(routeDifferenceSchema),
    /** Differences that were left out because there are too many. */
    moreDifferences: z.number(),
    /** Differences of requests to hosts of others; counted, not shown. */
    hiddenDifferences: z.number().optional(),
    /** Boundary requests that were compared, over all callers. */
    compared: z.number(),
    /** Not all boundary requests were compared: there are too many. */
    cut: z.boolean(),
    /** What was not compared, and why. */
    notes: list(z.string()).optional(),
    callers: list(
      z.object({
        id: z.string(),
        title: z.string(),
        caller: routeCallerSchema,
      }),
    ),
    caveats: list(caveatSchema),
  }),
  unscoped,
]);

/**
 * What {@link whatIfViewSchema} describes.
 *
 * @public
 */
export type WhatIfView = z.infer<typeof whatIfViewSchema>;
