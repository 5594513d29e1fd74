import type { GatewayServer, IstioGateway } from '../../resources';
import type { MeshSnapshot } from '../../snapshot';
import { oldestFirst } from '../../snapshot/scope/oldestFirst';
import { selectsLabels } from '../../snapshot/scope/servicesOf';
import type { CompileContext } from './CompileContext';
import { declaredProtocol } from './portProtocol';

/** A server of a gateway, as the proxy is to serve it. */
export interface ProxyServer {
  /** Name by which routes bind: `namespace/name`. */
  gateway: string;
  /** Names that routes of one listener of a Gateway API Gateway bind to. */
  port: { number: number; protocol: string };
  /** `namespace/host`, or a host alone, which admits all namespaces. */
  hosts: readonly string[];
  /** `redirect` is plain HTTP that sends everything to HTTPS. */
  tls: 'none' | 'redirect' | 'passthrough' | 'terminate';
  clientCertificate?: 'required' | 'optional';
  bind: string;
}

/** Entries in the form that merging compares: `./` is the gateway's own namespace, a star in its place is nothing. */
function admittedEntries(
  { hosts }: GatewayServer,
  namespace: string,
): string[] {
  const entries = hosts.map(entry => {
    const slash = entry.indexOf('/');
    const [owner, host] = [entry.slice(0, slash), entry.slice(slash + 1)];
    if (slash < 0 || owner === '*') {
      return host;
    }
    return owner === '.' ? `${namespace}/${host}` : entry;
  });
  return hosts.includes('*/*') ? ['*'] : entries;
}

function tlsOf({
  tls,
}: GatewayServer): Pick<ProxyServer, 'tls' | 'clientCertificate'> {
  switch (tls?.mode) {
    case 'PASSTHROUGH':
    case 'AUTO_PASSTHROUGH':
      return { tls: 'passthrough' };
    case 'MUTUAL':
    case 'ISTIO_MUTUAL':
      return { tls: 'terminate', clientCertificate: 'required' };
    case 'OPTIONAL_MUTUAL':
      return { tls: 'terminate', clientCertificate: 'optional' };
    default:
      return { tls: tls ? 'terminate' : 'none' };
  }
}

function serverOf(
  { metadata }: IstioGateway,
  server: GatewayServer,
): ProxyServer {
  const plain = declaredProtocol(server.port.protocol ?? '') === 'http';
  return {
    gateway: `${metadata.namespace}/${metadata.name}`,
    port: {
      number: server.port.number,
      protocol: server.port.protocol ?? '',
    },
    hosts: admittedEntries(server, metadata.namespace),
    bind: server.bind ?? '',
    ...(plain
      ? { tls: server.tls?.httpsRedirect ? 'redirect' : 'none' }
      : tlsOf(server)),
  };
}

/**
 * The servers that Istio's Gateways give to a proxy, the oldest Gateway first.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/gateway.go
 */
export function istioServers({
  snapshot,
  proxy,
}: Pick<CompileContext, 'snapshot' | 'proxy'>): ProxyServer[] {
  return oldestFirst(snapshot.list('IstioGateway'))
    .filter(({ spec }) => {
      const selector = spec.selector ?? {};
      return (
        Object.keys(selector).length === 0 ||
        selectsLabels(selector, proxy.labels)
      );
    })
    .flatMap(gateway =>
      (gateway.spec.servers ?? []).map(server => serverOf(gateway, server)),
    );
}

/**
 * Ports of the proxy for a port of its Service: where the Service leads, else the port itself.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/gateway.go
 */
export function proxyPorts(
  snapshot: MeshSnapshot,
  { namespace, labels }: CompileContext['proxy'],
): (port: number) => number[] {
  const targets = new Map<number, Set<number>>();
  for (const { spec } of snapshot.list('Service', namespace)) {
    if (spec.selector && selectsLabels(spec.selector, labels)) {
      for (const { port, targetPort } of spec.ports ?? []) {
        const target = Number(targetPort ?? port);
        const known = targets.get(port) ?? new Set<number>();
        targets.set(port, known.add(Number.isNaN(target) ? port : target));
      }
    }
  }
  return port => [...(targets.get(port) ?? [port])];
}

/** Servers of one port of the proxy that live together. */
export interface PortServers {
  port: number;
  kind: 'http' | 'tls' | 'tcp';
  servers: readonly ProxyServer[];
}

function kindOf({ tls, port }: ProxyServer): PortServers['kind'] {
  if (tls === 'passthrough' || tls === 'terminate') {
    return 'tls';
  }
  return declaredProtocol(port.protocol) === 'http' ? 'http' : 'tcp';
}

/**
 * Merges servers by port: those of plain HTTP with each other, those of TLS with each other unless they name the same host. Of what does
 * not go together the first stays.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/gateway.go
 */
export function mergeServers(
  servers: readonly ProxyServer[],
  portsOf: (port: number) => readonly number[],
): PortServers[] {
  const merged = new Map<
    number,
    { kind: PortServers['kind']; servers: ProxyServer[] }
  >();
  const hosts = new Map<number, Set<string>>();
  for (const server of servers) {
    const kind = kindOf(server);
    for (const port of portsOf(server.port.number)) {
      const present = merged.get(port);
      if (present && (present.kind !== kind || kind === 'tcp')) {
        continue;
      }
      const taken = hosts.get(port) ?? new Set<string>();
      const names = server.hosts.map(host => `${server.bind} ${host}`);
      if (kind === 'tls' && names.some(name => taken.has(name))) {
        continue;
      }
      hosts.set(port, new Set([...taken, ...names]));
      if (present) {
        present.servers.push(server);
      } else {
        merged.set(port, { kind, servers: [server] });
      }
    }
  }
  return [...merged].map(([port, value]) => ({ port, ...value }));
}
