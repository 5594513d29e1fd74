import { z } from 'zod';
import { meshConfigSchema } from '../arguments/meshConfig';

const requestSchema = z.object({
  caller: z.object({
    kind: z.enum(['sidecar', 'gateway']),
    namespace: z.string(),
    labels: z.record(z.string(), z.string()).default({}),
  }),
  port: z.number().int().min(1).max(65535),
  host: z.string(),
  path: z.string(),
  method: z.string().default('GET'),
  scheme: z.enum(['http', 'https']).default('http'),
  headers: z.array(z.tuple([z.string(), z.string()])).default([]),
  connect: z.string().optional(),
});

/** A request with its caller. */
export type BatchRequest = z.infer<typeof requestSchema>;

/** A line of a batch: objects of a mesh, and requests to simulate there. Fields that it has besides are let be. */
export const batchCaseSchema = z.object({
  id: z.string(),
  meshConfig: meshConfigSchema.optional(),
  objects: z.array(z.looseObject({ apiVersion: z.string(), kind: z.string() })),
  requests: z.array(requestSchema),
});

/** What {@link batchCaseSchema} describes. */
export type BatchCase = z.infer<typeof batchCaseSchema>;
