import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { confirmHooks, urlPath } from './confirmHooks';

/** One path of the load tester is a gate that nobody can open. */
export const gateHalt: CanaryRule = {
  code: 'canary-gate-always-closed',
  consequence: 'stuck',
  link: links.gateHalt,
  check(subject) {
    return confirmHooks(subject)
      .filter(({ fields }) => urlPath(fields.url).endsWith('/gate/halt'))
      .map(({ path }) => ({
        path: `${path}.url`,
        message:
          '`/gate/halt` always says no: the release waits until the address is changed.',
        remedy: 'Use `/gate/check`, which can be opened and closed.',
      }));
  },
};
