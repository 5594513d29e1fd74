import type { CanaryStep, CanarySummary } from '@fairway/mesh-core';
import { aRef, viewTime } from './shared';

/** The weight steps of a run: those below `current` are done, those above are to come. */
export function weightSteps(
  weights: number[],
  current: number | undefined,
  options: { failed?: boolean; gated?: boolean } = {},
): CanaryStep[] {
  const position =
    current === undefined ? weights.length : weights.indexOf(current);
  const minute = (steps: number) => viewTime((steps - position) * 120 - 70);
  const step = (value: number, index: number): CanaryStep => {
    if (index < position) {
      return {
        kind: 'weight',
        value,
        state: 'done',
        at: minute(index),
        gated: false,
      };
    }
    if (index === position) {
      return {
        kind: 'weight',
        value,
        state: options.failed ? 'failed' : 'current',
        at: minute(index),
        gated: false,
      };
    }
    return {
      kind: 'weight',
      value,
      state: 'todo',
      earliest: minute(index),
      gated: false,
    };
  };
  return [
    { kind: 'start', state: 'done', at: minute(-1), gated: false },
    ...weights.map(step),
    {
      kind: 'promotion',
      state: 'todo',
      gated: options.gated ?? false,
      ...(options.failed ? {} : { earliest: minute(weights.length) }),
    },
  ];
}

/** checkout: v1.4.2 takes 30 %, step 3 of 6. */
export function aCanarySummary(
  overrides: Partial<CanarySummary> = {},
): CanarySummary {
  return {
    ref: aRef('Canary', 'shop', 'checkout'),
    strategy: 'weighted',
    phase: 'Progressing',
    phaseSince: viewTime(-550),
    verdict: {
      state: 'progressing',
      reason: 'One of 5 allowed checks has failed.',
      evidence: [],
    },
    weights: {
      state: 'known',
      primary: 70,
      canary: 30,
      source: {
        ref: aRef('VirtualService', 'shop', 'checkout'),
        path: 'spec.http[0]',
      },
      by: 'weight',
      conditions: [],
    },
    primary: {
      ref: aRef('Deployment', 'shop', 'checkout-primary'),
      images: [
        { container: 'checkout', image: 'registry.local/shop/checkout:v1.4.1' },
      ],
      version: 'v1.4.1',
      desired: 3,
      ready: 3,
    },
    canary: {
      ref: aRef('Deployment', 'shop', 'checkout'),
      images: [
        { container: 'checkout', image: 'registry.local/shop/checkout:v1.4.2' },
      ],
      version: 'v1.4.2',
      desired: 2,
      ready: 2,
    },
    suspended: false,
    failedChecks: { kind: 'counted', count: 1, threshold: 5 },
    steps: weightSteps([10, 20, 30, 40, 50, 60], 30),
    ...overrides,
  };
}

/** catalogue: waits at 50 % for an approval; the status of the Canary says 0. */
export function aWaitingCanarySummary(
  overrides: Partial<CanarySummary> = {},
): CanarySummary {
  return aCanarySummary({
    ref: aRef('Canary', 'shop', 'catalogue'),
    phase: 'WaitingPromotion',
    phaseSince: viewTime(-43 * 60),
    verdict: {
      state: 'waiting',
      reason: 'The gate confirm-promotion is closed.',
      evidence: [],
    },
    weights: {
      state: 'known',
      primary: 50,
      canary: 50,
      source: {
        ref: aRef('VirtualService', 'shop', 'catalogue'),
        path: 'spec.http[0]',
      },
      statusWeight: 0,
      by: 'weight',
      conditions: [],
    },
    primary: {
      images: [
        {
          container: 'catalogue',
          image: 'registry.local/shop/catalogue:v2.2.4',
        },
      ],
      version: 'v2.2.4',
      desired: 2,
      ready: 2,
    },
    canary: {
      images: [
        {
          container: 'catalogue',
          image: 'registry.local/shop/catalogue:v2.3.0',
        },
      ],
      version: 'v2.3.0',
      desired: 2,
      ready: 2,
    },
    failedChecks: { kind: 'counted', count: 0, threshold: 5 },
    steps: weightSteps([10, 30, 50], undefined, { gated: true }).map(step =>
      step.kind === 'promotion'
        ? { kind: step.kind, gated: true, state: 'current' as const }
        : step,
    ),
    ...overrides,
  });
}

/** search: rolled back on latency. */
export function aFailedCanarySummary(
  overrides: Partial<CanarySummary> = {},
): CanarySummary {
  return aCanarySummary({
    ref: aRef('Canary', 'shop', 'search'),
    phase: 'Failed',
    phaseSince: viewTime(-540),
    verdict: {
      state: 'failed',
      reason:
        'Five checks of request-duration in a row were above 500 ms, the last one at 688 ms.',
      evidence: [
        { text: 'Halt search.shop advancement request duration 688ms > 500ms' },
        { text: 'Rolling back search.shop failed checks threshold reached 5' },
      ],
    },
    weights: {
      state: 'known',
      primary: 100,
      canary: 0,
      source: {
        ref: aRef('VirtualService', 'shop', 'search'),
        path: 'spec.http[0]',
      },
      by: 'weight',
      conditions: [],
    },
    primary: {
      images: [
        { container: 'search', image: 'registry.local/shop/search:v3.0.1' },
      ],
      version: 'v3.0.1',
      desired: 3,
      ready: 3,
    },
    canary: {
      images: [
        { container: 'search', image: 'registry.local/shop/search:v3.1.0' },
      ],
      version: 'v3.1.0',
      desired: 0,
      ready: 0,
    },
    failedChecks: { kind: 'erased' },
    steps: weightSteps([10, 20, 30, 40, 50], 30, { failed: true }),
    ...overrides,
  });
}

/** Before, at and after the present step. */
const STATES = ['done', 'current', 'todo'] as const;

/** web: an A/B test by header and cookie. */
export function anAbTestSummary(
  overrides: Partial<CanarySummary> = {},
): CanarySummary {
  return aCanarySummary({
    ref: aRef('Canary', 'storefront', 'web'),
    strategy: 'ab-test',
    verdict: {
      state: 'progressing',
      reason: 'No check has failed.',
      evidence: [],
    },
    weights: {
      state: 'known',
      primary: 0,
      canary: 100,
      source: {
        ref: aRef('VirtualService', 'storefront', 'web'),
        path: 'spec.http[0]',
      },
      by: 'match',
      conditions: [
        'header x-user-group = beta',
        'cookie matches ^(.*?;)?(beta=on)(;.*)?$',
      ],
    },
    failedChecks: { kind: 'counted', count: 0, threshold: 2 },
    steps: [
      { kind: 'start', state: 'done', at: viewTime(-300), gated: false },
      ...[1, 2, 3, 4, 5, 6].map((value): CanaryStep => ({
        kind: 'iteration',
        value,
        state: STATES[Math.sign(value - 4) + 1],
        gated: false,
      })),
      { kind: 'promotion', state: 'todo', gated: false },
    ],
    ...overrides,
  });
}

/** payments: a blue/green release that is being checked beside the version in use. */
export function aBlueGreenSummary(
  overrides: Partial<CanarySummary> = {},
): CanarySummary {
  return anAbTestSummary({
    ref: aRef('Canary', 'payments', 'payments'),
    strategy: 'blue-green',
    weights: {
      state: 'known',
      primary: 100,
      canary: 0,
      source: {
        ref: aRef('VirtualService', 'payments', 'payments'),
        path: 'spec.http[0]',
      },
      by: 'weight',
      conditions: [],
    },
    ...overrides,
  });
}
