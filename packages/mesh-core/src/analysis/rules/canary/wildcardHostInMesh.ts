import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { leavesMeshOut } from './facts';

/** Istio takes no VirtualService for all hosts of the mesh. */
export const wildcardHostInMesh: CanaryRule = {
  code: 'canary-wildcard-host-in-mesh',
  consequence: 'error',
  link: links.istioRouter,
  check(subject) {
    const { hosts, delegation } = subject.canary.spec.service ?? {};
    return subject.provider === 'istio' &&
      !delegation &&
      hosts?.includes('*') &&
      !leavesMeshOut(subject)
      ? [
          {
            path: 'spec.service.hosts',
            message:
              'The host `*` may not be taken inside the mesh. Istio rejects the VirtualService.',
            remedy: 'Name the hosts, or name gateways without `mesh`.',
          },
        ]
      : [];
  },
};
