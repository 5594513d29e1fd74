import { canaryProviderSchema } from '../../../resources';
import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

const PROVIDERS = canaryProviderSchema;

/** The API server knows the providers by full names. */
export const knownProvider: CanaryRule = {
  code: 'canary-unknown-provider',
  consequence: 'rejected',
  link: links.definition,
  check({ authored }) {
    const provider = authored.value('spec.provider');
    if (provider === undefined || PROVIDERS.safeParse(provider).success) {
      return [];
    }
    return [
      {
        path: 'spec.provider',
        message: `${JSON.stringify(provider)} is no provider. The API server rejects the Canary.`,
        remedy: `Write one of ${PROVIDERS.options.map(name => `\`${name}\``).join(', ')}.`,
      },
    ];
  },
};
