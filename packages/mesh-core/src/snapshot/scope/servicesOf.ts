import { serviceFqdn } from '../../refs';
import type { Canary, Service } from '../../resources';
import { canaryNames } from '../canaryNames';
import type { ScopedWorkload, ServiceMember, ServiceRole } from './EntityScope';
import type { ScopeBuilder } from './ScopeBuilder';

/** Whether labels have all that a selector asks for. No selector, or an empty one, selects nothing. */
export function selectsLabels(
  selector: Readonly<Record<string, string>> | undefined,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  const wanted = Object.entries(selector ?? {});
  return (
    wanted.length > 0 &&
    wanted.every(([label, value]) => labels?.[label] === value)
  );
}

/** Labels of the pods of a workload. */
export function podLabelsOf(
  workload: ScopedWorkload,
): Readonly<Record<string, string>> {
  return workload.object.spec.template?.metadata?.labels ?? {};
}

function roleOf(service: Service, canaries: readonly Canary[]): ServiceRole {
  const { namespace, name } = service.metadata;
  for (const canary of canaries) {
    const names = canaryNames(canary);
    if (names && canary.metadata.namespace === namespace) {
      if (name === names.primaryService) return 'primary';
      if (name === names.canaryService) return 'canary';
    }
  }
  return 'apex';
}

/**
 * The Services of workloads: those whose selector takes their pods, and those that Flagger makes for their Canaries.
 */
export function servicesOf(
  builder: ScopeBuilder,
  workloads: readonly ScopedWorkload[],
  canaries: readonly Canary[],
): ServiceMember[] {
  const { snapshot } = builder;
  const found = new Map<Service, string>();
  for (const workload of workloads) {
    const { namespace, name } = workload.object.metadata;
    for (const service of snapshot.list('Service', namespace)) {
      if (
        !found.has(service) &&
        selectsLabels(service.spec.selector, podLabelsOf(workload))
      ) {
        found.set(service, `selects the pods of ${name}`);
      }
    }
  }
  for (const canary of canaries) {
    const names = canaryNames(canary);
    const all = names
      ? [names.apex, names.primaryService, names.canaryService]
      : [];
    for (const name of all) {
      const service = snapshot.get('Service', canary.metadata.namespace, name);
      if (service && !found.has(service)) {
        found.set(service, `belongs to Canary ${canary.metadata.name}`);
      }
    }
  }
  return [...found].map(([service, reason]) => ({
    ...builder.add('Service', service, reason),
    fqdn: serviceFqdn(service.metadata.namespace, service.metadata.name),
    role: roleOf(service, canaries),
  }));
}
