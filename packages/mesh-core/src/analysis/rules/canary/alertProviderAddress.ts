import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** An AlertProvider has an address, or the name of a Secret with one. */
export const alertProviderAddress: CanaryRule = {
  code: 'canary-alert-provider-address',
  consequence: 'rejected',
  link: links.definition,
  check({ canary, snapshot }) {
    return (canary.spec.analysis?.alerts ?? []).flatMap(
      ({ providerRef }, index) => {
        const provider =
          providerRef &&
          snapshot.get(
            'AlertProvider',
            providerRef.namespace || canary.metadata.namespace,
            providerRef.name,
          );
        return provider?.spec.address && provider.spec.secretRef
          ? [
              {
                path: `spec.analysis.alerts[${index}].providerRef`,
                message: `The AlertProvider \`${provider.metadata.name}\` has both an address and a Secret. The API server rejects it.`,
                remedy: 'Keep the Secret, with the key `address`.',
              },
            ]
          : [];
      },
    );
  },
};
