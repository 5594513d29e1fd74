import { rootNamespaceOf, type MeshSnapshot } from '../../snapshot';
import type { Verdict } from '../../verdict';
import { effectiveMtls } from './effectiveMtls';
import type { AccessOptions, AccessWorkload } from './model';
import { peerAuthenticationsFor, setMode } from './peerAuthentications';

/**
 * What a caller with a sidecar sends when no DestinationRule says otherwise.
 *
 * @public
 */
export type CallerTls = Verdict<'mutual-tls' | 'plain-text'>;

/** The mode that callers infer for a service: that of the namespace, else of the mesh. They do not look at workloads for it. */
function inferredMode(
  snapshot: MeshSnapshot,
  namespace: string,
  rootNamespace: string,
) {
  const policies = peerAuthenticationsFor(
    snapshot.list('PeerAuthentication'),
    namespace,
    {},
    rootNamespace,
  );
  return policies.find(({ policy }) => setMode(policy.spec.mtls?.mode));
}

/**
 * What a caller with a sidecar sends to a port of a workload when no DestinationRule says otherwise (automatic mutual TLS). Whether it
 * tries mutual TLS at all follows from the PeerAuthentication of the namespace or the mesh alone: where that is DISABLE, a STRICT
 * workload gets plain text and refuses it. Pods whose own mode is DISABLE, and pods outside of the mesh, get plain text.
 *
 * @param port - of the workload, not of the service
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/push_context.go
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/xds/endpoints/mtls_checker.go
 */
export function callerTls(
  snapshot: MeshSnapshot,
  workload: AccessWorkload,
  port?: number,
  options: AccessOptions = {},
): CallerTls {
  const rootNamespace = options.rootNamespace ?? rootNamespaceOf(snapshot);
  const plain = (reason: string, evidence: CallerTls['evidence'] = []) =>
    ({ state: 'plain-text', reason, evidence }) satisfies CallerTls;
  if (workload.dataplane === 'outside') {
    return plain('Callers send plain text to pods outside of the mesh.');
  }
  if (workload.dataplane === 'sidecar') {
    const inferred = inferredMode(snapshot, workload.namespace, rootNamespace);
    if (inferred && setMode(inferred.policy.spec.mtls?.mode) === 'DISABLE') {
      const { policy, scope } = inferred;
      const { namespace, name } = policy.metadata;
      return plain(`Callers send plain text: DISABLE, set for ${scope}.`, [
        {
          text: `PeerAuthentication ${namespace}/${name}: DISABLE`,
          ref: snapshot.refOf(policy),
          path: 'spec.mtls.mode',
        },
      ]);
    }
    const own = effectiveMtls(snapshot, workload, port, options);
    if (own.state === 'disabled') {
      return plain(
        `Callers send plain text to these pods: ${own.reason}`,
        own.evidence,
      );
    }
  }
  return {
    state: 'mutual-tls',
    reason: 'Callers with a sidecar send mutual TLS.',
    evidence: [],
  };
}
