import { z } from 'zod';
import { condition } from '../schema/notes';
import { fields, textMap, texts } from '../schema/fields';
import { stringMatchSchema } from './common';

const headerOperationsSchema = fields({
  set: textMap,
  add: textMap,
  remove: texts,
});

/**
 * Changes to headers on the way to a destination and back.
 *
 * @public
 */
export const headerChangesSchema = fields({
  request: headerOperationsSchema,
  response: headerOperationsSchema,
});

/**
 * What {@link headerChangesSchema} reads.
 *
 * @public
 */
export type HeaderChanges = z.infer<typeof headerChangesSchema>;

/** Conditions of a match that Flagger's Canary and the VirtualService share. */
export const httpMatchFields = {
  name: z.string(),
  uri: stringMatchSchema,
  scheme: stringMatchSchema,
  method: stringMatchSchema,
  authority: stringMatchSchema,
  headers: z.record(z.string(), stringMatchSchema),
  withoutHeaders: z.record(z.string(), stringMatchSchema),
  queryParams: z.record(z.string(), stringMatchSchema),
  ignoreUriCase: z.boolean(),
  /** Port of the listener, not of the pod. */
  port: z.int(),
  sourceLabels: textMap,
  sourceNamespace: z.string(),
  gateways: texts,
};

/** Cross-origin rules that Flagger's Canary and the VirtualService share. */
export const corsFields = {
  /** The old spelling: exact origins only. */
  allowOrigin: texts,
  allowOrigins: condition(z.array(stringMatchSchema)),
  allowMethods: texts,
  allowHeaders: texts,
  exposeHeaders: texts,
  maxAge: z.string(),
  allowCredentials: z.boolean(),
};
