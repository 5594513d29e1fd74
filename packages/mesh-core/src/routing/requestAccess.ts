import type { ResourceRef } from '../refs';
import type { KindName } from '../resources';
import type { EntityScope, MeshSnapshot, ScopedWorkload } from '../snapshot';
import {
  accessOptionsOf,
  authorize,
  type AccessDecision,
  type AccessOptions,
} from './access';
import { accessPlaces } from './accessPlaces';
import { arrivingRequest } from './arrivingRequest';
import { callerIdentity } from './callerIdentity';
import { RoutingContext } from './RoutingContext';
import {
  podPort,
  requestAims,
  workloadsOf,
  type RequestAim,
} from './requestAims';
import type { ExplainedRequest } from './rows';
import type { RouteRequest } from './simulate/Outcome';
import type { RouteCaller } from './table/CompileOptions';

/**
 * Whether the pods behind a destination let a request in.
 *
 * @public
 */
export interface RequestAccess {
  /** The destination. */
  host: string;
  subset?: string;
  workload: ResourceRef;
  verdict: AccessDecision['verdict'];
  /** HTTP status of a refusal; absent where the connection is closed. */
  status?: number;
  reason: string;
  /** The policy that decided. */
  policy?: ResourceRef;
  /** Of the rule in it. */
  path?: string;
  notes: readonly string[];
}

/**
 * Whose pods are asked.
 *
 * @public
 */
export interface AccessSite {
  snapshot: MeshSnapshot;
  /** Of the same snapshot. */
  scope: EntityScope;
  /** Kinds that could not be read: of objects that are not known nothing is concluded. */
  notRead: readonly KindName[];
}

const KINDS = [
  'AuthorizationPolicy',
  'RequestAuthentication',
  'PeerAuthentication',
] as const;

function entryOf(
  decision: AccessDecision,
  aim: RequestAim,
  workload: ScopedWorkload,
): RequestAccess {
  const { answer, decidedBy, verdict, reason, notes } = decision;
  return {
    host: aim.known.host,
    ...(aim.known.subset === undefined ? {} : { subset: aim.known.subset }),
    workload: workload.ref,
    verdict,
    ...(answer?.kind === 'status' ? { status: answer.status } : {}),
    reason,
    ...(decidedBy ? { policy: decidedBy.ref, path: decidedBy.path } : {}),
    notes,
  };
}

/** Who the pods take the caller for: what a policy switches off or does itself is not told by the caller alone. */
function principalFor(
  context: RoutingContext,
  caller: RouteCaller,
  { known }: RequestAim,
  { trustDomain }: AccessOptions,
): string | null | undefined {
  switch (known.policy?.tls) {
    case 'none':
      return null;
    case 'explicit':
      return undefined;
    default:
      return callerIdentity(context.snapshot, caller, trustDomain);
  }
}

/**
 * Whether the pods of the entity let in a request that was simulated: one entry per workload behind its destinations. In ambient mode
 * the waypoint of the Service is asked, where there is one. Tokens are taken as valid.
 *
 * @returns nothing when the request is not sent on, the policies were not read, or no workload of the entity is behind the destinations
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 * @public
 */
export function requestAccess(
  site: AccessSite,
  caller: RouteCaller,
  request: RouteRequest,
  explained: ExplainedRequest,
): RequestAccess[] | undefined {
  const { outcome } = explained;
  const context = new RoutingContext(site.snapshot, site.scope, site.notRead);
  const isSent = outcome.outcome === 'route' || outcome.outcome === 'tcp';
  if (!isSent || !KINDS.every(kind => context.wasRead(kind))) {
    return undefined;
  }
  const options = accessOptionsOf(context.snapshot);
  const entries = requestAims(context, explained, outcome).flatMap(aim => {
    const seen = arrivingRequest(context.snapshot, request, outcome, aim);
    const principal = principalFor(context, caller, aim, options);
    return workloadsOf(context, aim).map(workload => {
      const [place] = accessPlaces(context, workload);
      const port = podPort(workload, aim);
      const decision = authorize(
        context.snapshot,
        place.workload,
        { ...seen, port, principal },
        options,
      );
      return entryOf(decision, aim, workload);
    });
  });
  return entries.length > 0 ? entries : undefined;
}
