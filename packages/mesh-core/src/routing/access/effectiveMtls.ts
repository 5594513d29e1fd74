import type { MeshSnapshot } from '../../snapshot';
import type { AccessOptions, AccessWorkload, MtlsMode } from './model';
import { peerAuthenticationsFor, setMode } from './peerAuthentications';

const states = {
  STRICT: 'strict',
  PERMISSIVE: 'permissive',
  DISABLE: 'disabled',
} as const;

/**
 * The mutual-TLS mode of a workload, or of one of its ports: port before workload before namespace before mesh. Where nothing sets
 * it, both plain text and mutual TLS are taken.
 *
 * @param port - of the workload, not of the service
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
export function effectiveMtls(
  snapshot: MeshSnapshot,
  workload: AccessWorkload,
  port?: number,
  { rootNamespace = 'istio-system' }: AccessOptions = {},
): MtlsMode {
  if (workload.dataplane === 'outside') {
    return {
      state: 'outside-mesh',
      reason: 'The pods are not in the mesh.',
      evidence: [],
    };
  }
  const policies = peerAuthenticationsFor(
    snapshot.list('PeerAuthentication'),
    workload.namespace,
    workload.labels,
    rootNamespace,
  );
  for (const { policy, scope } of policies) {
    const ports =
      scope === 'the workload' ? policy.spec.portLevelMtls : undefined;
    const ofPort =
      port === undefined ? undefined : setMode(ports?.[String(port)]?.mode);
    const mode = ofPort ?? setMode(policy.spec.mtls?.mode);
    if (mode) {
      const { namespace, name } = policy.metadata;
      return {
        state: states[mode],
        reason: `${mode}, set for ${ofPort ? `port ${port}` : scope}.`,
        evidence: [
          {
            text: `PeerAuthentication ${namespace}/${name}: ${mode}`,
            ref: snapshot.refOf(policy),
            path: ofPort ? `spec.portLevelMtls.${port}.mode` : 'spec.mtls.mode',
          },
        ],
      };
    }
  }
  return {
    state: 'permissive',
    reason: 'PERMISSIVE, as no PeerAuthentication sets a mode.',
    evidence: [],
  };
}
