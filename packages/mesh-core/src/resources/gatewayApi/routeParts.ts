import { z } from 'zod';
import { condition, decisive } from '../schema/notes';
import { fields, texts } from '../schema/fields';
import { backendObjectSchema, localObjectSchema } from './references';

/** `RegularExpression` is in the syntax of the implementation, RE2 in Istio. */
const matchType = z.enum(['Exact', 'RegularExpression']);

/** A named text to compare with: a header or a query parameter. */
export const namedMatchSchema = fields({ type: matchType }).extend({
  name: z.string(),
  value: z.string(),
});

export { matchType };

const nameValues = z.array(
  z.strictObject({ name: z.string(), value: z.string() }),
);

const headerModifierSchema = fields({
  set: nameValues,
  add: nameValues,
  remove: texts,
});

/** Filters that HTTPRoute and GRPCRoute share. */
export const commonFilterFields = {
  requestHeaderModifier: headerModifierSchema,
  responseHeaderModifier: headerModifierSchema,
  requestMirror: fields({
    /** Absent, with no fraction either, is all requests. */
    percent: decisive(z.int()),
    fraction: decisive(
      fields({ denominator: z.int() }).extend({ numerator: z.int() }),
    ),
  }).extend({ backendRef: backendObjectSchema }),
  extensionRef: localObjectSchema,
};

/** A backend with its share: relative to the sum, 1 when absent. */
export const weightedBackendSchema = backendObjectSchema.extend({
  weight: decisive(z.int()).optional(),
});

/** Experimental: the same user stays with the same backend. */
export const sessionPersistenceSchema = fields({
  sessionName: z.string(),
  absoluteTimeout: z.string(),
  /** Up to Gateway API 1.5. */
  idleTimeout: z.string(),
  type: z.enum(['Cookie', 'Header']),
  cookieConfig: fields({ lifetimeType: z.enum(['Permanent', 'Session']) }),
});

/** Experimental: the route hangs on the default Gateways of the cluster. */
export const useDefaultGateways = z.enum(['All', 'None']);

/** Host names of a route; absent is every host of the parent. */
export const hostnames = condition(texts);
