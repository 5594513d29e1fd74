import { parseServiceFqdn, serviceFqdn } from '../../refs';
import type { Canary } from '../../resources';
import { canaryNames } from '../canaryNames';
import type { MeshSnapshot } from '../MeshSnapshot';
import type { ScopeQuery } from '../scopeQuery';
import { addDestinationRules, addPoliciesOfCalls } from './destinationRulesOf';
import { addEgress } from './egressOf';
import {
  membersOf,
  type EntityScope,
  type ScopedWorkload,
  type ServiceMember,
} from './EntityScope';
import { addGatewayApiGateways, addIstioGateways } from './gatewaysOf';
import { addReports } from './reportsOf';
import { rootNamespaceOf } from './rootNamespaceOf';
import type { RouteConcerns } from './routeConcern';
import { addRoutes } from './routesOf';
import { ScopeBuilder } from './ScopeBuilder';
import { addSecurity } from './securityOf';
import { servicesOf } from './servicesOf';
import { canariesOfWorkload, workloadsOf } from './workloadsOf';

function addCanaries(
  builder: ScopeBuilder,
  workloads: readonly ScopedWorkload[],
): Canary[] {
  const { snapshot } = builder;
  const canaries = workloads.flatMap(({ kind, object }) =>
    canariesOfWorkload(snapshot, kind, object).map(({ canary }) => canary),
  );
  const unique = [...new Set(canaries)];
  for (const canary of unique) {
    const { targetRef } = canary.spec;
    const reason = `releases ${targetRef?.kind} ${targetRef?.name}`;
    builder.add('Canary', canary, reason);
  }
  return unique;
}

function addAutoscalers(
  builder: ScopeBuilder,
  workloads: readonly ScopedWorkload[],
): void {
  for (const { kind, object } of workloads) {
    const { namespace, name } = object.metadata;
    const scalers = builder.snapshot.list('HorizontalPodAutoscaler', namespace);
    for (const scaler of scalers) {
      const target = scaler.spec.scaleTargetRef;
      if (target?.kind === kind && target.name === name) {
        builder.add('HorizontalPodAutoscaler', scaler, `scales ${name}`);
      }
    }
  }
}

/** Full names of the services; those of Canaries also where the Services themselves were not read. */
function hostsOfScope(
  services: readonly ServiceMember[],
  canaries: readonly Canary[],
): string[] {
  const made = canaries.flatMap(canary => {
    const names = canaryNames(canary);
    const all = names
      ? [names.apex, names.primaryService, names.canaryService]
      : [];
    return all.map(name => serviceFqdn(canary.metadata.namespace, name));
  });
  return [...new Set([...services.map(({ fqdn }) => fqdn), ...made])].sort();
}

function addGateways(builder: ScopeBuilder, concerns: RouteConcerns): void {
  const members = builder.members();
  for (const { object } of membersOf({ members }, 'VirtualService')) {
    const concern = concerns.get(object);
    if (concern) {
      addIstioGateways(builder, object, concern);
    }
  }
  for (const kind of ['HTTPRoute', 'GRPCRoute'] as const) {
    for (const { object } of membersOf({ members }, kind)) {
      addGatewayApiGateways(builder, object);
    }
  }
}

/**
 * Finds all objects of a cluster that act on the service of an entity, each with the reason why it belongs: workloads, their
 * Services, what routes to them or lets them be reached, the policies on the way, and the policy reports about all these.
 *
 * @returns a scope without members when the query selects no workload
 * @public
 */
export function scopeOf(
  snapshot: MeshSnapshot,
  query: ScopeQuery,
): EntityScope {
  const builder = new ScopeBuilder(snapshot);
  const rootNamespace = rootNamespaceOf(snapshot);
  const workloads = workloadsOf(builder, query);
  const canaries = addCanaries(builder, workloads);
  const services = servicesOf(builder, workloads, canaries);
  const hosts = hostsOfScope(services, canaries);
  const hostSet = new Set(hosts);
  addAutoscalers(builder, workloads);
  const concerns = addRoutes(builder, hostSet);
  const egressHosts = addEgress(builder, workloads, rootNamespace, concerns);
  addDestinationRules(
    builder,
    new Set([...hosts, ...egressHosts]),
    rootNamespace,
    host => parseServiceFqdn(host)?.namespace,
  );
  addPoliciesOfCalls(
    builder,
    new Set(workloads.map(({ object }) => object.metadata.namespace)),
  );
  addGateways(builder, concerns);
  addSecurity(builder, workloads, services, rootNamespace);
  addReports(builder, workloads);
  return {
    cluster: snapshot.cluster,
    query,
    rootNamespace,
    workloads,
    services,
    hosts,
    egressHosts,
    concerns,
    members: builder.members(),
  };
}
