import { z } from 'zod';

/**
 * Names one object of one cluster. `group` tells Istio's Gateway from that of the Gateway API; it is `''` for core kinds.
 * `namespace` is absent for cluster-scoped kinds.
 *
 * @public
 */
export const resourceRefSchema = z.object({
  cluster: z.string(),
  group: z.string(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
});
