/** How a proxy treats a port. `auto` is found out for each connection. */
export type PortProtocol = 'http' | 'tls' | 'tcp' | 'udp' | 'auto';

const PROTOCOLS: Readonly<Record<string, PortProtocol>> = {
  http: 'http',
  http2: 'http',
  grpc: 'http',
  'grpc-web': 'http',
  'kubernetes.io/h2c': 'http',
  'kubernetes.io/ws': 'http',
  'kubernetes.io/wss': 'tls',
  https: 'tls',
  tls: 'tls',
  tcp: 'tcp',
  mongo: 'tcp',
  mysql: 'tcp',
  redis: 'tcp',
  udp: 'udp',
};

/** Ports of servers that speak first, which cannot be sniffed. */
const WELL_KNOWN_TCP = new Set([25, 3306, 27017]);

function byName(name: string): PortProtocol | undefined {
  const lower = name.toLowerCase();
  return lower === 'grpc-web' || lower.startsWith('grpc-web-')
    ? 'http'
    : PROTOCOLS[lower.split('-', 1)[0]];
}

/**
 * The protocol of a Service's port: `appProtocol`, else the name up to the first `-`, else it is sniffed.
 *
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
 * @see https://github.com/istio/istio/blob/master/pkg/config/kube/conversion.go
 */
export function portProtocol(port: {
  port: number;
  name?: string;
  protocol?: string;
  appProtocol?: string;
}): PortProtocol {
  if (port.protocol === 'UDP') {
    return 'udp';
  }
  const declared =
    (port.appProtocol && PROTOCOLS[port.appProtocol.toLowerCase()]) ||
    byName(port.name ?? '');
  return declared || (WELL_KNOWN_TCP.has(port.port) ? 'tcp' : 'auto');
}

/**
 * The protocol of a port of a ServiceEntry or of a Gateway server, as its `protocol` says.
 *
 * @see https://github.com/istio/istio/blob/master/pkg/config/kube/conversion.go
 */
export function declaredProtocol(protocol: string): PortProtocol {
  return PROTOCOLS[protocol.toLowerCase()] ?? 'auto';
}
