import { isFields } from '../../Authored';
import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

const KNOWN = ['headers', 'queryParams', 'sourceLabels'];

function hasEntries(value: unknown): boolean {
  return isFields(value) && Object.keys(value).length > 0;
}

/** A condition that is empty, or left empty when unknown fields are dropped, is met by every request. */
export const emptyMatch: CanaryRule = {
  code: 'canary-match-matches-all',
  consequence: 'dangerous',
  link: links.istioRouter,
  check({ authored }) {
    return authored
      .elements('spec.analysis.match')
      .filter(({ fields }) => !KNOWN.some(name => hasEntries(fields[name])))
      .map(({ path, fields }) => {
        const dropped = Object.keys(fields).filter(
          name => !KNOWN.includes(name),
        );
        return {
          path,
          message: `${
            dropped.length > 0
              ? `Only ${KNOWN.map(name => `\`${name}\``).join(', ')} are kept here; \`${dropped.join('`, `')}\` is dropped.`
              : 'The condition is empty.'
          } Every request meets it, so all users get the new revision.`,
          remedy:
            'Test a header, a query parameter or source labels, or remove the element. Paths and methods belong into `spec.service.match`.',
        };
      });
  },
};
