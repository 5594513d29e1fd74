import { z } from 'zod';

/** A line of a batch: what Kiali was asked, and what Prometheus answered to it. Fields that it has besides are let be. */
export const graphCaseSchema = z.object({
  id: z.string(),
  request: z.object({ path: z.string() }),
  vectors: z.array(
    z.object({
      query: z.string(),
      result: z.array(
        z.object({
          metric: z.record(z.string(), z.string()),
          value: z.tuple([z.number(), z.string()]).optional(),
        }),
      ),
    }),
  ),
  /** Namespaces of the ambient mesh, where the queries do not show them. */
  ambientNamespaces: z.array(z.string()).optional(),
  waypoints: z
    .array(z.object({ namespace: z.string(), workload: z.string() }))
    .default([]),
});

/** What {@link graphCaseSchema} describes. */
export type GraphCase = z.infer<typeof graphCaseSchema>;
