import { rootNamespaceOf, type MeshSnapshot } from '../../snapshot';
import { splitPath } from '../simulate/HttpRequest';
import { normalizePath } from '../simulate/normalizePath';
import type { SeenRequest } from './attributeKinds';
import { checkToken, tokenRules, type TokenCheck } from './checkToken';
import type { Layer } from './compileRule';
import { compilePolicy, type CompiledPolicy } from './compilePolicy';
import { decide } from './decide';
import { effectiveMtls } from './effectiveMtls';
import type { Judgement } from './judgement';
import { matchPolicy } from './matchPolicy';
import type { AccessDecision } from './decisionModel';
import type {
  AccessOptions,
  AccessRequest,
  AccessWorkload,
  MtlsMode,
  PolicyAction,
} from './model';
import { policiesFor } from './policiesFor';

const ORDER: readonly PolicyAction[] = ['CUSTOM', 'AUDIT', 'DENY', 'ALLOW'];

/**
 * What looks at requests of a protocol.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/authz/builder/builder.go
 */
export function layerOf(
  { dataplane }: Pick<AccessWorkload, 'dataplane'>,
  protocol: AccessRequest['protocol'] = 'http',
): Layer {
  return dataplane === 'ambient' ? 'ztunnel' : protocol;
}

function seenRequest(
  request: AccessRequest,
  mtls: MtlsMode,
  token: TokenCheck,
  { pathNormalization = 'DEFAULT' }: AccessOptions,
): SeenRequest {
  const { path, jwt: _, ...rest } = request;
  return {
    ...rest,
    // Where the port takes plain text only nobody has an identity.
    ...(mtls.state === 'disabled' ? { principal: null } : {}),
    ...(path === undefined
      ? {}
      : { path: splitPath(normalizePath(path, pathNormalization)).path }),
    jwt: token.seen,
  };
}

/** What a policy is asked about; CUSTOM comes before the check of tokens and sees none. */
function requestFor(policy: CompiledPolicy, seen: SeenRequest): SeenRequest {
  return policy.action === 'CUSTOM' ? { ...seen, jwt: null } : seen;
}

const BEHIND_WAYPOINT =
  'Policies of the pods behind the waypoint hold as well; for them the waypoint is the caller.';

const outside: AccessDecision = {
  verdict: 'allowed',
  reason: 'The pods are outside of the mesh: no policy acts on them.',
  policies: [],
  ignored: [],
  notes: [],
  inactive: [],
};

/**
 * Whether a request may pass, and what decided it: mutual TLS, the token, then the AuthorizationPolicies in the order CUSTOM, AUDIT,
 * DENY, ALLOW. A request that a DENY policy takes is refused; where there are ALLOW policies one of them must take it. Never throws.
 *
 * Not modelled: EnvoyFilter, WasmPlugin, whether a provider of CUSTOM exists, policies that are attached to a route or to a Gateway of
 * Istio's own API, and where in a request the token is looked for.
 *
 * @param workload - what is called
 * @param request - as it arrives there; what it does not tell makes the verdict `depends` where a rule asks for it
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/authz/builder/builder.go
 * @public
 */
export function authorize(
  snapshot: MeshSnapshot,
  workload: AccessWorkload,
  request: AccessRequest,
  options: AccessOptions = {},
): AccessDecision {
  if (workload.dataplane === 'outside') {
    return outside;
  }
  const rootNamespace = options.rootNamespace ?? rootNamespaceOf(snapshot);
  const layer = layerOf(workload, request.protocol);
  const mtls = effectiveMtls(snapshot, workload, request.port, options);
  const tokens =
    layer === 'http'
      ? policiesFor(snapshot, 'RequestAuthentication', workload, rootNamespace)
          .attached
      : [];
  const token = checkToken(tokenRules(tokens), request);
  const { attached, ignored } = policiesFor(
    snapshot,
    'AuthorizationPolicy',
    workload,
    rootNamespace,
  );
  const policies = attached
    .map(one => compilePolicy(snapshot, one, layer, options))
    .sort((a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action));
  const seen = seenRequest(request, mtls, token, options);
  const judgement: Judgement = {
    layer,
    mtls,
    token,
    principal: request.principal,
    policies: policies.map(policy => ({
      policy,
      step: matchPolicy(policy, requestFor(policy, seen)),
    })),
  };
  const decision = decide(judgement);
  return {
    ...decision,
    notes: [
      ...decision.notes,
      ...(workload.dataplane === 'waypoint' && decision.verdict !== 'denied'
        ? [BEHIND_WAYPOINT]
        : []),
    ],
    ignored,
    inactive: policies.flatMap(({ inactive }) => inactive),
  };
}
