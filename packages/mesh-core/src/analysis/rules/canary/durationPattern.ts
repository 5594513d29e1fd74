import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { durationFields, isAcceptedDuration } from './facts';

/** Durations are written in minutes or seconds, in whole numbers. */
export const durationPattern: CanaryRule = {
  code: 'canary-duration-unit',
  consequence: 'rejected',
  link: links.definition,
  check(subject) {
    return durationFields(subject)
      .filter(({ text }) => !isAcceptedDuration(text))
      .map(({ path, text }) => ({
        path,
        message: `\`${text}\` is no duration of whole minutes or seconds. The API server rejects the Canary.`,
        remedy: 'Write minutes or seconds, as in `1m` or `90s`.',
      }));
  },
};
