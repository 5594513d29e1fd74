import { raw, type RawObject } from '../../../snapshot/__testUtils__/objects';
import {
  analysis,
  defined,
  found,
  hooks,
  iterations,
  lint,
  metrics,
  service,
  SOUND,
  SOUND_ANALYSIS,
} from '../../__testUtils__/lint';
import type { CanaryLintContext } from '../../lintCanary';
import { canaryRules } from './canaryRules';

interface Case {
  spec: unknown;
  others?: RawObject[];
  context?: Partial<CanaryLintContext>;
  /** Where the rule is broken; none when the spec is like a broken one, but sound. */
  at: string[];
}

const MATCH = [{ headers: { 'x-user': { exact: 'beta' } } }];
const GATEWAY_API = {
  provider: 'gatewayapi:v1',
  service: { port: 80, gatewayRefs: [{ name: 'public' }] },
};
const at = 'spec.analysis';

function deployment(spec: Record<string, unknown>): RawObject {
  return raw('Deployment', 'shop/cart', { spec });
}

const cases: Record<string, Case[]> = {
  'canary-one-way-to-advance': [
    { spec: analysis({ iterations: 3 }), at: [at] },
    { spec: analysis({ stepWeights: [5, 10] }), at: [at] },
    { spec: analysis({ stepWeight: undefined }), at: [at] },
    { spec: iterations(), at: [] },
  ],
  'canary-required-field': [
    { spec: analysis({ interval: undefined }), at: [`${at}.interval`] },
    { spec: analysis({ threshold: undefined }), at: [`${at}.threshold`] },
    { spec: { ...SOUND, service: {} }, at: ['spec.service.port'] },
    { spec: defined({ ...SOUND, service: undefined }), at: [] },
    {
      spec: { service: { port: 80 } },
      at: ['spec.targetRef', 'spec.analysis'],
    },
  ],
  'canary-duration-unit': [
    { spec: analysis({ interval: '1h' }), at: [`${at}.interval`] },
    { spec: analysis({ interval: '30' }), at: [`${at}.interval`] },
    { spec: analysis({ interval: '1.5m' }), at: [`${at}.interval`] },
    {
      spec: hooks({ name: 'x', url: 'http://x', timeout: 'soon' }),
      at: [`${at}.webhooks[2].timeout`],
    },
    { spec: analysis({ interval: '1m30s' }), at: [] },
  ],
  'canary-duration-unreadable': [
    { spec: analysis({ interval: '5minutes' }), at: [`${at}.interval`] },
    {
      spec: metrics({ ...SOUND_ANALYSIS.metrics[0], interval: '1min' }),
      at: [`${at}.metrics[0].interval`],
    },
    { spec: analysis({ interval: '1h' }), at: [] },
  ],
  'canary-interval-too-short': [
    { spec: analysis({ interval: '5s' }), at: [`${at}.interval`] },
    { spec: analysis({ interval: '10s' }), at: [] },
  ],
  'canary-whole-numbers': [
    { spec: analysis({ stepWeight: 2.5 }), at: [`${at}.stepWeight`] },
    { spec: analysis({ threshold: -1 }), at: [`${at}.threshold`] },
    {
      spec: analysis({ stepWeight: undefined, stepWeights: [1, 2.5, 5] }),
      at: [`${at}.stepWeights[1]`],
    },
    { spec: analysis({ stepWeightPromotion: 50 }), at: [] },
  ],
  'canary-never-advances': [
    { spec: analysis({ stepWeight: 0 }), at: [`${at}.stepWeight`] },
    { spec: analysis({ stepWeight: -5 }), at: [`${at}.stepWeight`] },
    { spec: iterations({ iterations: 0 }), at: [`${at}.iterations`] },
    {
      spec: analysis({ stepWeight: undefined, stepWeights: [] }),
      at: [`${at}.stepWeights`],
    },
    { spec: { ...analysis({ stepWeight: 0 }), skipAnalysis: true }, at: [] },
    { spec: iterations(), at: [] },
  ],
  'canary-step-weights-not-increasing': [
    {
      spec: analysis({ stepWeight: undefined, stepWeights: [20, 10, 30] }),
      at: [`${at}.stepWeights[1]`],
    },
    {
      spec: analysis({ stepWeight: undefined, stepWeights: [0, 10, 10] }),
      at: [`${at}.stepWeights[0]`, `${at}.stepWeights[2]`],
    },
    { spec: analysis({ stepWeights: [1, 5, 100] }), at: [] },
  ],
  'canary-step-weight-above-100': [
    {
      spec: analysis({ stepWeights: [50, 120] }),
      at: [`${at}.stepWeights[1]`],
    },
    { spec: analysis({ stepWeights: [50, 100] }), at: [] },
  ],
  'canary-max-weight-overshoot': [
    { spec: analysis({ stepWeight: 20 }), at: [`${at}.maxWeight`] },
    { spec: analysis({ stepWeight: 25 }), at: [] },
    { spec: iterations({ maxWeight: 50, stepWeight: 20 }), at: [] },
  ],
  'canary-max-weight-ignored': [
    {
      spec: analysis({ stepWeight: undefined, stepWeights: [5] }),
      at: [`${at}.maxWeight`],
    },
    { spec: iterations({ maxWeight: 50 }), at: [`${at}.maxWeight`] },
    { spec: analysis({}), at: [] },
  ],
  'canary-first-step-beyond-max': [
    { spec: analysis({ stepWeight: 60 }), at: [`${at}.stepWeight`] },
    { spec: analysis({ stepWeight: 50 }), at: [] },
  ],
  'canary-promotion-at-once': [
    {
      spec: {
        ...analysis({ maxWeight: 100 }),
        autoscalerRef: {
          apiVersion: 'autoscaling/v2',
          kind: 'HorizontalPodAutoscaler',
          name: 'cart',
        },
      },
      at: [at],
    },
    {
      spec: {
        ...analysis({ maxWeight: 100, stepWeightPromotion: 20 }),
        autoscalerRef: {
          apiVersion: 'autoscaling/v2',
          kind: 'HorizontalPodAutoscaler',
          name: 'cart',
        },
      },
      at: [],
    },
    { spec: analysis({ maxWeight: 100 }), at: [] },
  ],
  'canary-match-without-iterations': [
    { spec: analysis({ match: MATCH }), at: [`${at}.match`] },
    { spec: iterations({ match: MATCH }), at: [] },
  ],
  'canary-match-matches-all': [
    {
      spec: iterations({ match: [...MATCH, { uri: { prefix: '/api' } }] }),
      at: [`${at}.match[1]`],
    },
    { spec: iterations({ match: [{}] }), at: [`${at}.match[0]`] },
    { spec: iterations({ match: [{ headers: {} }] }), at: [`${at}.match[0]`] },
    { spec: iterations({ match: MATCH }), at: [] },
  ],
  'canary-query-params-dropped': [
    {
      spec: {
        ...iterations({ match: [{ queryParams: { beta: { exact: '1' } } }] }),
        service: { port: 80, match: [{ uri: { prefix: '/api' } }] },
      },
      at: [`${at}.match[0].queryParams`],
    },
    {
      spec: iterations({ match: [{ queryParams: { beta: { exact: '1' } } }] }),
      at: [],
    },
  ],
  'canary-header-name': [
    {
      spec: iterations({ match: [{ headers: { 'X-User': { exact: 'a' } } }] }),
      at: [`${at}.match[0].headers["X-User"]`],
    },
    {
      spec: service({ match: [{ headers: { x_user: { exact: 'a' } } }] }),
      at: ['spec.service.match[0].headers["x_user"]'],
    },
    { spec: iterations({ match: MATCH }), at: [] },
  ],
  'canary-source-labels-without-mesh': [
    {
      spec: {
        ...iterations({ match: [{ sourceLabels: { app: 'web' } }] }),
        service: { port: 80, gateways: ['istio-ingress/public'] },
      },
      at: [`${at}.match[0].sourceLabels`],
    },
    { spec: iterations({ match: [{ sourceLabels: { app: 'web' } }] }), at: [] },
  ],
  'canary-ab-test-of-tcp': [
    {
      spec: {
        ...iterations({ match: MATCH }),
        service: { port: 80, appProtocol: 'TCP' },
      },
      at: ['spec.service.appProtocol'],
    },
    { spec: service({ appProtocol: 'tcp' }), at: [] },
  ],
  'canary-mirror-never-advances': [
    {
      spec: { ...analysis({ mirror: true }), ...GATEWAY_API },
      at: [`${at}.mirror`],
    },
    {
      spec: {
        ...analysis({ mirror: true }),
        service: { port: 80, appProtocol: 'tcp' },
      },
      at: [`${at}.mirror`],
    },
    {
      spec: { ...analysis({ mirror: true }), provider: 'linkerd' },
      at: [`${at}.mirror`],
    },
    { spec: analysis({ mirror: true, match: MATCH }), at: [`${at}.mirror`] },
    { spec: analysis({ mirror: true }), at: [] },
    { spec: { ...iterations({ mirror: true }), ...GATEWAY_API }, at: [] },
  ],
  'canary-mirror-of-ab-test': [
    {
      spec: iterations({ mirror: true, match: MATCH }),
      at: [`${at}.mirror`],
    },
    { spec: iterations({ mirror: true }), at: [] },
  ],
  'canary-mirror-repeats-writes': [
    { spec: analysis({ mirror: true }), at: [`${at}.mirror`] },
    {
      spec: {
        ...analysis({ mirror: true }),
        service: { port: 80, match: [{ method: { exact: 'GET' } }] },
      },
      at: [],
    },
  ],
  'canary-mirror-weight': [
    { spec: analysis({ mirrorWeight: 50 }), at: [`${at}.mirrorWeight`] },
    {
      spec: analysis({ mirror: true, mirrorWeight: 200 }),
      at: [`${at}.mirrorWeight`],
    },
    {
      spec: {
        ...iterations({ mirror: true, mirrorWeight: 50 }),
        ...GATEWAY_API,
      },
      at: [`${at}.mirrorWeight`],
    },
    { spec: analysis({ mirror: true, mirrorWeight: 50 }), at: [] },
  ],
  'canary-mirror-before-gate': [
    {
      spec: analysis({
        mirror: true,
        webhooks: [
          { name: 'g', type: 'confirm-traffic-increase', url: 'http://g' },
        ],
      }),
      at: [`${at}.webhooks[0]`],
    },
    {
      spec: hooks({
        name: 'g',
        type: 'confirm-traffic-increase',
        url: 'http://g',
      }),
      at: [],
    },
  ],
  'canary-traffic-gate-unused': [
    {
      spec: iterations({
        webhooks: [
          { name: 'g', type: 'confirm-traffic-increase', url: 'http://g' },
        ],
      }),
      at: [`${at}.webhooks[0]`],
    },
    {
      spec: hooks({
        name: 'g',
        type: 'confirm-traffic-increase',
        url: 'http://g',
      }),
      at: [],
    },
  ],
  'canary-session-affinity-overwritten': [
    {
      spec: iterations({ sessionAffinity: { cookieName: 'side' } }),
      at: [`${at}.sessionAffinity`],
    },
    {
      spec: analysis({ sessionAffinity: { cookieName: 'side' }, match: MATCH }),
      at: [`${at}.sessionAffinity`],
    },
    { spec: analysis({ sessionAffinity: { cookieName: 'side' } }), at: [] },
  ],
  'canary-session-cookies-equal': [
    {
      spec: analysis({
        sessionAffinity: { cookieName: 'side', primaryCookieName: 'side' },
      }),
      at: [`${at}.sessionAffinity.primaryCookieName`],
    },
    {
      spec: analysis({
        sessionAffinity: { cookieName: 'side', primaryCookieName: 'primary' },
      }),
      at: [],
    },
  ],
  'canary-session-cookie-missing': [
    {
      spec: analysis({ sessionAffinity: { maxAge: 60 } }),
      at: [`${at}.sessionAffinity.cookieName`],
    },
    { spec: analysis({ sessionAffinity: { cookieName: 'side' } }), at: [] },
  ],
  'canary-kubernetes-weights': [
    { spec: { ...SOUND, provider: 'kubernetes' }, at: ['spec.provider'] },
    {
      spec: SOUND,
      context: { defaultProvider: 'kubernetes' },
      at: ['spec.provider'],
    },
    { spec: { ...iterations(), provider: 'kubernetes' }, at: [] },
  ],
  'canary-kubernetes-match': [
    {
      spec: { ...iterations({ match: MATCH }), provider: 'kubernetes' },
      at: [`${at}.match`],
    },
    { spec: iterations({ match: MATCH }), at: [] },
  ],
  'canary-unknown-provider': [
    { spec: { ...SOUND, provider: 'gatewayapi' }, at: ['spec.provider'] },
    {
      spec: { ...SOUND, provider: 'smi:v1alpha2:istio' },
      at: ['spec.provider'],
    },
    { spec: { ...SOUND, provider: 'istio' }, at: [] },
  ],
  'canary-gateway-refs-missing': [
    {
      spec: { ...SOUND, provider: 'gatewayapi:v1' },
      at: ['spec.service.gatewayRefs'],
    },
    { spec: { ...SOUND, ...GATEWAY_API }, at: [] },
  ],
  'canary-gateway-api-service-match': [
    {
      spec: {
        ...SOUND,
        ...GATEWAY_API,
        service: {
          ...GATEWAY_API.service,
          match: [
            { headers: { 'x-a': { prefix: 'b' } }, method: { regex: 'G.*' } },
            { sourceLabels: { app: 'web' }, uri: { prefix: '/' } },
          ],
        },
      },
      at: [
        'spec.service.match[0].headers["x-a"]',
        'spec.service.match[0].method',
        'spec.service.match[1].sourceLabels',
      ],
    },
    {
      spec: service({ match: [{ headers: { 'x-a': { prefix: 'b' } } }] }),
      at: [],
    },
  ],
  'canary-gateway-api-analysis-match': [
    {
      spec: {
        ...iterations({ match: [{ headers: { 'x-a': { suffix: 'b' } } }] }),
        ...GATEWAY_API,
      },
      at: [`${at}.match[0].headers["x-a"]`],
    },
    { spec: { ...iterations({ match: MATCH }), ...GATEWAY_API }, at: [] },
  ],
  'canary-gateway-api-origins': [
    {
      spec: {
        ...SOUND,
        ...GATEWAY_API,
        service: {
          ...GATEWAY_API.service,
          corsPolicy: { allowOrigins: [{ exact: 'https://a.example' }] },
        },
      },
      at: ['spec.service.corsPolicy.allowOrigins'],
    },
    {
      spec: service({
        corsPolicy: { allowOrigins: [{ exact: 'https://a.example' }] },
      }),
      at: [],
    },
  ],
  'canary-backend-timeout-unused': [
    {
      spec: service({ backendTimeout: '2s' }),
      at: ['spec.service.backendTimeout'],
    },
    { spec: service({ timeout: '2s' }), at: [] },
  ],
  'canary-delegation-with-hosts': [
    {
      spec: service({ delegation: true, hosts: ['cart'], gateways: ['mesh'] }),
      at: ['spec.service.hosts', 'spec.service.gateways'],
    },
    { spec: service({ delegation: true }), at: [] },
  ],
  'canary-wildcard-host-in-mesh': [
    { spec: service({ hosts: ['*'] }), at: ['spec.service.hosts'] },
    { spec: service({ hosts: ['*'], gateways: ['a/public'] }), at: [] },
  ],
  'canary-gateways-without-mesh': [
    {
      spec: service({ gateways: ['istio-ingress/public'] }),
      at: ['spec.service.gateways'],
    },
    { spec: service({ gateways: ['istio-ingress/public', 'mesh'] }), at: [] },
  ],
  'canary-metric-without-bounds': [
    {
      spec: metrics({ name: 'request-success-rate' }, { name: 'errors' }),
      at: [`${at}.metrics[0]`, `${at}.metrics[1]`],
    },
    { spec: metrics({ name: 'request-duration', threshold: 500 }), at: [] },
  ],
  'canary-metric-range-empty': [
    {
      spec: metrics({ name: 'request-duration', thresholdRange: {} }),
      at: [`${at}.metrics[0].thresholdRange`],
    },
    { spec: SOUND, at: [] },
  ],
  'canary-metric-bounds-inverted': [
    {
      spec: metrics(
        { name: 'request-success-rate', thresholdRange: { max: 99 } },
        { name: 'request-duration', thresholdRange: { min: 500 } },
        { name: 'request-duration', thresholdRange: { min: 5, max: 500 } },
      ),
      at: [
        `${at}.metrics[0].thresholdRange`,
        `${at}.metrics[1].thresholdRange`,
      ],
    },
  ],
  'canary-duration-in-seconds': [
    {
      spec: metrics(
        { name: 'request-duration', thresholdRange: { max: 0.5 } },
        { name: 'request-duration', threshold: 0.25 },
        { name: 'latency', thresholdRange: { max: 0.5 } },
      ),
      at: [`${at}.metrics[0].thresholdRange.max`, `${at}.metrics[1].threshold`],
    },
  ],
  'canary-template-without-interval': [
    {
      spec: metrics(
        { name: 'a', templateRef: { name: 'a' }, thresholdRange: { max: 1 } },
        {
          name: 'b',
          templateRef: { name: 'b' },
          interval: '1m',
          thresholdRange: { max: 1 },
        },
      ),
      at: [`${at}.metrics[0].interval`],
    },
  ],
  'canary-metric-window': [
    {
      spec: metrics({ ...SOUND_ANALYSIS.metrics[0], interval: '5m' }),
      at: [`${at}.metrics[0].interval`],
    },
    { spec: SOUND, at: [] },
  ],
  'canary-metric-evaluated-twice': [
    {
      spec: metrics({
        name: 'request-duration',
        interval: '1m',
        templateRef: { name: 'latency' },
        thresholdRange: { max: 500 },
      }),
      at: [`${at}.metrics[0].name`],
    },
    { spec: SOUND, at: [] },
  ],
  'canary-metric-unusable': [
    {
      spec: metrics({ name: 'errors', thresholdRange: { max: 1 } }),
      at: [`${at}.metrics[0]`],
    },
    {
      spec: metrics({ name: 'up', query: 'up', thresholdRange: { min: 1 } }),
      at: [],
    },
  ],
  'canary-builtin-metrics-of-app': [
    {
      spec: { ...SOUND, ...GATEWAY_API },
      at: [`${at}.metrics[0]`, `${at}.metrics[1]`],
    },
    { spec: SOUND, at: [] },
  ],
  'canary-without-checks': [
    {
      spec: analysis({ metrics: [], webhooks: [] }),
      at: [at],
    },
    { spec: analysis({ metrics: undefined }), at: [] },
  ],
  'canary-without-load': [
    {
      spec: analysis({ webhooks: undefined }),
      at: [`${at}.webhooks`],
    },
    { spec: iterations({ webhooks: undefined }), at: [] },
  ],
  'canary-blue-green-without-load': [
    { spec: iterations({ webhooks: undefined }), at: [`${at}.webhooks`] },
    { spec: iterations({ webhooks: undefined, mirror: true }), at: [] },
    { spec: iterations({ webhooks: undefined, match: MATCH }), at: [] },
  ],
  'canary-hooks-longer-than-tick': [
    {
      spec: analysis({
        interval: '20s',
        webhooks: [
          { name: 'a', url: 'http://a' },
          { name: 'b', url: 'http://b', type: 'rollout', timeout: '10s' },
        ],
      }),
      at: [`${at}.webhooks`],
    },
    { spec: SOUND, at: [] },
  ],
  'canary-hook-type': [
    {
      spec: hooks({ name: 'g', type: 'confirm', url: 'http://g' }),
      at: [`${at}.webhooks[2].type`],
    },
    { spec: hooks({ name: 'g', type: '', url: 'http://g' }), at: [] },
  ],
  'canary-hook-metadata': [
    {
      spec: hooks({ name: 'l', url: 'http://l', metadata: { cmd: 'a', n: 5 } }),
      at: [`${at}.webhooks[2].metadata["n"]`],
    },
    {
      spec: hooks({ name: 'l', url: 'http://l', metadata: { n: '5' } }),
      at: [],
    },
  ],
  'canary-gate-always-closed': [
    {
      spec: hooks({
        name: 'g',
        type: 'confirm-promotion',
        url: 'http://load/gate/halt',
      }),
      at: [`${at}.webhooks[2].url`],
    },
    {
      spec: hooks({
        name: 'g',
        type: 'confirm-promotion',
        url: 'http://load/gate/check',
      }),
      at: [],
    },
  ],
  'canary-shared-gate': [
    {
      spec: hooks(
        { name: 'a', type: 'confirm-rollout', url: 'http://load/gate/check' },
        {
          name: 'b',
          type: 'confirm-promotion',
          url: 'http://load/gate/check?x',
        },
      ),
      at: [`${at}.webhooks[3].url`],
    },
    {
      spec: hooks({
        name: 'a',
        type: 'confirm-rollout',
        url: 'http://load/gate/check',
      }),
      at: [],
    },
  ],
  'canary-without-manual-rollback': [
    {
      spec: analysis({ webhooks: [SOUND_ANALYSIS.webhooks[0]] }),
      at: [`${at}.webhooks`],
    },
    { spec: SOUND, at: [] },
  ],
  'canary-slow-rollback': [
    {
      spec: analysis({ interval: '5m', threshold: 10 }),
      at: [`${at}.threshold`],
    },
    { spec: SOUND, at: [] },
  ],
  'canary-alert-without-severity': [
    {
      spec: analysis({
        alerts: [
          { name: 'a', providerRef: { name: 'slack' } },
          { name: 'b', severity: '', providerRef: { name: 'slack' } },
          { name: 'c', severity: 'info', providerRef: { name: 'slack' } },
        ],
      }),
      at: [`${at}.alerts[0].severity`, `${at}.alerts[1].severity`],
    },
  ],
  'canary-alert-provider-address': [
    {
      spec: analysis({
        alerts: [
          { name: 'a', severity: 'info', providerRef: { name: 'slack' } },
          { name: 'b', severity: 'info', providerRef: { name: 'elsewhere' } },
        ],
      }),
      others: [
        raw('AlertProvider', 'shop/slack', {
          spec: {
            type: 'slack',
            address: 'https://chat.example',
            secretRef: { name: 'slack' },
          },
        }),
      ],
      at: [`${at}.alerts[0].providerRef`],
    },
  ],
  'canary-foreign-namespace': [
    {
      spec: metrics({
        name: 'a',
        interval: '1m',
        thresholdRange: { max: 1 },
        templateRef: { name: 'a', namespace: 'flagger' },
      }),
      context: { refusesForeignNamespaces: true },
      at: [`${at}.metrics[0].templateRef.namespace`],
    },
    {
      spec: metrics({
        name: 'a',
        interval: '1m',
        thresholdRange: { max: 1 },
        templateRef: { name: 'a', namespace: 'flagger' },
      }),
      at: [],
    },
  ],
  'canary-knative-target': [
    { spec: { ...SOUND, provider: 'knative' }, at: ['spec.targetRef'] },
    {
      spec: {
        ...SOUND,
        targetRef: {
          apiVersion: 'serving.knative.dev/v1',
          kind: 'Service',
          name: 'cart',
        },
      },
      at: ['spec.targetRef'],
    },
    {
      spec: {
        ...SOUND,
        provider: 'knative',
        targetRef: {
          apiVersion: 'serving.knative.dev/v1',
          kind: 'Service',
          name: 'cart',
        },
        autoscalerRef: {
          apiVersion: 'autoscaling/v2',
          kind: 'HorizontalPodAutoscaler',
          name: 'cart',
        },
      },
      at: ['spec.autoscalerRef'],
    },
  ],
  'canary-shared-target': [
    {
      spec: SOUND,
      others: [raw('Canary', 'shop/other', { spec: SOUND })],
      at: ['spec.targetRef'],
    },
    {
      spec: SOUND,
      others: [raw('Canary', 'payments/other', { spec: SOUND })],
      at: [],
    },
  ],
  'canary-target-selector': [
    {
      spec: SOUND,
      others: [
        deployment({ selector: { matchLabels: { component: 'cart' } } }),
      ],
      at: ['spec.targetRef'],
    },
    {
      spec: SOUND,
      others: [deployment({ selector: { matchLabels: { name: 'cart' } } })],
      at: [],
    },
  ],
  'canary-target-replicas': [
    {
      spec: SOUND,
      others: [
        deployment({ replicas: 2, selector: { matchLabels: { app: 'cart' } } }),
      ],
      context: { areManifests: true },
      at: ['spec.targetRef'],
    },
    {
      spec: SOUND,
      others: [
        deployment({ replicas: 2, selector: { matchLabels: { app: 'cart' } } }),
      ],
      at: [],
    },
  ],
  'canary-owned-object-in-git': [
    {
      spec: SOUND,
      others: [
        raw('Service', 'shop/cart', { spec: { ports: [{ port: 80 }] } }),
        raw('VirtualService', 'shop/cart', { spec: { hosts: ['cart'] } }),
        raw('DestinationRule', 'shop/cart', { spec: { host: 'cart' } }),
        raw('DestinationRule', 'shop/cart-primary', {
          spec: { host: 'cart-primary' },
        }),
      ],
      context: { areManifests: true },
      at: ['spec.service', 'spec.service', 'spec.service'],
    },
    {
      spec: SOUND,
      others: [
        raw('VirtualService', 'shop/cart', { spec: { hosts: ['cart'] } }),
      ],
      at: [],
    },
  ],
  'canary-take-over-loses-hosts': [
    {
      spec: SOUND,
      others: [
        raw('VirtualService', 'shop/cart', {
          spec: { hosts: ['cart', 'cart.example'], gateways: ['a/public'] },
        }),
      ],
      at: ['spec.service'],
    },
    {
      spec: service({
        hosts: ['cart.example'],
        gateways: ['a/public', 'mesh'],
      }),
      others: [
        raw('VirtualService', 'shop/cart', {
          spec: { hosts: ['cart', 'cart.example'], gateways: ['a/public'] },
        }),
      ],
      at: [],
    },
    {
      spec: SOUND,
      others: [
        raw('VirtualService', 'shop/cart', {
          metadata: {
            ownerReferences: [
              {
                apiVersion: 'flagger.app/v1beta1',
                kind: 'Canary',
                name: 'cart',
                uid: '1',
              },
            ],
          },
          spec: { hosts: ['cart.example'] },
        }),
      ],
      at: [],
    },
  ],
  'canary-daemon-set-strategy': [
    {
      spec: {
        ...SOUND,
        targetRef: { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'cart' },
      },
      others: [
        raw('DaemonSet', 'shop/cart', {
          spec: {
            selector: { matchLabels: { app: 'cart' } },
            updateStrategy: { type: 'OnDelete' },
          },
        }),
      ],
      at: ['spec.targetRef'],
    },
  ],
  'canary-field-dropped': [
    {
      spec: service({
        match: [{ uri: { suffix: '.png' } }],
        trafficPolicy: { connectionPool: { tcp: { maxConnections: 1 } } },
        retries: { attempts: 2, retryRemoteLocalities: true },
      }),
      at: [
        'spec.service.trafficPolicy.connectionPool.tcp',
        'spec.service.match[0].uri.suffix',
        'spec.service.retries.retryRemoteLocalities',
      ],
    },
    { spec: SOUND, at: [] },
  ],
};

describe('rules on Canaries', () => {
  it.each(
    Object.entries(cases).flatMap(([code, list]) =>
      list.map((each, index) => ({ code, index, ...each })),
    ),
  )('$code, case $index: $at', ({ code, spec, others, context, at: paths }) => {
    expect(found(lint(spec, others, context), code).sort()).toEqual(
      [...paths].sort(),
    );
  });

  it('each have a case that breaks them', () => {
    const broken = Object.entries(cases)
      .filter(([, list]) => list.some(({ at: paths }) => paths.length > 0))
      .map(([code]) => code);
    expect(broken.sort()).toEqual(canaryRules.map(({ code }) => code).sort());
  });

  it('find nothing in a sound Canary', () => {
    expect(lint(SOUND, [], { areManifests: true })).toEqual([]);
  });

  it('each end their sentences, and tell what to do', () => {
    const findings = Object.values(cases)
      .flat()
      .flatMap(({ spec, others, context }) => lint(spec, others, context));
    for (const { message, remedy, link } of findings) {
      expect(message).toMatch(/^\S.*\.$/s);
      expect(remedy).toMatch(/^[A-Z].*\.$/s);
      expect(message).not.toMatch(/undefined|NaN|\[object/);
      expect(link).toMatch(/^https:\/\//);
    }
  });
});
