import { buildCanary } from './buildCanary';
import { buildDestinationRule } from './buildDestinationRule';
import { buildVirtualService } from './buildVirtualService';
import { formatDuration } from './formatDuration';
import {
  intervalSeconds,
  parseMeshIntent,
  type MeshIntent,
  type MeshIntentInput,
} from './intent';
import { readIntent } from './__testUtils__/goldenCases';

function intentOf(input: Partial<MeshIntentInput>): MeshIntent {
  const service = { name: 'cart', namespace: 'shop', port: 80 };
  return parseMeshIntent({ service, ...input }).intent!;
}

describe('formatDuration', () => {
  it.each([
    [1, '1ms'],
    [999, '999ms'],
    [1000, '1s'],
    [2500, '2500ms'],
    [60_000, '60s'],
    [3_600_000, '3600s'],
  ])('writes %i ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('intervalSeconds', () => {
  it.each([
    ['30s', 30],
    ['1m', 60],
    ['10m', 600],
    ['1h', NaN],
    ['', NaN],
  ])('reads %p as %d', (text, seconds) => {
    expect(intervalSeconds(text)).toBe(seconds);
  });
});

describe('buildVirtualService', () => {
  it('names the port for a Gateway only, as the routes hold for all ports inside the mesh', () => {
    const exposure = { hosts: ['a.example'], gateways: ['istio-ingress/a'] };
    const destination = (intent: MeshIntent) =>
      buildVirtualService(intent).object.spec.http![0].route![0].destination;

    expect(destination(intentOf({}))).toEqual({
      host: 'cart.shop.svc.cluster.local',
    });
    expect(destination(intentOf({ exposure }))).toEqual({
      host: 'cart.shop.svc.cluster.local',
      port: { number: 80 },
    });
  });

  it('says a host or a Gateway once', () => {
    const exposure = {
      hosts: ['a.example', 'a.example'],
      gateways: ['istio-ingress/a', 'istio-ingress/a'],
    };
    const { spec } = buildVirtualService(intentOf({ exposure })).object;

    expect(spec.hosts).toEqual(['cart.shop.svc.cluster.local', 'a.example']);
    expect(spec.gateways).toEqual(['istio-ingress/a', 'mesh']);
  });

  it('sends nothing to a version without weight', () => {
    const { spec } = buildVirtualService(readIntent('versions-by-hand')).object;

    expect(spec.http![0].route!.map(to => to.destination.subset)).toEqual([
      'v1',
      'v2',
    ]);
  });
});

describe('buildDestinationRule', () => {
  it('makes no rule that says nothing', () => {
    const resilience = { timeoutMs: 1000 };
    expect(buildDestinationRule(intentOf({ resilience }))).toBeUndefined();
  });

  it('leaves TLS to the mesh', () => {
    const rule = buildDestinationRule(
      intentOf({ resilience: { loadBalancer: 'RANDOM' } }),
    );
    expect(rule?.object.spec.trafficPolicy).toEqual({
      loadBalancer: { simple: 'RANDOM' },
    });
  });
});

describe('buildCanary', () => {
  it('carries what the rules that Flagger writes would say', () => {
    const intent = readIntent('canary-weighted');
    const { service } = buildCanary(intent, intent.canary!).object.spec;

    expect(service).toMatchObject({
      timeout: '5s',
      retries: {
        attempts: 2,
        perTryTimeout: '1500ms',
        retryOn: 'connect-failure,refused-stream,gateway-error',
      },
      trafficPolicy: { loadBalancer: { simple: 'LEAST_REQUEST' } },
    });
  });

  it('never asks for delegation, which hosts and gateways would contradict', () => {
    const intent = readIntent('ab-test');
    const { service } = buildCanary(intent, intent.canary!).object.spec;

    expect(service).not.toHaveProperty('delegation');
    expect(service).toMatchObject({
      hosts: ['www.shop.example'],
      gateways: ['istio-ingress/public-gateway', 'mesh'],
    });
  });

  it.each([
    [1, '-q 1 -c 1'],
    [2, '-q 1 -c 2'],
    [25, '-q 13 -c 2'],
  ])('asks the load tester for at least %i per second', (rate, flags) => {
    const loadTest = { url: 'http://a.test', ratePerSecond: rate };
    const intent = intentOf({
      canary: {
        iterations: 1,
        interval: '1m',
        threshold: 1,
        metrics: { successRateMin: 99 },
        loadTest,
      },
    });
    const { analysis } = buildCanary(intent, intent.canary!).object.spec;

    expect(analysis?.webhooks?.[0].metadata?.cmd).toBe(
      `hey -z 1m ${flags} http://cart-canary.shop:80/`,
    );
  });

  it('is tied to the Deployment by name and gives it back when it is deleted', () => {
    const intent = readIntent('blue-green');
    const { object } = buildCanary(intent, intent.canary!);

    expect(object.spec).toMatchObject({
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'search' },
      revertOnDeletion: true,
    });
  });
});
