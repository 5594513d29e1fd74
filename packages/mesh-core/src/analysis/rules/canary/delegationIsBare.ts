import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** A VirtualService that others delegate to has neither hosts nor gateways. */
export const delegationIsBare: CanaryRule = {
  code: 'canary-delegation-with-hosts',
  consequence: 'error',
  link: links.istioRouter,
  check({ canary }) {
    const { delegation, hosts, gateways } = canary.spec.service ?? {};
    if (!delegation) {
      return [];
    }
    return [
      { field: 'hosts', list: hosts },
      { field: 'gateways', list: gateways },
    ]
      .filter(({ list }) => (list ?? []).length > 0)
      .map(({ field }) => ({
        path: `spec.service.${field}`,
        message: `With \`delegation\` there may be no \`${field}\`. Flagger reports an error at each tick and writes no VirtualService.`,
        remedy: `Remove \`${field}\`: the VirtualService that delegates has them.`,
      }));
  },
};
