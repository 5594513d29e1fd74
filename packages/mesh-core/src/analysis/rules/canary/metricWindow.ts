import { parseDurationMs } from '../../../snapshot';
import { analysisIntervalMs } from '../../../canary/analysisPlan';
import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { metricsOf, timeWords } from './facts';

/** A window that is longer than a tick looks at the step before as well. */
export const metricWindow: CanaryRule = {
  code: 'canary-metric-window',
  consequence: 'unusual',
  link: links.faq,
  check(subject) {
    const tick = analysisIntervalMs(
      subject.authored.text('spec.analysis.interval'),
    );
    return metricsOf(subject).flatMap(({ path, fields }) => {
      const window =
        typeof fields.interval === 'string'
          ? parseDurationMs(fields.interval)
          : undefined;
      return window !== undefined && window > tick
        ? [
            {
              path: `${path}.interval`,
              message: `The window of ${timeWords(window)} is longer than the tick of ${timeWords(tick)}: it mixes in what was before this step.`,
              remedy: `Use a window of at most ${timeWords(tick)}.`,
            },
          ]
        : [];
    });
  },
};
