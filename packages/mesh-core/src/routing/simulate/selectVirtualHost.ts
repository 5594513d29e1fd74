/**
 * How the host of a request was found among the domains of virtual hosts.
 *
 * @public
 */
export interface HostChoice<T> {
  virtualHost: T;
  domain: string;
  by: 'exact' | 'suffix' | 'prefix' | 'any';
}

/**
 * The host as Envoy looks it up: in lower case, without the port. Brackets of an IPv6 address stay.
 *
 * @see https://github.com/envoyproxy/envoy/blob/main/source/common/router/config_impl.cc
 */
export function lookupHost(host: string): string {
  const lower = host.toLowerCase();
  const port = /^(\[[^\]]*\]|[^:]*):\d*$/.exec(lower);
  return port ? port[1] : lower;
}

interface WithDomains {
  domains: readonly string[];
}

/** Virtual hosts by their domains; made once for a list and asked for each request. */
interface HostIndex<T> {
  find(host: string): HostChoice<T> | undefined;
}

interface Pattern<T> {
  domain: string;
  text: string;
  virtualHost: T;
}

const longestFirst = (a: Pattern<unknown>, b: Pattern<unknown>): number =>
  b.text.length - a.text.length;

function buildIndex<T extends WithDomains>(
  virtualHosts: readonly T[],
): HostIndex<T> {
  const exact = new Map<string, Pattern<T>>();
  const suffixes: Pattern<T>[] = [];
  const prefixes: Pattern<T>[] = [];
  let any: Pattern<T> | undefined;
  for (const virtualHost of virtualHosts) {
    for (const domain of virtualHost.domains) {
      const text = domain.toLowerCase();
      const pattern = { domain, text, virtualHost };
      if (text === '*') {
        any ??= pattern;
      } else if (text.startsWith('*')) {
        suffixes.push({ ...pattern, text: text.slice(1) });
      } else if (text.endsWith('*')) {
        prefixes.push({ ...pattern, text: text.slice(0, -1) });
      } else if (!exact.has(text)) {
        exact.set(text, pattern);
      }
    }
  }
  suffixes.sort(longestFirst);
  prefixes.sort(longestFirst);
  const choice = (
    pattern: Pattern<T> | undefined,
    by: HostChoice<T>['by'],
  ): HostChoice<T> | undefined =>
    pattern && { virtualHost: pattern.virtualHost, domain: pattern.domain, by };
  return {
    find: host => {
      const name = lookupHost(host);
      // What a `*` stands for must not be empty.
      const longer = ({ text }: Pattern<T>) => name.length > text.length;
      return (
        choice(exact.get(name), 'exact') ??
        choice(
          suffixes.find(one => longer(one) && name.endsWith(one.text)),
          'suffix',
        ) ??
        choice(
          prefixes.find(one => longer(one) && name.startsWith(one.text)),
          'prefix',
        ) ??
        choice(any, 'any')
      );
    },
  };
}

const indexes = new WeakMap<readonly WithDomains[], HostIndex<unknown>>();

/**
 * Chooses the virtual host of a request: the exact domain, else the longest `*.suffix`, else the longest `prefix.*`, else `*`. There is no
 * way back: when no route of the chosen one matches, the answer is 404. A list is indexed once.
 *
 * @param host - Host header or `:authority`; case and port do not count
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto#config-route-v3-virtualhost
 */
export function selectVirtualHost<T extends WithDomains>(
  virtualHosts: readonly T[],
  host: string,
): HostChoice<T> | undefined {
  const index =
    (indexes.get(virtualHosts) as HostIndex<T> | undefined) ??
    buildIndex(virtualHosts);
  indexes.set(virtualHosts, index);
  return index.find(host);
}
