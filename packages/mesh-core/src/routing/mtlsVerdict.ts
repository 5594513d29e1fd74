import type { PeerAuthentication } from '../resources';
import { membersOf, type ScopedWorkload } from '../snapshot';
import { podLabelsOf } from '../snapshot/scope/servicesOf';
import type { Evidence } from '../verdict';
import {
  peerAuthenticationsFor,
  setMode,
  type ScopedPeerAuthentication,
} from './access/peerAuthentications';
import { isAmbient, isInMesh } from './isInMesh';
import type { MtlsVerdict } from './model';
import type { RoutingContext } from './RoutingContext';

type State = MtlsVerdict['state'];
type Mode = 'STRICT' | 'PERMISSIVE' | 'DISABLE';

const stateOfMode: Record<Mode, State> = {
  STRICT: 'strict',
  PERMISSIVE: 'permissive',
  DISABLE: 'disabled',
};

/** What holds for one workload. */
interface WorkloadMode {
  name: string;
  state: State;
  reason: string;
  evidence: Evidence[];
}

const modeOf = ({ spec }: PeerAuthentication): Mode | undefined =>
  setMode(spec.mtls?.mode);

function evidenceOf(
  context: RoutingContext,
  policy: PeerAuthentication,
  path: string,
  text: string,
): Evidence {
  const { namespace, name } = policy.metadata;
  return {
    text: `PeerAuthentication ${namespace}/${name}: ${text}`,
    ref: context.snapshot.refOf(policy),
    path,
  };
}

/** The policies that hold for a workload, the narrowest first. */
function policiesOf(
  context: RoutingContext,
  workload: ScopedWorkload,
): ScopedPeerAuthentication[] {
  return peerAuthenticationsFor(
    membersOf(context.scope, 'PeerAuthentication').map(({ object }) => object),
    workload.object.metadata.namespace,
    podLabelsOf(workload),
    context.scope.rootNamespace,
  );
}

/** Ports with a mode of their own, other than that of the workload. */
function portExceptions(
  context: RoutingContext,
  policy: PeerAuthentication,
  mode: Mode,
): { words: string[]; evidence: Evidence[] } {
  const ports = Object.entries(policy.spec.portLevelMtls ?? {}).flatMap(
    ([port, { mode: own }]) =>
      own === undefined || own === 'UNSET' || own === mode
        ? []
        : [{ port, own }],
  );
  return {
    words: ports.map(({ port, own }) => `port ${port} is ${own}`),
    evidence: ports.map(({ port, own }) =>
      evidenceOf(context, policy, `spec.portLevelMtls.${port}.mode`, own),
    ),
  };
}

function workloadMode(
  context: RoutingContext,
  workload: ScopedWorkload,
): WorkloadMode {
  const { name } = workload.object.metadata;
  if (!isInMesh(context, workload)) {
    return {
      name,
      state: 'outside-mesh',
      reason: `The pods of ${name} have no sidecar and are not in ambient mode.`,
      evidence: [{ text: `${workload.kind} ${name}`, ref: workload.ref }],
    };
  }
  const policies = policiesOf(context, workload);
  const [narrowest] = policies;
  const deciding = policies.find(({ policy }) => modeOf(policy) !== undefined);
  const mode = (deciding && modeOf(deciding.policy)) ?? 'PERMISSIVE';
  const decided = deciding
    ? {
        reason: `${mode}, set for ${deciding.scope}.`,
        evidence: [
          evidenceOf(context, deciding.policy, 'spec.mtls.mode', mode),
        ],
      }
    : {
        reason: 'PERMISSIVE, as no PeerAuthentication sets a mode.',
        evidence: [],
      };
  if (mode === 'DISABLE' && isAmbient(context, workload)) {
    return {
      name,
      state: 'permissive',
      reason: `${decided.reason.slice(0, -1)}; ztunnel takes mutual TLS all the same.`,
      evidence: decided.evidence,
    };
  }
  const exceptions =
    narrowest?.scope === 'the workload'
      ? portExceptions(context, narrowest.policy, mode)
      : { words: [], evidence: [] };
  return {
    name,
    state: exceptions.words.length > 0 ? 'mixed' : stateOfMode[mode],
    reason:
      exceptions.words.length > 0
        ? `${decided.reason.slice(0, -1)}, but ${exceptions.words.join(', ')}.`
        : decided.reason,
    evidence: [...decided.evidence, ...exceptions.evidence],
  };
}

/**
 * The mutual-TLS mode that the pods of the entity accept: port before workload before namespace before mesh, the oldest policy
 * where several compete.
 *
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
export function mtlsVerdict(context: RoutingContext): MtlsVerdict {
  if (context.scope.workloads.length === 0) {
    return { state: 'unknown', reason: 'There is no workload.', evidence: [] };
  }
  if (!context.wasRead('PeerAuthentication')) {
    return {
      state: 'unknown',
      reason: 'The PeerAuthentications were not read.',
      evidence: [],
    };
  }
  const modes = context.scope.workloads.map(workload =>
    workloadMode(context, workload),
  );
  const [first] = modes;
  if (modes.every(({ state }) => state === first.state)) {
    return {
      state: first.state,
      reason: first.reason,
      evidence: uniqueEvidence(modes),
    };
  }
  return {
    state: 'mixed',
    reason: modes.map(({ name, reason }) => `${name}: ${reason}`).join(' '),
    evidence: uniqueEvidence(modes),
  };
}

function uniqueEvidence(modes: readonly WorkloadMode[]): Evidence[] {
  const byText = new Map(
    modes
      .flatMap(({ evidence }) => evidence)
      .map(evidence => [evidence.text, evidence]),
  );
  return [...byText.values()];
}
