import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

const TYPES: readonly unknown[] = [
  '',
  'confirm-rollout',
  'pre-rollout',
  'rollout',
  'confirm-promotion',
  'post-rollout',
  'event',
  'rollback',
  'confirm-traffic-increase',
];

/** The types of hooks are a closed list. */
export const hookType: CanaryRule = {
  code: 'canary-hook-type',
  consequence: 'rejected',
  link: links.definition,
  check({ authored }) {
    return authored
      .elements('spec.analysis.webhooks')
      .filter(
        ({ fields }) =>
          fields.type !== undefined && !TYPES.includes(fields.type),
      )
      .map(({ path, fields }) => ({
        path: `${path}.type`,
        message: `${JSON.stringify(fields.type)} is no type of hook. The API server rejects the Canary.`,
        remedy: `Write one of ${TYPES.filter(Boolean)
          .map(type => `\`${String(type)}\``)
          .join(', ')}.`,
      }));
  },
};
