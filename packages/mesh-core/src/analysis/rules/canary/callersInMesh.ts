import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { leavesMeshOut } from './facts';

/** Callers in the mesh are split only where `mesh` is among the gateways. */
export const callersInMesh: CanaryRule = {
  code: 'canary-gateways-without-mesh',
  consequence: 'unusual',
  link: links.service,
  check(subject) {
    return subject.provider === 'istio' &&
      leavesMeshOut(subject) &&
      !subject.canary.spec.service?.delegation
      ? [
          {
            path: 'spec.service.gateways',
            message:
              '`mesh` is missing: callers in the mesh always reach the primary, and their requests say nothing about the new revision.',
            remedy: 'Add `mesh`, unless nobody in the mesh calls the service.',
          },
        ]
      : [];
  },
};
