import {
  hostMatches,
  MESH_GATEWAY,
  parseServiceFqdn,
  resolveHost,
} from '../../refs';
import type {
  VirtualService,
  VirtualServiceHttpRoute,
  VirtualServiceTcpRoute,
  VirtualServiceTlsRoute,
} from '../../resources';
import type { HostSet, RouteConcern } from './routeConcern';

type AnyRule =
  VirtualServiceHttpRoute | VirtualServiceTlsRoute | VirtualServiceTcpRoute;

/** How a rule touches a host of the entity. */
interface RuleTouch {
  path: string;
  how: 'sends requests to' | 'mirrors requests to' | 'hands requests to';
  what: string;
}

/** The delegate that a rule hands its requests to, as `namespace/name`. */
export function delegateOf(
  rule: VirtualServiceHttpRoute,
  namespace: string,
): string | undefined {
  const { delegate } = rule;
  return delegate?.name
    ? `${delegate.namespace || namespace}/${delegate.name}`
    : undefined;
}

/** The rules of a VirtualService, each with its path as parsed. */
export function rulesWithPaths(
  virtualService: VirtualService,
): { rule: AnyRule; path: string }[] {
  const { http = [], tls = [], tcp = [] } = virtualService.spec;
  const pathed = (list: readonly AnyRule[], name: string) =>
    list.map((rule, index) => ({ rule, path: `spec.${name}[${index}]` }));
  return [
    ...pathed(http, 'http'),
    ...pathed(tls, 'tls'),
    ...pathed(tcp, 'tcp'),
  ];
}

/** Whether a VirtualService acts on callers inside of the mesh. */
export function isBoundToMesh(virtualService: VirtualService): boolean {
  const { gateways = [] } = virtualService.spec;
  return gateways.length === 0 || gateways.includes(MESH_GATEWAY);
}

function mirrorsOf(rule: AnyRule): string[] {
  if (!('mirror' in rule) && !('mirrors' in rule)) {
    return [];
  }
  const http: VirtualServiceHttpRoute = rule;
  return [
    ...(http.mirror ? [http.mirror.host] : []),
    ...(http.mirrors ?? []).map(({ destination }) => destination.host),
  ];
}

class Concern {
  private readonly namespace: string;

  constructor(
    private readonly virtualService: VirtualService,
    private readonly own: HostSet,
    private readonly delegates: ReadonlySet<string>,
  ) {
    this.namespace = virtualService.metadata.namespace;
  }

  /** Hosts that are the entity's own. A wildcard counts for callers in the mesh only: at a gateway it means any host. */
  ownHosts(): string[] {
    const inMesh = isBoundToMesh(this.virtualService);
    return (this.virtualService.spec.hosts ?? []).filter(written => {
      const host = resolveHost(written, this.namespace);
      return host.startsWith('*')
        ? inMesh && [...this.own].some(fqdn => hostMatches(host, fqdn))
        : this.own.has(host);
    });
  }

  touches(): RuleTouch[] {
    return rulesWithPaths(this.virtualService).flatMap(({ rule, path }) => {
      const touch = this.touchOf(rule);
      return touch ? [{ path, ...touch }] : [];
    });
  }

  private touchOf(rule: AnyRule): Omit<RuleTouch, 'path'> | undefined {
    const routed = this.firstOwn(
      (rule.route ?? []).map(({ destination }) => destination.host),
    );
    if (routed) {
      return { how: 'sends requests to', what: routed };
    }
    const delegate =
      'delegate' in rule ? delegateOf(rule, this.namespace) : undefined;
    if (delegate && this.delegates.has(delegate)) {
      return { how: 'hands requests to', what: `VirtualService ${delegate}` };
    }
    const mirrored = this.firstOwn(mirrorsOf(rule));
    return mirrored
      ? { how: 'mirrors requests to', what: mirrored }
      : undefined;
  }

  private firstOwn(hosts: readonly string[]): string | undefined {
    return hosts
      .map(host => resolveHost(host, this.namespace))
      .find(host => this.own.has(host));
  }
}

/** Hosts outside of the cluster, by which a rule of the object leads to the entity. */
function externalHosts(
  virtualService: VirtualService,
  touches: readonly RuleTouch[],
): string[] {
  const leadsHere = touches.some(({ how }) => how !== 'mirrors requests to');
  if (!leadsHere) {
    return [];
  }
  return (virtualService.spec.hosts ?? []).filter(
    host =>
      !parseServiceFqdn(resolveHost(host, virtualService.metadata.namespace)),
  );
}

/**
 * What of a VirtualService concerns a service: all rules where it names the service as host, else those that name it as
 * destination or mirror, or hand over to a delegate that does.
 *
 * @param own - full names of the service's hosts
 * @param delegates - `namespace/name` of the delegates that concern the service
 * @returns `undefined` when nothing of it does
 */
export function virtualServiceConcern(
  virtualService: VirtualService,
  own: HostSet,
  delegates: ReadonlySet<string> = new Set(),
): RouteConcern | undefined {
  const concern = new Concern(virtualService, own, delegates);
  const ownHosts = concern.ownHosts();
  const all = virtualService.spec.hosts ?? [];
  const touches = concern.touches();
  if (ownHosts.length > 0) {
    const external = externalHosts(virtualService, touches);
    const hosts = all.filter(
      host => ownHosts.includes(host) || external.includes(host),
    );
    return {
      reason: `routes ${ownHosts
        .map(host => resolveHost(host, virtualService.metadata.namespace))
        .join(', ')}`,
      hosts,
      hiddenHosts: all.length - hosts.length,
      rules: 'all',
    };
  }
  if (touches.length === 0) {
    return undefined;
  }
  const paths = new Set(touches.map(({ path }) => path));
  const hosts = externalHosts(virtualService, touches);
  return {
    reason: `${touches[0].how} ${touches[0].what}`,
    hosts,
    hiddenHosts: all.length - hosts.length,
    rules: paths,
  };
}
