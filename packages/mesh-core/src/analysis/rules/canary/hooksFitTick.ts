import { parseDurationMs } from '../../../snapshot';
import { analysisIntervalMs } from '../../../canary/analysisPlan';
import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { timeWords, webhooksOf } from './facts';

const DEFAULT_TIMEOUT_MS = 10_000;

/** Rollout hooks run one after the other, within a tick. */
export const hooksFitTick: CanaryRule = {
  code: 'canary-hooks-longer-than-tick',
  consequence: 'unusual',
  link: links.webhooks,
  check(subject) {
    const hooks = webhooksOf(subject, 'rollout');
    const tick = analysisIntervalMs(
      subject.authored.text('spec.analysis.interval'),
    );
    const total = hooks.reduce(
      (sum, { fields }) =>
        sum +
        ((typeof fields.timeout === 'string'
          ? parseDurationMs(fields.timeout)
          : undefined) ?? DEFAULT_TIMEOUT_MS),
      0,
    );
    return hooks.length > 0 && total >= tick
      ? [
          {
            path: 'spec.analysis.webhooks',
            message: `The rollout hooks may take ${timeWords(total)}, and a tick is ${timeWords(tick)}: slow hooks make the run longer.`,
            remedy: 'Shorten their `timeout`, or lengthen `interval`.',
          },
        ]
      : [];
  },
};
