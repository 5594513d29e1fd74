import type { PeerAuthentication } from '../../resources';
import { oldestFirst } from '../../snapshot/scope/oldestFirst';
import { selectsLabels } from '../../snapshot/scope/servicesOf';

/** A policy and how widely it holds. */
export interface ScopedPeerAuthentication {
  policy: PeerAuthentication;
  scope: string;
}

/** The mode of a setting; `UNSET` inherits. */
export function setMode(
  mode: 'UNSET' | 'DISABLE' | 'PERMISSIVE' | 'STRICT' | undefined,
): 'DISABLE' | 'PERMISSIVE' | 'STRICT' | undefined {
  return mode === 'UNSET' ? undefined : mode;
}

const hasSelector = ({ spec }: PeerAuthentication): boolean =>
  Object.keys(spec.selector?.matchLabels ?? {}).length > 0;

/**
 * The policies that hold for pods, the narrowest first: workload, namespace, mesh. Of several in one scope only the oldest.
 *
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
export function peerAuthenticationsFor(
  policies: readonly PeerAuthentication[],
  namespace: string,
  labels: Readonly<Record<string, string>>,
  rootNamespace: string,
): ScopedPeerAuthentication[] {
  const sorted = oldestFirst(policies);
  const first = (
    scope: string,
    test: (policy: PeerAuthentication) => boolean,
  ): ScopedPeerAuthentication[] => {
    const policy = sorted.find(test);
    return policy ? [{ policy, scope }] : [];
  };
  const isIn = (place: string) => (policy: PeerAuthentication) =>
    policy.metadata.namespace === place && !hasSelector(policy);
  return [
    ...first(
      'the workload',
      ({ metadata, spec }) =>
        metadata.namespace === namespace &&
        selectsLabels(spec.selector?.matchLabels, labels),
    ),
    ...(namespace === rootNamespace
      ? []
      : first(`namespace ${namespace}`, isIn(namespace))),
    ...first('the mesh', isIn(rootNamespace)),
  ];
}
