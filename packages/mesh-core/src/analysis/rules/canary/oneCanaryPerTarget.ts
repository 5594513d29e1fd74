import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** Two Canaries on one target write the same objects. */
export const oneCanaryPerTarget: CanaryRule = {
  code: 'canary-shared-target',
  consequence: 'dangerous',
  link: links.scheduler,
  check({ canary, snapshot }) {
    const { targetRef } = canary.spec;
    const { namespace, name } = canary.metadata;
    const others = snapshot
      .list('Canary', namespace)
      .filter(
        other =>
          other.metadata.name !== name &&
          targetRef !== undefined &&
          other.spec.targetRef?.kind === targetRef.kind &&
          other.spec.targetRef.name === targetRef.name,
      );
    return others.map(other => ({
      path: 'spec.targetRef',
      message: `The Canary \`${other.metadata.name}\` has the same target: both run at once and overwrite each other’s weights. Only Flagger’s own log warns.`,
      remedy: 'Keep one of them.',
    }));
  },
};
