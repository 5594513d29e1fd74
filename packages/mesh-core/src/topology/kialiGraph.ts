import { z } from 'zod';

/** Kiali sends rates, percentages and times as texts. */
const figure = z.union([z.string(), z.number()]).transform(Number);
const rates = z.record(z.string(), figure).optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const text = z.string().optional().catch(undefined);
const present = z.unknown().optional();

const codes = z.record(z.string(), z.record(z.string(), z.number()));

const replicas = z.object({
  desiredReplicas: z.number(),
  currentReplicas: z.number(),
  availableReplicas: z.number(),
  syncedProxies: z.number(),
});

const healthData = z
  .object({
    requests: z
      .object({
        inbound: codes.nullish(),
        outbound: codes.nullish(),
        healthAnnotations: z.record(z.string(), z.string()).nullish(),
      })
      .nullish(),
    status: z.object({ status: z.string() }).nullish(),
    workloadStatus: replicas.nullish(),
    workloadStatuses: z.array(replicas).nullish(),
  })
  .nullish()
  .catch(undefined);

const node = z.object({
  id: z.string(),
  nodeType: z.string(),
  cluster: text,
  namespace: text,
  workload: text,
  app: text,
  version: text,
  service: text,
  aggregate: text,
  traffic: z
    .array(z.object({ protocol: z.string(), rates }))
    .optional()
    .catch(undefined),
  healthData,
  hasCB: flag,
  hasFaultInjection: flag,
  hasMirroring: flag,
  hasRequestRouting: flag,
  hasRequestTimeout: flag,
  hasTCPTrafficShifting: flag,
  hasTrafficShifting: flag,
  hasVS: present,
  isDead: flag,
  isGateway: present,
  isOutOfMesh: flag,
  isServiceEntry: present,
});

/** A node of Kiali's graph, as far as it is used. */
export type KialiNode = z.infer<typeof node>;

const edgeData = z.object({
  id: z.string(),
  source: z.string(),
  target: z.string(),
  isMTLS: figure.optional().catch(undefined),
  responseTime: figure.optional().catch(undefined),
  throughput: figure.optional().catch(undefined),
  traffic: z.object({
    protocol: text,
    rates,
    responses: z
      .record(
        z.string(),
        z.object({ flags: z.record(z.string(), figure).optional() }),
      )
      .optional()
      .catch(undefined),
  }),
});

/** An edge of Kiali's graph, as far as it is used. */
export type KialiEdge = z.infer<typeof edgeData>;

/** An edge into a waypoint may hold the one back. */
const edge = edgeData.extend({
  waypoint: z
    .object({ fromEdge: edgeData.optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

const dataOf = <T extends z.ZodType>(data: T) => z.object({ data });

/**
 * What Kiali answers to a request for a graph, as far as it is used. Only what makes up the graph must be there; anything else that
 * cannot be read is taken as absent.
 *
 * @see https://github.com/kiali/kiali/blob/master/graph/config/common/common.go
 */
export const kialiGraphSchema = z.object({
  elements: z.object({
    nodes: z.array(dataOf(node)),
    edges: z.array(dataOf(edge)),
  }),
});
