import type { PeerAuthentication } from '../../resources';
import { oldestFirst } from '../../snapshot/scope/oldestFirst';
import { selectsLabels } from '../../snapshot/scope/servicesOf';

/** A policy and how widely it holds. */
export interface ScopedPeerAuthentication {
  policy: PeerAuthentication;
  scope: string;
}

/**
 * The mode of a setting; `UNSET` inherits.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/authn/policy_applier.go
 */
export function setMode(
  mode: 'UNSET' | 'DISABLE' | 'PERMISSIVE' | 'STRICT' | undefined,
): 'DISABLE' | 'PERMISSIVE' | 'STRICT' | undefined {
  return mode === 'UNSET' ? undefined : mode;
}

const hasSelector = ({ spec }: PeerAuthentication): boolean =>
  Object.keys(spec.selector?.matchLabels ?? {}).length > 0;

/**
 * The policies that hold for pods, the narrowest first: workload, namespace, mesh. Of several in one scope only the oldest. In the
 * root namespace a policy with a selector does not act.
 *
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/authn/policy_applier.go
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
  const own =
    namespace === rootNamespace
      ? []
      : [
          ...first(
            'the workload',
            ({ metadata, spec }) =>
              metadata.namespace === namespace &&
              selectsLabels(spec.selector?.matchLabels, labels),
          ),
          ...first(`namespace ${namespace}`, isIn(namespace)),
        ];
  return [...own, ...first('the mesh', isIn(rootNamespace))];
}
