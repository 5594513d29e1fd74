import type { Telemetry } from '../../istio';

export const telemetryExample: Telemetry = {
  apiVersion: 'telemetry.istio.io/v1',
  kind: 'Telemetry',
  metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } },
  spec: {
    selector: { matchLabels: { app: 'cart' } },
    targetRef: {
      group: 'gateway.networking.k8s.io',
      namespace: 'shop',
      kind: 'Service',
      name: 'cart',
    },
    targetRefs: [
      {
        group: 'gateway.networking.k8s.io',
        namespace: 'shop',
        kind: 'Service',
        name: 'cart',
      },
    ],
    tracing: [
      {
        match: { mode: 'CLIENT' },
        providers: [{ name: 'cart' }],
        randomSamplingPercentage: 1.5,
        disableSpanReporting: true,
        disableContextPropagation: true,
        customTags: {
          team: {
            literal: { value: '1' },
            environment: { defaultValue: 'none', name: 'cart' },
            header: { defaultValue: 'none', name: 'cart' },
            formatter: { value: '1' },
          },
        },
        useRequestIdForTraceSampling: true,
        enableIstioTags: true,
      },
    ],
    metrics: [
      {
        providers: [{ name: 'cart' }],
        reportingInterval: '5s',
        overrides: [
          {
            match: {
              metric: 'REQUEST_COUNT',
              customMetric: 'cart_items',
              mode: 'CLIENT',
            },
            disabled: true,
            tagOverrides: { team: { operation: 'REMOVE', value: '1' } },
          },
        ],
      },
    ],
    accessLogging: [
      {
        match: { mode: 'CLIENT' },
        providers: [{ name: 'cart' }],
        disabled: true,
        filter: { expression: 'response.code >= 400' },
      },
    ],
  },
  status: {
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'Synced',
        message: 'in sync',
        lastProbeTime: '2026-11-24T04:27:21Z',
        lastTransitionTime: '2026-11-24T04:27:21Z',
        observedGeneration: 3,
      },
    ],
    validationMessages: [
      {
        type: { name: 'cart', code: 'IST0101' },
        level: 'ERROR',
        documentationUrl: 'https://istio.io/latest/docs/',
      },
    ],
    observedGeneration: 3,
  },
};
