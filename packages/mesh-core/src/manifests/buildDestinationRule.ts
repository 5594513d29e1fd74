import { serviceFqdn } from '../refs';
import type { DestinationRule } from '../resources';
import { buildMetadata } from './buildMetadata';
import { buildTrafficPolicy } from './buildTrafficPolicy';
import { compact } from './compact';
import type { MeshIntent } from './intent';
import type { Manifest } from './Manifest';

/**
 * Builds the policies towards a service that is not under Flagger, and the subsets of its versions.
 *
 * @param intent - without `canary`
 * @returns `undefined` when there is nothing to say: an empty rule would only hide those that apply without it
 * @public
 */
export function buildDestinationRule(
  intent: MeshIntent,
): Manifest<DestinationRule> | undefined {
  const { service, versions } = intent;
  const trafficPolicy = buildTrafficPolicy(intent);
  if (!trafficPolicy && !versions) {
    return undefined;
  }
  return {
    object: {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: buildMetadata(intent),
      spec: compact({
        host: serviceFqdn(service.namespace, service.name),
        trafficPolicy,
        subsets: versions?.map(({ name, labels }) => ({
          name,
          labels: labels ?? { version: name },
        })),
      }),
    },
    purpose: `How callers treat the pods of ${service.name}, and which versions there are.`,
    reference:
      'https://istio.io/latest/docs/reference/config/networking/destination-rule/',
    comments: versions
      ? [
          {
            path: ['spec', 'subsets'],
            text: 'a subset is empty unless these labels are on the pods themselves',
          },
        ]
      : [],
  };
}
