import { isFields } from '../../Authored';
import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** What is sent along with a hook is text. */
export const hookMetadata: CanaryRule = {
  code: 'canary-hook-metadata',
  consequence: 'rejected',
  link: links.definition,
  check({ authored }) {
    return authored
      .elements('spec.analysis.webhooks')
      .flatMap(({ path, fields }) =>
        Object.entries(isFields(fields.metadata) ? fields.metadata : {})
          .filter(([, value]) => typeof value !== 'string')
          .map(([name]) => ({
            path: `${path}.metadata[${JSON.stringify(name)}]`,
            message: 'The value is no text. The API server rejects the Canary.',
            remedy: 'Put it in quotes.',
          })),
      );
  },
};
