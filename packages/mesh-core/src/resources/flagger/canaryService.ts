import { z } from 'zod';
import { condition } from '../schema/notes';
import { fields, intOrString, textMap, texts } from '../schema/fields';
import {
  corsFields,
  headerChangesSchema,
  httpMatchFields,
} from '../istio/httpParts';
import {
  clientTlsFields,
  httpPoolFields,
  localityFields,
  outlierDetectionFields,
} from '../istio/trafficPolicy';
import {
  backendObjectFields,
  parentReferenceSchema,
} from '../gatewayApi/references';

const metadataSchema = fields({ labels: textMap, annotations: textMap });

/**
 * Flagger takes part of Istio's traffic policy only. Its definition drops
 * `connectionPool.tcp` and `portLevelSettings`.
 */
const trafficPolicySchema = fields({
  connectionPool: fields({ http: fields(httpPoolFields) }),
  loadBalancer: fields({
    simple: z.enum([
      'ROUND_ROBIN',
      'LEAST_CONN',
      'RANDOM',
      'PASSTHROUGH',
      'LEAST_REQUEST',
    ]),
    consistentHash: fields({
      httpHeaderName: z.string(),
      httpCookie: fields({
        name: z.string(),
        path: z.string(),
        ttl: z.string(),
      }),
      httpQueryParameterName: z.string(),
      useSourceIp: z.boolean(),
      minimumRingSize: z.int(),
    }),
    localityLbSetting: fields(localityFields),
    warmupDurationSecs: z.string(),
  }),
  outlierDetection: fields(outlierDetectionFields),
  tls: fields(clientTlsFields),
});

/**
 * The Services and routes that Flagger makes for a Canary.
 *
 * @see https://docs.flagger.app/usage/how-it-works#canary-service
 * @public
 */
export const canaryServiceSchema = fields({
  /** Name of the Service that callers use; absent is the name of the target. */
  name: z.string(),
  portName: z.string(),
  targetPort: intOrString,
  appProtocol: z.string(),
  portDiscovery: z.boolean(),
  headless: z.boolean(),
  trafficDistribution: z.enum([
    'PreferClose',
    'PreferSameZone',
    'PreferSameNode',
  ]),
  timeout: z.string(),
  backendTimeout: z.string(),
  /** Absent is the mesh itself. */
  gateways: texts,
  gatewayRefs: z.array(parentReferenceSchema),
  hosts: texts,
  delegation: z.boolean(),
  trafficPolicy: trafficPolicySchema,
  match: condition(z.array(fields(httpMatchFields))),
  rewrite: fields({
    uri: z.string(),
    authority: z.string(),
    type: z.string(),
  }),
  retries: fields({
    attempts: z.int(),
    perTryTimeout: z.string(),
    retryOn: z.string(),
  }),
  headers: headerChangesSchema,
  mirror: z.array(
    fields({
      backendRef: fields(backendObjectFields).extend({ name: z.string() }),
    }),
  ),
  corsPolicy: fields(corsFields),
  meshName: z.string(),
  backends: texts,
  apex: metadataSchema,
  primary: metadataSchema,
  canary: metadataSchema,
  unmanagedMetadata: fields({ labels: texts, annotations: texts }),
  port: z.number(),
});

/**
 * What {@link canaryServiceSchema} reads.
 *
 * @public
 */
export type CanaryService = z.infer<typeof canaryServiceSchema>;
