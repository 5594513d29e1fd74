import { rootNamespaceOf, type MeshSnapshot } from '../../snapshot';
import type { CallersAnswer, TokenRequirement } from './accessModel';
import { layerOf } from './authorize';
import { callerTls, type CallerTls } from './callerTls';
import { tokenRules } from './checkToken';
import { compilePolicy } from './compilePolicy';
import { effectiveMtls } from './effectiveMtls';
import type { AccessWorkload, MtlsMode } from './model';
import { policiesFor } from './policiesFor';
import { tokenRequirement } from './tokenRequirement';
import { whoMayCall, type CallersOptions } from './whoMayCall';

/**
 * How a workload is protected.
 *
 * @public
 */
export interface Access {
  /** What it asks of connections. */
  mtls: MtlsMode;
  /** What callers with a sidecar send. */
  callerTls: CallerTls;
  token: TokenRequirement;
  callers: CallersAnswer;
}

/**
 * How a workload is protected: mutual TLS in effect on a port, whether a token is needed, and who may call.
 *
 * @param workload - what is called
 * @see https://istio.io/latest/docs/concepts/security/
 * @public
 */
export function access(
  snapshot: MeshSnapshot,
  workload: AccessWorkload,
  options: CallersOptions = {},
): Access {
  const rootNamespace = options.rootNamespace ?? rootNamespaceOf(snapshot);
  const known = { ...options, rootNamespace };
  const { port, protocol } = options;
  const layer = layerOf(workload, protocol);
  const isInMesh = workload.dataplane !== 'outside';
  const attachedOf = <
    K extends 'AuthorizationPolicy' | 'RequestAuthentication',
  >(
    kind: K,
  ) =>
    isInMesh
      ? policiesFor(snapshot, kind, workload, rootNamespace).attached
      : [];
  return {
    mtls: effectiveMtls(snapshot, workload, port, known),
    callerTls: callerTls(snapshot, workload, port, known),
    token: tokenRequirement(
      layer === 'http' ? tokenRules(attachedOf('RequestAuthentication')) : [],
      attachedOf('AuthorizationPolicy').map(policy =>
        compilePolicy(snapshot, policy, layer, known),
      ),
    ),
    callers: whoMayCall(snapshot, workload, known),
  };
}
