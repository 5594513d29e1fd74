import type { CanaryEvent } from './model';

/** What an event of Flagger says, read from its text: all of them have the same reason. */
export interface EventMeaning {
  kind: CanaryEvent['kind'];
  /** Percent, for `Advance … canary weight 30`. */
  canaryWeight?: number;
  /** For `Advance … canary iteration 2/5`. */
  iteration?: number;
  /** What a failed check found, as in `request duration 1.515s > 500ms`. */
  check?: string;
  /** Kubernetes put several events into this one; only the last text is left. */
  combined: boolean;
}

const COMBINED = '(combined from similar events): ';

type Meaning = Omit<EventMeaning, 'combined'>;

interface Pattern {
  pattern: RegExp;
  meaning(match: RegExpExecArray): Meaning;
}

const is = (kind: CanaryEvent['kind']) => (): Meaning => ({ kind });

/**
 * Texts of Flagger 1.2 to 1.44, the first that fits counts: gates before failed checks, since both begin with `Halt`.
 *
 * @see https://github.com/fluxcd/flagger/blob/main/pkg/controller/scheduler.go
 */
const patterns: readonly Pattern[] = [
  { pattern: /^Initialization done!/, meaning: is('initialized') },
  {
    pattern: /^New revision detected! Restarting analysis/,
    meaning: is('restarted'),
  },
  { pattern: /^New revision detected/, meaning: is('new-revision') },
  {
    pattern: /^Starting canary (analysis|deployment) for/,
    meaning: is('started'),
  },
  {
    pattern: /^Advance .* canary weight (\d+)$/,
    meaning: ([, weight]) => ({
      kind: 'advanced',
      canaryWeight: Number(weight),
    }),
  },
  {
    pattern: /^Advance .* primary weight (\d+)$/,
    meaning: is('promoting'),
  },
  {
    pattern: /^Advance .* canary iteration (\d+)\/\d+$/,
    meaning: ([, iteration]) => ({
      kind: 'advanced',
      iteration: Number(iteration),
    }),
  },
  {
    pattern: /^Halt .* advancement waiting for .*approval/,
    meaning: is('waiting'),
  },
  {
    pattern: /^Halt .*?advancement (.+)$/s,
    meaning: ([, check]) => ({ kind: 'halted', check: check.trim() }),
  },
  {
    pattern:
      /^(?:Prometheus query failed|Metric query failed|Metric template .* error)/,
    meaning: ({ input }) => ({ kind: 'halted', check: input }),
  },
  {
    pattern: /^Confirm-(rollout|traffic-increase|promotion) check .* passed$/,
    meaning: is('gate-passed'),
  },
  { pattern: /^Rolling back /, meaning: is('rolled-back') },
  { pattern: /^Rollback check .* passed$/, meaning: is('rolled-back') },
  { pattern: /^Canary failed!/, meaning: is('failed') },
  { pattern: /^Promotion of .* failed/s, meaning: is('failed') },
  { pattern: /^Copying .* template spec to/, meaning: is('promoting') },
  {
    pattern: /^(Routing all traffic to|Stop traffic mirroring)/,
    meaning: is('promoting'),
  },
  { pattern: /^Promotion completed!/, meaning: is('promoted') },
  {
    pattern: /^skipping canary run as object is suspended/,
    meaning: is('suspended'),
  },
];

/**
 * Reads what an event of Flagger says. A text that is not known is `other`; show it as it is.
 */
export function classifyEvent(message: string): EventMeaning {
  const combined = message.startsWith(COMBINED);
  const text = combined ? message.slice(COMBINED.length) : message;
  for (const { pattern, meaning } of patterns) {
    const match = pattern.exec(text);
    if (match) {
      return { ...meaning(match), combined };
    }
  }
  return { kind: 'other', combined };
}
