import { canaryNames } from '../../../snapshot';
import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

function missing(
  there: readonly string[] = [],
  named: readonly string[],
): string[] {
  return there.filter(each => !named.includes(each));
}

/** A VirtualService that Flagger takes over keeps only the hosts and gateways that the Canary names. */
export const takeOver: CanaryRule = {
  code: 'canary-take-over-loses-hosts',
  consequence: 'dangerous',
  link: links.service,
  check({ canary, snapshot }) {
    const { service } = canary.spec;
    const apex = canaryNames(canary)?.apex;
    const existing =
      apex === undefined || service?.delegation
        ? undefined
        : snapshot.get('VirtualService', canary.metadata.namespace, apex);
    if (
      !existing ||
      existing.metadata.ownerReferences?.some(({ kind }) => kind === 'Canary')
    ) {
      return [];
    }
    const lost = [
      ...missing(existing.spec.hosts, [...(service?.hosts ?? []), apex ?? '']),
      ...missing(existing.spec.gateways, service?.gateways ?? ['mesh']),
    ];
    return lost.length > 0
      ? [
          {
            path: 'spec.service',
            message: `Flagger takes the VirtualService \`${apex}\` over, and it loses \`${lost.join('`, `')}\`.`,
            remedy: 'Repeat its hosts and gateways in `spec.service`.',
          },
        ]
      : [];
  },
};
