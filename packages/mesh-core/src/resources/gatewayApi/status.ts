import { z } from 'zod';
import { fields } from '../schema/fields';
import { parentReferenceSchema } from './references';

/**
 * What a controller reports about an object.
 *
 * @public
 */
export const gatewayApiConditionSchema = fields({
  observedGeneration: z.int(),
  /** Required by the API; old controllers left these out. */
  reason: z.string(),
  message: z.string(),
  lastTransitionTime: z.string(),
}).extend({
  type: z.string(),
  status: z.enum(['True', 'False', 'Unknown']),
});

/**
 * What {@link gatewayApiConditionSchema} reads.
 *
 * @public
 */
export type GatewayApiCondition = z.infer<typeof gatewayApiConditionSchema>;

/**
 * Whether each parent of a route took it.
 *
 * @public
 */
export const routeStatusSchema = fields({
  parents: z.array(
    fields({
      conditions: z.array(gatewayApiConditionSchema),
      controllerName: z.string(),
    }).extend({ parentRef: parentReferenceSchema }),
  ),
});

/**
 * What {@link routeStatusSchema} reads.
 *
 * @public
 */
export type RouteStatus = z.infer<typeof routeStatusSchema>;
