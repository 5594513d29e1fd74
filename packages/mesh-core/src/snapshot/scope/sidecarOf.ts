import { hostMatches } from '../../refs';
import type { Sidecar } from '../../resources';
import type { MeshSnapshot } from '../MeshSnapshot';
import { oldestFirst } from './oldestFirst';
import { selectsLabels } from './servicesOf';

function hasSelector(sidecar: Sidecar): boolean {
  return Object.keys(sidecar.spec.workloadSelector?.labels ?? {}).length > 0;
}

/**
 * The Sidecar in effect for pods: one that selects them, else the one for their namespace, else that of the root namespace.
 * Where several compete, the oldest wins.
 *
 * @param labels - of the pods
 * @returns `undefined` when there is none: the pods then know every host that is visible to their namespace
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/
 * @public
 */
export function sidecarOf(
  snapshot: MeshSnapshot,
  namespace: string,
  labels: Readonly<Record<string, string>>,
  rootNamespace: string,
): Sidecar | undefined {
  const own = oldestFirst(snapshot.list('Sidecar', namespace));
  const selecting = own.find(sidecar =>
    selectsLabels(sidecar.spec.workloadSelector?.labels, labels),
  );
  const unselective = (list: readonly Sidecar[]): Sidecar | undefined =>
    list.find(sidecar => !hasSelector(sidecar));
  return (
    selecting ??
    unselective(own) ??
    unselective(oldestFirst(snapshot.list('Sidecar', rootNamespace)))
  );
}

interface EgressHost {
  excluded: boolean;
  namespace: string;
  host: string;
}

function egressHostsOf(sidecar: Sidecar): EgressHost[] | undefined {
  const { egress } = sidecar.spec;
  return egress
    ?.flatMap(({ hosts = [] }) => hosts)
    .map(entry => {
      const slash = entry.indexOf('/');
      const owner = entry.slice(0, Math.max(slash, 0));
      const excluded = owner.startsWith('~') && owner !== '~';
      return {
        excluded,
        namespace: excluded ? owner.slice(1) : owner,
        host: entry.slice(slash + 1),
      };
    });
}

function covers(
  entry: EgressHost,
  sidecarNamespace: string,
  host: string,
  namespace: string,
): boolean {
  const owner = entry.namespace === '.' ? sidecarNamespace : entry.namespace;
  return (
    (owner === '*' || owner === namespace) && hostMatches(entry.host, host)
  );
}

/**
 * How a Sidecar knows a host: `named` by an entry of its own, through a `wildcard`, or not at all.
 *
 * @param namespace - of the object that declares the host
 * @public
 */
export function knowsHost(
  sidecar: Sidecar | undefined,
  podNamespace: string,
  host: string,
  namespace: string,
): 'named' | 'wildcard' | 'unknown' {
  const entries = sidecar && egressHostsOf(sidecar);
  if (!entries) {
    return 'wildcard';
  }
  const covering = entries.filter(entry =>
    covers(entry, podNamespace, host, namespace),
  );
  if (covering.length === 0 || covering.some(entry => entry.excluded)) {
    return 'unknown';
  }
  return covering.some(entry => entry.host !== '*') ? 'named' : 'wildcard';
}
