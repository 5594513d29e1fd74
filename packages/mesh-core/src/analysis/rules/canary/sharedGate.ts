import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { confirmHooks, urlPath } from './confirmHooks';

/** The load tester keeps one gate per Canary, whatever the hook asks. */
export const sharedGate: CanaryRule = {
  code: 'canary-shared-gate',
  consequence: 'dangerous',
  link: links.webhooks,
  check(subject) {
    const hooks = confirmHooks(subject).filter(({ fields }) =>
      urlPath(fields.url).endsWith('/gate/check'),
    );
    return hooks.slice(1).map(({ path }) => ({
      path: `${path}.url`,
      message:
        'Several confirmations ask the same gate: who opens it for one has approved them all, this release and the next.',
      remedy: 'Keep one confirmation, or give each a gate of its own.',
    }));
  },
};
