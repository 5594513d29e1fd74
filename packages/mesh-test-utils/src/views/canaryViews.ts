import type {
  CanaryDetail,
  CanaryEvent,
  CanarySummary,
} from '@fairway/mesh-core';
import type {
  CanaryListView,
  CanaryView,
} from '@fairway/backstage-plugin-mesh-common';
import { aCanarySummary } from './canary';
import { aRef, aScope, viewTime } from './shared';

type OkCanaryListView = Extract<CanaryListView, { status: 'ok' }>;

const RUN: Omit<CanaryEvent, 'at'>[] = [
  {
    type: 'Normal',
    kind: 'advanced',
    count: 1,
    message: 'Advance checkout.shop canary weight 30',
  },
  {
    type: 'Normal',
    kind: 'advanced',
    count: 1,
    message: 'Advance checkout.shop canary weight 20',
  },
  {
    type: 'Warning',
    kind: 'halted',
    count: 1,
    message: 'Halt checkout.shop advancement request duration 612ms > 500ms',
  },
  {
    type: 'Normal',
    kind: 'advanced',
    count: 1,
    message: 'Advance checkout.shop canary weight 10',
  },
  {
    type: 'Normal',
    kind: 'started',
    count: 1,
    message: 'Starting canary analysis for checkout.shop',
  },
  {
    type: 'Normal',
    kind: 'new-revision',
    count: 1,
    message: 'New revision detected! Scaling up checkout.shop',
  },
];

const FAILED_RUN: Omit<CanaryEvent, 'at'>[] = [
  {
    type: 'Warning',
    kind: 'failed',
    count: 1,
    message: 'Canary failed! Scaling down search.shop',
  },
  {
    type: 'Warning',
    kind: 'rolled-back',
    count: 1,
    message: 'Rolling back search.shop failed checks threshold reached 5',
  },
  {
    type: 'Warning',
    kind: 'halted',
    count: 5,
    message: 'Halt search.shop advancement request duration 688ms > 500ms',
  },
  {
    type: 'Normal',
    kind: 'advanced',
    count: 1,
    message: 'Advance search.shop canary weight 30',
  },
];

/** The detail of a Canary around its summary. */
export function aCanaryDetail(
  summary: CanarySummary = aCanarySummary(),
  overrides: Partial<CanaryDetail> = {},
): CanaryDetail {
  const run = summary.phase === 'Failed' ? FAILED_RUN : RUN;
  return {
    ...summary,
    analysis: {
      intervalSeconds: 120,
      threshold: 5,
      maxWeight: 60,
      stepWeights: [10, 20, 30, 40, 50, 60],
      mirror: false,
      skip: false,
      metrics: [
        { name: 'request-success-rate', min: 99, intervalSeconds: 60 },
        { name: 'request-duration', max: 500, intervalSeconds: 60 },
        {
          name: 'payments-declined',
          max: 1,
          intervalSeconds: 120,
          template: aRef('MetricTemplate', 'shop', 'payments-declined'),
        },
      ],
      webhooks: [
        { name: 'start gate', type: 'confirm-rollout' },
        { name: 'promotion gate', type: 'confirm-promotion' },
        { name: 'load test', type: 'rollout' },
      ],
    },
    conditions: [
      {
        type: 'Promoted',
        status: summary.phase === 'Failed' ? 'False' : 'Unknown',
        reason: summary.phase,
        message:
          summary.phase === 'Failed'
            ? 'Canary analysis failed, Deployment scaled to zero.'
            : 'New revision detected, progressing canary analysis.',
        lastUpdateTime: summary.phaseSince,
      },
    ],
    events: run.map((event, index) => ({
      ...event,
      at: viewTime(-70 - index * 120),
    })),
    eventsMayLack: undefined,
    related: [
      aRef('VirtualService', 'shop', summary.ref.name),
      aRef('DestinationRule', 'shop', `${summary.ref.name}-primary`),
      aRef('DestinationRule', 'shop', `${summary.ref.name}-canary`),
      aRef('Deployment', 'shop', `${summary.ref.name}-primary`),
    ],
    findings: [
      {
        code: 'unknown-field',
        severity: 'warning',
        path: 'spec.analysis.alert',
        message: 'Flagger does not know the field alert; it has no effect.',
        remedy: 'Write alerts.',
        ref: summary.ref,
      },
    ],
    ...overrides,
  };
}

export function aCanaryListView(
  canaries: CanarySummary[] = [aCanarySummary()],
  overrides: Partial<OkCanaryListView> = {},
): OkCanaryListView {
  const name = canaries[0]?.ref.name ?? 'cart';
  return { ...aScope(name), canaries, withoutCanary: [], ...overrides };
}

export function aCanaryView(
  canary: CanaryDetail = aCanaryDetail(),
  overrides: Partial<CanaryView> = {},
): CanaryView {
  return { ...aScope(canary.ref.name), canary, ...overrides };
}
