import type { SummaryView } from '@fairway/backstage-plugin-mesh-common';
import { aCanarySummary } from './canary';
import { aScope } from './shared';
import { aHealth } from './topology';

type OkSummaryView = Extract<SummaryView, { status: 'ok' }>;

export function aSummaryView(
  overrides: Partial<OkSummaryView> = {},
): OkSummaryView {
  return {
    ...aScope('checkout'),
    canary: aCanarySummary(),
    otherCanaries: 0,
    mtls: {
      state: 'strict',
      reason: 'Every pod takes mutual TLS only.',
      evidence: [],
    },
    findings: { error: 1, warning: 2, info: 0 },
    traffic: { ratePerSecond: 42.4, errorRatio: 0.002, health: aHealth() },
    withheld: [],
    ...overrides,
  };
}
