import { hostMatches, parseServiceFqdn, serviceFqdn } from '../../refs';
import type { Service } from '../../resources';
import {
  canaryNames,
  membersOf,
  type EntityScope,
  type MeshSnapshot,
} from '../../snapshot';
import { selectsLabels } from '../../snapshot/scope/servicesOf';
import { isBoundToMesh } from '../../snapshot/scope/virtualServiceConcern';
import { declaredProtocol, portProtocol } from '../table/portProtocol';
import type { Labels } from './callerPods';
import type { CallableHost } from './model';

function portsOf({ spec }: Service): CallableHost['ports'] {
  return (spec.ports ?? [])
    .map(port => ({ number: port.port, protocol: portProtocol(port) }))
    .filter(({ protocol }) => protocol !== 'udp');
}

/** The host that callers name comes before those that Flagger makes for its own use. */
const order = { apex: 0, primary: 1, canary: 2 };

/** Hosts of the entity inside of the mesh. */
export function ownHosts({ services }: EntityScope): CallableHost[] {
  return [...services]
    .sort((a, b) => order[a.role] - order[b.role])
    .map(({ fqdn, object }) => ({ host: fqdn, ports: portsOf(object) }))
    .filter(({ ports }) => ports.length > 0);
}

const REQUEST_PROTOCOLS = /^(http|http2|grpc|grpc-web|auto)$/;

/**
 * Names that are no Services, by which rules lead callers in the mesh to the entity. A proxy has such a name on every port
 * with requests, so also on those of the entity.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
function hostsOfRules(
  scope: EntityScope,
  own: readonly CallableHost[],
): CallableHost[] {
  const ports = new Map(
    own
      .flatMap(host => host.ports)
      .filter(({ protocol }) => REQUEST_PROTOCOLS.test(protocol))
      .map(port => [port.number, port]),
  );
  const names = membersOf(scope, 'VirtualService')
    .filter(({ object }) => isBoundToMesh(object))
    .flatMap(({ object }) => scope.concerns.get(object)?.hosts ?? [])
    .filter(host => host.includes('.') && !host.startsWith('*'))
    .filter(host => !parseServiceFqdn(host) && !isShortFor(scope, host))
    .filter(host => !scope.egressHosts.includes(host));
  return ports.size === 0
    ? []
    : [...new Set(names)].map(host => ({ host, ports: [...ports.values()] }));
}

/** `cart.shop` is `cart.shop.svc.cluster.local`. */
function isShortFor({ hosts }: EntityScope, name: string): boolean {
  return hosts.some(host => host.startsWith(`${name}.`));
}

/** Hosts by which callers in the mesh reach the entity: its Services, then names that rules give it. */
export function hostsInMesh(scope: EntityScope): CallableHost[] {
  const own = ownHosts(scope);
  return [...own, ...hostsOfRules(scope, own)];
}

/** Services that Flagger makes for its own use, by name, each with the one that callers use instead. */
function apexNames(
  snapshot: MeshSnapshot,
  namespace: string,
): Map<string, string> {
  return new Map(
    snapshot.list('Canary', namespace).flatMap(canary => {
      const names = canaryNames(canary);
      return names
        ? [
            [names.primaryService, names.apex] as const,
            [names.canaryService, names.apex] as const,
          ]
        : [];
    }),
  );
}

/** The host by which callers reach pods: of several Services in front of them the one with the shortest name. */
export function hostOfPods(
  snapshot: MeshSnapshot,
  namespace: string,
  labels: Labels,
): CallableHost | undefined {
  const [service] = snapshot
    .list('Service', namespace)
    .filter(({ spec }) => selectsLabels(spec.selector, labels))
    .map(({ metadata }) => metadata.name)
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  if (service === undefined) {
    return undefined;
  }
  const name = apexNames(snapshot, namespace).get(service) ?? service;
  return knownHost(snapshot, serviceFqdn(namespace, name));
}

function portsOfEntries(
  snapshot: MeshSnapshot,
  host: string,
): CallableHost['ports'] {
  const ports = new Map<number, string>();
  for (const { spec } of snapshot.byHost('ServiceEntry', host)) {
    if ((spec.hosts ?? []).some(declared => hostMatches(declared, host))) {
      for (const { number, protocol = '' } of spec.ports ?? []) {
        ports.set(number, ports.get(number) ?? declaredProtocol(protocol));
      }
    }
  }
  return [...ports].map(([number, protocol]) => ({ number, protocol }));
}

/** A host as the registry of the mesh has it; `undefined` for one that it does not know. */
export function knownHost(
  snapshot: MeshSnapshot,
  host: string,
): CallableHost | undefined {
  const parsed = parseServiceFqdn(host);
  const service =
    parsed && snapshot.get('Service', parsed.namespace, parsed.name);
  const ports = service ? portsOf(service) : portsOfEntries(snapshot, host);
  return ports.length > 0 ? { host, ports } : undefined;
}
