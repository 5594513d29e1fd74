import { parseDurationMs } from '../../../snapshot';
import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { durationFields, isAcceptedDuration } from './facts';

function effectOn(path: string): string {
  if (path.endsWith('.timeout')) {
    return 'The hook fails at each call.';
  }
  return path === 'spec.analysis.interval'
    ? 'It takes one minute instead, without a word.'
    : 'The query of the metric fails at each tick.';
}

/** The pattern of durations has no end, so texts pass that Flagger cannot read. */
export const readableDuration: CanaryRule = {
  code: 'canary-duration-unreadable',
  consequence: 'dangerous',
  link: links.types,
  check(subject) {
    return durationFields(subject)
      .filter(
        ({ text }) =>
          isAcceptedDuration(text) && parseDurationMs(text) === undefined,
      )
      .map(({ path, text }) => ({
        path,
        message: `\`${text}\` is accepted, but Flagger cannot read it. ${effectOn(path)}`,
        remedy: 'Write minutes or seconds, as in `5m` or `90s`.',
      }));
  },
};
