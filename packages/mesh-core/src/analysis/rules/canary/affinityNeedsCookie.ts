import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** Session affinity needs the name of a cookie. */
export const affinityNeedsCookie: CanaryRule = {
  code: 'canary-session-cookie-missing',
  consequence: 'rejected',
  link: links.definition,
  check({ authored }) {
    const path = 'spec.analysis.sessionAffinity';
    return authored.has(path) && !authored.has(`${path}.cookieName`)
      ? [
          {
            path: `${path}.cookieName`,
            message:
              'Session affinity has no `cookieName`. The API server rejects the Canary.',
            remedy: 'Name the cookie.',
          },
        ]
      : [];
  },
};
