import { pointerOf } from '../../Authored';
import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { writtenIntervalMs } from './facts';

const PATH = 'spec.analysis.interval';

/** Flagger ticks every ten seconds at most. */
export const shortInterval: CanaryRule = {
  code: 'canary-interval-too-short',
  consequence: 'ignored',
  link: links.types,
  check(subject) {
    const interval = writtenIntervalMs(subject);
    if (interval === undefined || interval >= 10_000) {
      return [];
    }
    return [
      {
        path: PATH,
        message: `An interval of ${interval / 1_000} seconds is taken as ten seconds.`,
        remedy: 'Write `10s` or more, so that the plan reads as it runs.',
        fix: [{ op: 'replace', path: pointerOf(PATH), value: '10s' }],
      },
    ];
  },
};
