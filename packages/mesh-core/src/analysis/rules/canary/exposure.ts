import { analysisIntervalMs } from '../../../canary/analysisPlan';
import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { timeWords } from './facts';

const LONG_MS = 10 * 60_000;

/** Failed checks are counted over the whole run; until the last one the new revision keeps its traffic. */
export const exposure: CanaryRule = {
  code: 'canary-slow-rollback',
  consequence: 'advice',
  link: links.analysis,
  check({ canary, authored }) {
    const { threshold = 1 } = canary.spec.analysis ?? {};
    const time =
      Math.max(threshold, 1) *
      analysisIntervalMs(authored.text('spec.analysis.interval'));
    return time > LONG_MS
      ? [
          {
            path: 'spec.analysis.threshold',
            message: `A bad revision keeps its traffic for ${timeWords(time)} before it is rolled back.`,
            remedy: 'Lower `threshold`, or shorten `interval`.',
          },
        ]
      : [];
  },
};
