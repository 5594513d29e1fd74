import { z } from 'zod';
import { decisive, since } from '../schema/notes';
import { fields, texts } from '../schema/fields';

const failover = z.array(fields({ from: z.string(), to: z.string() }));

/** Preference for near endpoints. */
export const localityFields = {
  enabled: z.boolean(),
  distribute: z.array(
    fields({ from: z.string(), to: z.record(z.string(), z.int()) }),
  ),
  failover,
};

const consistentHashSchema = fields({
  httpHeaderName: z.string(),
  httpCookie: fields({
    path: z.string(),
    ttl: z.string(),
    attributes: z.array(
      fields({ value: z.string() }).extend({ name: z.string() }),
    ),
  }).extend({ name: z.string() }),
  useSourceIp: z.boolean(),
  httpQueryParameterName: z.string(),
  ringHash: fields({ minimumRingSize: z.int() }),
  maglev: fields({ tableSize: z.int() }),
  minimumRingSize: z.int(),
});

/**
 * How requests are spread over the endpoints of a destination.
 *
 * @public
 */
export const loadBalancerSchema = fields({
  simple: z.enum([
    'UNSPECIFIED',
    'LEAST_CONN',
    'RANDOM',
    'PASSTHROUGH',
    'ROUND_ROBIN',
    'LEAST_REQUEST',
  ]),
  consistentHash: consistentHashSchema,
  localityLbSetting: fields({ ...localityFields, failoverPriority: texts }),
  zoneAwareLbSetting: since(
    '1.31',
    fields({
      enabled: z.boolean(),
      failover,
      failoverPriority: texts,
      minClusterSize: z.int(),
    }),
  ),
  warmup: fields({
    minimumPercent: z.number(),
    aggression: z.number(),
  }).extend({ duration: z.string() }),
  warmupDurationSecs: z.string(),
});

/**
 * What {@link loadBalancerSchema} reads.
 *
 * @public
 */
export type LoadBalancer = z.infer<typeof loadBalancerSchema>;

/** Limits on HTTP connections that Flagger's Canary knows too. */
export const httpPoolFields = {
  h2UpgradePolicy: z.enum(['DEFAULT', 'DO_NOT_UPGRADE', 'UPGRADE']),
  http1MaxPendingRequests: z.int(),
  http2MaxRequests: z.int(),
  idleTimeout: z.string(),
  maxRequestsPerConnection: z.int(),
  maxRetries: z.int(),
};

/**
 * Limits on the connections to a destination.
 *
 * @public
 */
export const connectionPoolSchema = fields({
  tcp: fields({
    maxConnections: z.int(),
    connectTimeout: z.string(),
    idleTimeout: z.string(),
    maxConnectionDuration: z.string(),
    tcpKeepalive: fields({
      probes: z.int(),
      time: z.string(),
      interval: z.string(),
    }),
  }),
  http: fields({
    ...httpPoolFields,
    maxConcurrentStreams: z.int(),
    useClientProtocol: z.boolean(),
    http2KeepAlive: since(
      '1.31',
      fields({ interval: z.string(), timeout: z.string() }),
    ),
  }),
});

/**
 * What {@link connectionPoolSchema} reads.
 *
 * @public
 */
export type ConnectionPool = z.infer<typeof connectionPoolSchema>;

/** When an endpoint is taken out for its failures, as Flagger's Canary has it. */
export const outlierDetectionFields = {
  consecutive5xxErrors: z.int(),
  consecutiveGatewayErrors: z.int(),
  consecutiveLocalOriginFailures: z.int(),
  /** Old spelling of `consecutiveGatewayErrors`. */
  consecutiveErrors: z.int(),
  splitExternalLocalOriginErrors: z.boolean(),
  interval: z.string(),
  baseEjectionTime: z.string(),
  maxEjectionPercent: z.int(),
  minHealthPercent: z.int(),
};

/** TLS towards a destination, as Flagger's Canary has it. */
export const clientTlsFields = {
  mode: decisive(z.enum(['DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL'])),
  clientCertificate: z.string(),
  privateKey: z.string(),
  caCertificates: z.string(),
  sni: z.string(),
  subjectAltNames: texts,
};

const policyFields = {
  loadBalancer: loadBalancerSchema,
  connectionPool: connectionPoolSchema,
  outlierDetection: fields({
    ...outlierDetectionFields,
    outlierDetectionHttpErrorCodes: since('1.31', z.array(z.int())),
  }),
  tls: fields({
    ...clientTlsFields,
    credentialName: z.string(),
    caCrl: z.string(),
    insecureSkipVerify: z.boolean(),
  }),
};

/**
 * What a DestinationRule asks of the connections to a host or subset.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy
 * @public
 */
export const trafficPolicySchema = fields({
  ...policyFields,
  portLevelSettings: z.array(
    fields({
      ...policyFields,
      port: decisive(fields({ number: decisive(z.int()) })),
    }),
  ),
  tunnel: fields({ protocol: z.string() }).extend({
    targetHost: z.string(),
    targetPort: z.int(),
  }),
  proxyProtocol: fields({ version: z.enum(['V1', 'V2']) }),
  retryBudget: fields({
    percent: z.number(),
    minRetryConcurrency: z.int(),
    budgetInterval: since('1.31', z.string()),
  }),
});

/**
 * What {@link trafficPolicySchema} reads.
 *
 * @public
 */
export type TrafficPolicy = z.infer<typeof trafficPolicySchema>;
