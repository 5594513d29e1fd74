import { rootNamespaceOf, type MeshSnapshot } from '../../snapshot';
import type { AccessOptions, AccessWorkload, MtlsMode } from './model';
import { peerAuthenticationsFor, setMode } from './peerAuthentications';

const states = {
  STRICT: 'strict',
  PERMISSIVE: 'permissive',
  DISABLE: 'disabled',
} as const;

/** What holds where PeerAuthentications do not act. */
const elsewhere: Partial<Record<AccessWorkload['dataplane'], MtlsMode>> = {
  outside: {
    state: 'outside-mesh',
    reason: 'The pods are not in the mesh.',
    evidence: [],
  },
  gateway: {
    state: 'not-asked',
    reason:
      'A gateway takes what its servers say; no PeerAuthentication acts on it.',
    evidence: [],
  },
  waypoint: {
    state: 'strict',
    reason: 'A waypoint is reached over HBONE only, which is mutual TLS.',
    evidence: [],
  },
};

/** In ambient mode plain text can be refused, but mutual TLS cannot be switched off. */
function inAmbient(mode: MtlsMode, dataplane: string): MtlsMode {
  return dataplane === 'ambient' && mode.state === 'disabled'
    ? {
        ...mode,
        state: 'permissive',
        reason: `${mode.reason.slice(0, -1)}; ztunnel takes mutual TLS all the same.`,
      }
    : mode;
}

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
  options: AccessOptions = {},
): MtlsMode {
  const { dataplane, namespace, labels } = workload;
  const fixed = elsewhere[dataplane];
  if (fixed) {
    return fixed;
  }
  const policies = peerAuthenticationsFor(
    snapshot.list('PeerAuthentication'),
    namespace,
    labels,
    options.rootNamespace ?? rootNamespaceOf(snapshot),
  );
  for (const { policy, scope } of policies) {
    const ports =
      scope === 'the workload' ? policy.spec.portLevelMtls : undefined;
    const ofPort =
      port === undefined ? undefined : setMode(ports?.[String(port)]?.mode);
    const mode = ofPort ?? setMode(policy.spec.mtls?.mode);
    if (mode) {
      const { namespace: owner, name } = policy.metadata;
      return inAmbient(
        {
          state: states[mode],
          reason: `${mode}, set for ${ofPort ? `port ${port}` : scope}.`,
          evidence: [
            {
              text: `PeerAuthentication ${owner}/${name}: ${mode}`,
              ref: snapshot.refOf(policy),
              path: ofPort
                ? `spec.portLevelMtls.${port}.mode`
                : 'spec.mtls.mode',
            },
          ],
        },
        dataplane,
      );
    }
  }
  return {
    state: 'permissive',
    reason: 'PERMISSIVE, as no PeerAuthentication sets a mode.',
    evidence: [],
  };
}
