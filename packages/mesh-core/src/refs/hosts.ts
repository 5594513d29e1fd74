/**
 * The DNS domain of a cluster unless its operator chose another.
 *
 * @public
 */
export const DEFAULT_CLUSTER_DOMAIN = 'cluster.local';

const ipv4Pattern = /^\d{1,3}(\.\d{1,3}){3}$/;

function isAddress(host: string): boolean {
  return host.includes(':') || ipv4Pattern.test(host);
}

/**
 * Completes a host name as Istio does: a name without a dot is a Service of
 * the rule's own namespace. Everything else is taken as written, also
 * `reviews.prod`, which Istio does not complete. Names are compared in lower
 * case, so the answer is in lower case.
 *
 * @param host - as written in `hosts`, `destination.host`, `host`
 * @param namespace - of the object that holds the rule
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService
 * @public
 */
export function resolveHost(
  host: string,
  namespace: string,
  clusterDomain: string = DEFAULT_CLUSTER_DOMAIN,
): string {
  const name = host.toLowerCase();
  const complete =
    name === '' ||
    name.startsWith('*') ||
    name.includes('.') ||
    isAddress(name);
  return complete ? name : serviceFqdn(namespace, name, clusterDomain);
}

/**
 * The full host name of a Service, in lower case.
 *
 * @public
 */
export function serviceFqdn(
  namespace: string,
  name: string,
  clusterDomain: string = DEFAULT_CLUSTER_DOMAIN,
): string {
  return `${name}.${namespace}.svc.${clusterDomain}`.toLowerCase();
}

/**
 * The parts of a Service's full host name.
 *
 * @public
 */
export interface ServiceHost {
  name: string;
  namespace: string;
  clusterDomain: string;
}

/**
 * Takes the full host name of a Service apart.
 *
 * @returns `undefined` for external hosts, wildcards and names of single pods.
 * @public
 */
export function parseServiceFqdn(fqdn: string): ServiceHost | undefined {
  const [name, namespace, svc, ...domain] = fqdn.toLowerCase().split('.');
  const labels = [name, namespace, ...domain];
  if (
    svc !== 'svc' ||
    domain.length === 0 ||
    labels.some(label => label === '' || label.includes('*'))
  ) {
    return undefined;
  }
  return { name, namespace, clusterDomain: domain.join('.') };
}

/** The part after the star, or `undefined` when there is no star in front. */
function wildcardSuffix(host: string): string | undefined {
  return host.startsWith('*') ? host.slice(1) : undefined;
}

/**
 * Whether some host name is covered by both sides. Either may have a wildcard
 * in front: `*.example.com` and `shop.example.com` match, so do `*.com` and
 * `*.example.com`. A wildcard stands for at least nothing, as in Istio:
 * `*example.com` matches `example.com`.
 *
 * @see Istio `pkg/config/host/name.go`, `Matches`
 * @public
 */
export function hostMatches(a: string, b: string): boolean {
  const left = a.toLowerCase();
  const right = b.toLowerCase();
  const leftSuffix = wildcardSuffix(left);
  const rightSuffix = wildcardSuffix(right);
  if (leftSuffix !== undefined && rightSuffix !== undefined) {
    return leftSuffix.endsWith(rightSuffix) || rightSuffix.endsWith(leftSuffix);
  }
  if (leftSuffix !== undefined) {
    return right.endsWith(leftSuffix);
  }
  return rightSuffix === undefined
    ? left === right
    : left.endsWith(rightSuffix);
}

/**
 * Whether every host name that `host` covers is covered by `of` too.
 *
 * @see Istio `pkg/config/host/name.go`, `SubsetOf`
 * @public
 */
export function hostIsSubsetOf(host: string, of: string): boolean {
  const inner = host.toLowerCase();
  const outerSuffix = wildcardSuffix(of.toLowerCase());
  if (outerSuffix === undefined) {
    return inner === of.toLowerCase();
  }
  return (wildcardSuffix(inner) ?? inner).endsWith(outerSuffix);
}
