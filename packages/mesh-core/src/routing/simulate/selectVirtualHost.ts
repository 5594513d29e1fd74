/** How the host of a request was found among the domains of virtual hosts. */
export interface HostChoice<T> {
  virtualHost: T;
  domain: string;
  by: 'exact' | 'suffix' | 'prefix' | 'any';
}

/** The host as Envoy looks it up: in lower case, without the port. Brackets of an IPv6 address stay. */
export function lookupHost(host: string): string {
  const lower = host.toLowerCase();
  const port = /^(\[[^\]]*\]|[^:]*):\d*$/.exec(lower);
  return port ? port[1] : lower;
}

/** What a `*` stands for must not be empty. */
function fits(host: string, domain: string): HostChoice<unknown>['by'] | false {
  if (domain === '*') {
    return 'any';
  }
  if (domain === host) {
    return 'exact';
  }
  if (host.length < domain.length) {
    return false;
  }
  if (domain.startsWith('*')) {
    return host.endsWith(domain.slice(1)) && 'suffix';
  }
  return (
    domain.endsWith('*') && host.startsWith(domain.slice(0, -1)) && 'prefix'
  );
}

const ORDER: Record<HostChoice<unknown>['by'], number> = {
  exact: 0,
  suffix: 1,
  prefix: 2,
  any: 3,
};

/**
 * Chooses the virtual host of a request: the exact domain, else the longest `*.suffix`, else the longest `prefix.*`, else `*`. There is no
 * way back: when no route of the chosen one matches, the answer is 404.
 *
 * @param host - Host header or `:authority`; case and port do not count
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto#config-route-v3-virtualhost
 */
export function selectVirtualHost<T extends { domains: readonly string[] }>(
  virtualHosts: readonly T[],
  host: string,
): HostChoice<T> | undefined {
  const name = lookupHost(host);
  let best: HostChoice<T> | undefined;
  for (const virtualHost of virtualHosts) {
    for (const domain of virtualHost.domains) {
      const by = fits(name, domain.toLowerCase());
      if (by && (!best || isCloser({ domain, by }, best))) {
        best = { virtualHost, domain, by };
      }
    }
  }
  return best;
}

type Found = Pick<HostChoice<unknown>, 'by' | 'domain'>;

function isCloser(one: Found, other: Found): boolean {
  return one.by === other.by
    ? one.domain.length > other.domain.length
    : ORDER[one.by] < ORDER[other.by];
}
