import { parseServiceFqdn, resolveHost } from '../refs';
import type { Subset } from '../resources';
import { membersOf } from '../snapshot';
import type { DestinationPolicy } from './model';
import { areOnPods, podsBehind } from './podsBehind';
import { policySettings } from './policySettings';
import type { RoutingContext } from './RoutingContext';

function podsOf(
  context: RoutingContext,
  fqdn: string,
  { labels = {} }: Subset,
): { ready: number; total: number } | undefined {
  const parsed = parseServiceFqdn(fqdn);
  const service =
    parsed && context.snapshot.get('Service', parsed.namespace, parsed.name);
  if (!service || !areOnPods(labels) || !context.wasRead('Pod')) {
    return undefined;
  }
  const { pods, ready } = podsBehind(context.snapshot, service, labels);
  return { ready, total: pods.length };
}

/**
 * The DestinationRules of the scope, with the pods of their subsets and what they set.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/destination_rule.go
 */
export function destinationPolicies(
  context: RoutingContext,
): DestinationPolicy[] {
  return membersOf(context.scope, 'DestinationRule').map(
    ({ object, ref, reason }) => {
      const { host = '', subsets = [], trafficPolicy } = object.spec;
      const fqdn = resolveHost(host, object.metadata.namespace);
      return {
        ref,
        host: fqdn,
        reason,
        ...(context.isFlaggers(ref) ? { managedBy: 'flagger' as const } : {}),
        subsets: subsets.map(subset => {
          const pods = podsOf(context, fqdn, subset);
          return {
            name: subset.name,
            labels: subset.labels ?? {},
            ...(pods ? { pods } : {}),
          };
        }),
        settings: policySettings(trafficPolicy, subsets),
      };
    },
  );
}
