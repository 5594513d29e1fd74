import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { webhooksOf } from './facts';

/** A hook is the only way to abort a run by hand. */
export const manualRollback: CanaryRule = {
  code: 'canary-without-manual-rollback',
  consequence: 'advice',
  link: links.webhooks,
  check(subject) {
    return subject.authored.has('spec.analysis') &&
      webhooksOf(subject, 'rollback').length === 0
      ? [
          {
            path: 'spec.analysis.webhooks',
            message:
              'There is no `rollback` hook: nobody can abort a run by hand. Putting the old image back does not abort it either.',
            remedy: 'Add a `rollback` hook.',
          },
        ]
      : [];
  },
};
