import { canaryNames } from '../../../snapshot';
import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** What Flagger writes must not be in Git as well. */
export const ownedObjects: CanaryRule = {
  code: 'canary-owned-object-in-git',
  consequence: 'dangerous',
  link: links.faq,
  check({ canary, snapshot, areManifests }) {
    const names = canaryNames(canary);
    if (!areManifests || !names) {
      return [];
    }
    const { apex, primaryService, canaryService } = names;
    const owned = [
      { kind: 'Service', names: [apex, primaryService, canaryService] },
      { kind: 'VirtualService', names: [apex] },
      { kind: 'DestinationRule', names: [primaryService, canaryService] },
      { kind: 'HTTPRoute', names: [apex] },
    ] as const;
    return owned.flatMap(({ kind, names: list }) =>
      list
        .filter(name => snapshot.get(kind, canary.metadata.namespace, name))
        .map(name => ({
          path: 'spec.service',
          message: `${kind} \`${name}\` is among the manifests, and Flagger writes it as well: each sync puts back what Flagger has set, weights too.`,
          remedy:
            'Remove it from Git, and say in `spec.service` what it should have.',
        })),
    );
  },
};
