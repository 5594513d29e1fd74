import type {
  ConnectionPool,
  LoadBalancer,
  Subset,
  TrafficPolicy,
} from '../resources';
import type { DestinationPolicy } from './model';

type Setting = DestinationPolicy['settings'][number];
/** The blocks that a policy may set at the top, for a port and for a subset. */
type Blocks = Pick<
  TrafficPolicy,
  'loadBalancer' | 'connectionPool' | 'outlierDetection' | 'tls'
>;

/** Words of a block: those of the values that are there. */
function words(
  ...parts: [value: unknown, text: (value: string) => string][]
): string {
  return parts
    .filter(([value]) => value !== undefined)
    .map(([value, text]) => text(String(value)))
    .join(', ');
}

function hashWords({ consistentHash }: LoadBalancer): string {
  if (!consistentHash) {
    return '';
  }
  return words(
    [consistentHash.httpHeaderName, name => `by header ${name}`],
    [consistentHash.httpCookie?.name, name => `by cookie ${name}`],
    [
      consistentHash.httpQueryParameterName,
      name => `by query parameter ${name}`,
    ],
    [consistentHash.useSourceIp, () => 'by source address'],
  );
}

function balancing(loadBalancer: LoadBalancer): string {
  const hash = hashWords(loadBalancer);
  return words(
    [loadBalancer.simple, name => name],
    [hash || undefined, by => `consistent hash ${by}`],
    [
      loadBalancer.warmup?.duration ?? loadBalancer.warmupDurationSecs,
      duration => `warm-up ${duration}`,
    ],
  );
}

function locality({
  localityLbSetting: setting,
  zoneAwareLbSetting: zones,
}: LoadBalancer): string {
  const moves = (setting?.failover ?? []).map(
    ({ from, to }) => `failover from ${from} to ${to}`,
  );
  return words(
    [setting?.enabled, on => (on === 'true' ? 'on' : 'off')],
    [setting?.distribute?.length, () => 'distributes by locality'],
    [moves.length > 0 ? moves.join(', ') : undefined, text => text],
    [
      setting?.failoverPriority?.join(', '),
      labels => `failover in the order of ${labels}`,
    ],
    [zones?.enabled, on => `zone-aware ${on === 'true' ? 'on' : 'off'}`],
  );
}

function pool({ tcp, http }: ConnectionPool): string {
  return words(
    [tcp?.maxConnections, count => `${count} connections`],
    [tcp?.connectTimeout, time => `connect within ${time}`],
    [tcp?.idleTimeout, time => `idle connections closed after ${time}`],
    [tcp?.maxConnectionDuration, time => `connections closed after ${time}`],
    [http?.http1MaxPendingRequests, count => `${count} pending requests`],
    [http?.http2MaxRequests, count => `${count} requests at a time`],
    [
      http?.maxRequestsPerConnection,
      count => `${count} requests per connection`,
    ],
    [http?.maxRetries, count => `${count} retries at a time`],
    [http?.idleTimeout, time => `idle after ${time}`],
    [http?.h2UpgradePolicy, policy => `HTTP/2: ${policy}`],
  );
}

function ejection(
  detection: NonNullable<TrafficPolicy['outlierDetection']>,
): string {
  return words(
    [detection.consecutive5xxErrors, count => `after ${count} × 5xx`],
    [
      detection.consecutiveGatewayErrors ?? detection.consecutiveErrors,
      count => `after ${count} gateway errors`,
    ],
    [
      detection.consecutiveLocalOriginFailures,
      count => `after ${count} local failures`,
    ],
    [detection.interval, time => `looked at every ${time}`],
    [detection.baseEjectionTime, time => `for ${time}`],
    [detection.maxEjectionPercent, share => `at most ${share} %`],
    [detection.minHealthPercent, share => `while ${share} % are healthy`],
  );
}

function tlsWords(tls: NonNullable<TrafficPolicy['tls']>): string {
  return words(
    [tls.mode ?? 'DISABLE', mode => mode],
    [tls.sni, name => `SNI ${name}`],
    [tls.subjectAltNames?.join(', '), names => `server is ${names}`],
    [
      tls.insecureSkipVerify || undefined,
      () => 'the certificate is not verified',
    ],
  );
}

function blockSettings(blocks: Blocks, level: string): Setting[] {
  const { loadBalancer, connectionPool, outlierDetection, tls } = blocks;
  const all: [Setting['area'], string, string | undefined][] = [
    ['loadBalancer', 'Balancing', loadBalancer && balancing(loadBalancer)],
    ['locality', 'Locality', loadBalancer && locality(loadBalancer)],
    ['connectionPool', 'Pool', connectionPool && pool(connectionPool)],
    [
      'outlierDetection',
      'Ejection',
      outlierDetection && ejection(outlierDetection),
    ],
    ['tls', 'TLS', tls && tlsWords(tls)],
  ];
  return all.flatMap(([area, label, text]) =>
    text ? [{ area, level, text: `${label}: ${text}` }] : [],
  );
}

function levelSettings(
  policy: TrafficPolicy | undefined,
  level: string,
  portLevel: (port: string) => string,
): Setting[] {
  return [
    ...blockSettings(policy ?? {}, level),
    ...(policy?.portLevelSettings ?? []).flatMap(setting =>
      blockSettings(setting, portLevel(String(setting.port?.number ?? '?'))),
    ),
  ];
}

/**
 * What a DestinationRule sets, a line per block and level. Settings of a port replace those above it as a whole; settings of a
 * subset act only on routes that name it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy
 */
export function policySettings(
  policy: TrafficPolicy | undefined,
  subsets: readonly Subset[],
): Setting[] {
  return [
    ...levelSettings(policy, 'top', port => `port ${port}`),
    ...subsets.flatMap(({ name, trafficPolicy }) =>
      levelSettings(
        trafficPolicy,
        `subset ${name}`,
        port => `subset ${name}, port ${port}`,
      ),
    ),
  ];
}
