import { hostMatches, parseServiceFqdn } from '../refs';
import type { Service, Subset } from '../resources';
import type { Evidence, Verdict } from '../verdict';
import type { RouteDestination } from './routeModel';
import { areOnPods, podsBehind, workloadsBehind } from './podsBehind';
import type { RoutingContext } from './RoutingContext';

type Target = RouteDestination['target'];

function target(
  state: Target['state'],
  reason: string,
  evidence: Evidence[] = [],
): Target {
  const verdict: Verdict<Target['state']> = { state, reason, evidence };
  return verdict;
}

/**
 * Looks a subset up where a caller may: in the DestinationRules for the host of the service's, the route's and the root namespace.
 * Which of them a caller sees depends on the caller; the subset counts as defined when one has it.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/destination_rule.go
 */
export function subsetOf(
  context: RoutingContext,
  fqdn: string,
  name: string,
  routeNamespace: string,
): { found?: Subset; looked: Evidence[] } {
  const { snapshot, scope } = context;
  const namespaces = new Set([
    parseServiceFqdn(fqdn)?.namespace,
    routeNamespace,
    scope.rootNamespace,
  ]);
  const rules = snapshot
    .byHost('DestinationRule', fqdn)
    .filter(({ metadata }) => namespaces.has(metadata.namespace));
  const found = rules
    .flatMap(({ spec }) => spec.subsets ?? [])
    .find(subset => subset.name === name);
  const looked = rules.map(rule => {
    const { namespace, name: ruleName } = rule.metadata;
    const subsets = (rule.spec.subsets ?? []).map(subset => subset.name);
    return {
      text: `DestinationRule ${namespace}/${ruleName} defines ${subsets.length > 0 ? subsets.join(', ') : 'no subsets'}.`,
      ref: snapshot.refOf(rule),
      path: 'spec.subsets',
    };
  });
  return { found, looked };
}

function labelWords(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}=${value}`)
    .join(', ');
}

function readyEndpoints(
  context: RoutingContext,
  service: Service,
): number | undefined {
  const { namespace, name } = service.metadata;
  const slices = context.snapshot.byLabels('EndpointSlice', namespace, {
    'kubernetes.io/service-name': name,
  });
  return slices.length === 0
    ? undefined
    : slices
        .flatMap(({ endpoints = [] }) => endpoints)
        .filter(({ conditions }) => conditions?.ready ?? true).length;
}

const plural = (count: number, one: string): string =>
  `${count} ${one}${count === 1 ? '' : 's'}`;

/** Pods of a Service or subset. */
function podState(
  context: RoutingContext,
  service: Service,
  subset: Subset | undefined,
): Target {
  const { snapshot } = context;
  const labels = subset?.labels ?? {};
  const { pods, ready } = podsBehind(snapshot, service, labels);
  const endpoints = subset ? undefined : readyEndpoints(context, service);
  const serving = endpoints ?? ready;
  if (serving > 0) {
    return target('ready', `${plural(serving, 'pod')} ready.`);
  }
  if (!context.wasRead('Pod') && endpoints === undefined) {
    return target('unknown', 'The pods were not read.');
  }
  if (pods.length > 0) {
    return target(
      'no-ready-endpoints',
      `None of ${plural(pods.length, 'pod')} is ready.`,
    );
  }
  const workloads = workloadsBehind(snapshot, service, labels);
  if (workloads.length > 0) {
    const [workload] = workloads;
    return target(
      'no-ready-endpoints',
      `${workload.kind} ${workload.metadata.name} has no pods now.`,
      [
        {
          text: `${workload.kind} ${workload.metadata.name}`,
          ref: snapshot.refOf(workload),
          path: 'spec.replicas',
        },
      ],
    );
  }
  return subset
    ? target(
        'no-workload-in-subset',
        `No workload of ${service.metadata.name} has the labels ${labelWords(labels)}.`,
      )
    : target('no-ready-endpoints', 'No workload is behind the Service.');
}

function serviceState(
  context: RoutingContext,
  service: Service,
  fqdn: string,
  subsetName: string | undefined,
  routeNamespace: string,
): Target {
  const { snapshot } = context;
  if (service.spec.type === 'ExternalName') {
    return target(
      'external',
      `The Service stands for ${service.spec.externalName ?? 'another host'}.`,
      [{ text: `Service ${fqdn}`, ref: snapshot.refOf(service) }],
    );
  }
  if (subsetName === undefined) {
    const selects = Object.keys(service.spec.selector ?? {}).length > 0;
    return selects || readyEndpoints(context, service) !== undefined
      ? podState(context, service, undefined)
      : target('unknown', 'The Service has no selector.');
  }
  const { found, looked } = subsetOf(context, fqdn, subsetName, routeNamespace);
  if (found) {
    return areOnPods(found.labels ?? {})
      ? podState(context, service, found)
      : target('unknown', 'The subset is chosen by topology.', looked);
  }
  return context.wasRead('DestinationRule')
    ? target(
        'subset-not-defined',
        `No DestinationRule for ${service.metadata.name} defines the subset ${subsetName}.`,
        looked,
      )
    : target('unknown', 'The DestinationRules were not read.');
}

function entryState(context: RoutingContext, fqdn: string): Target | undefined {
  const { snapshot } = context;
  const [entry] = snapshot
    .byHost('ServiceEntry', fqdn)
    .filter(({ spec }) =>
      (spec.hosts ?? []).some(host => hostMatches(host, fqdn)),
    );
  if (!entry) {
    return undefined;
  }
  const { namespace, name } = entry.metadata;
  return target('external', `Declared by ServiceEntry ${namespace}/${name}.`, [
    {
      text: `ServiceEntry ${namespace}/${name}`,
      ref: snapshot.refOf(entry),
      path: 'spec.hosts',
    },
  ]);
}

/**
 * Whether what a route names exists and can answer.
 *
 * @param fqdn - full name of the host
 * @param routeNamespace - of the object that names it
 */
export function targetState(
  context: RoutingContext,
  fqdn: string,
  subset: string | undefined,
  routeNamespace: string,
): Target {
  const parsed = parseServiceFqdn(fqdn);
  const service =
    parsed && context.snapshot.get('Service', parsed.namespace, parsed.name);
  if (service) {
    return serviceState(context, service, fqdn, subset, routeNamespace);
  }
  const entry = entryState(context, fqdn);
  if (entry) {
    return entry;
  }
  if (!context.wasRead('Service') || !context.wasRead('ServiceEntry')) {
    return target('unknown', 'The Services were not read.');
  }
  return target(
    'unknown-host',
    parsed
      ? `There is no Service ${parsed.name} in namespace ${parsed.namespace}.`
      : `No Service and no ServiceEntry declares ${fqdn}.`,
  );
}
