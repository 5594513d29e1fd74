import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** The two cookies need two names. */
export const affinityCookies: CanaryRule = {
  code: 'canary-session-cookies-equal',
  consequence: 'error',
  link: links.controller,
  check({ canary }) {
    const { cookieName, primaryCookieName } =
      canary.spec.analysis?.sessionAffinity ?? {};
    return cookieName !== undefined && cookieName === primaryCookieName
      ? [
          {
            path: 'spec.analysis.sessionAffinity.primaryCookieName',
            message:
              'Both cookies have the same name. Flagger leaves the Canary alone, and says so in its own log only.',
            remedy: 'Give the cookie of the primary another name.',
          },
        ]
      : [];
  },
};
