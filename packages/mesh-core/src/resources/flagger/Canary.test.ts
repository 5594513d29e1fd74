import { parseCanary } from './Canary';

function parse(spec: unknown, status?: unknown) {
  const { object, findings } = parseCanary({
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: { name: 'checkout', namespace: 'shop' },
    spec,
    status,
  });
  return {
    spec: object?.spec,
    status: object?.status,
    findings: findings.map(({ code, path }) => `${code} ${path}`),
  };
}

describe('a Canary', () => {
  it('is read with service, analysis and status', () => {
    const spec = {
      targetRef: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'checkout',
      },
      autoscalerRef: {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        name: 'checkout',
        primaryScalerReplicas: { minReplicas: 2 },
      },
      service: {
        port: 80,
        targetPort: 'http',
        gateways: ['mesh'],
        match: [{ uri: { prefix: '/api' } }],
        trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } },
      },
      analysis: {
        interval: '30s',
        threshold: 3,
        maxWeight: 50,
        stepWeight: 10,
        metrics: [
          { name: 'request-success-rate', thresholdRange: { min: 99 } },
          { name: 'latency', templateRef: { name: 'latency' } },
        ],
        webhooks: [
          { name: 'gate', type: 'confirm-promotion', url: 'http://gate/' },
        ],
        alerts: [
          { name: 'team', severity: 'info', providerRef: { name: 'slack' } },
        ],
      },
    };
    const status = {
      phase: 'WaitingPromotion',
      canaryWeight: 0,
      iterations: -1,
      conditions: [
        { type: 'Promoted', status: 'Unknown', reason: 'WaitingPromotion' },
      ],
    };
    expect(parse(spec, status)).toEqual({ spec, status, findings: [] });
  });

  it('keeps the absurd numbers that the API takes, for rules to judge', () => {
    const analysis = { stepWeight: 2.5, maxWeight: -5, stepWeights: [50, 10] };
    expect(parse({ analysis })).toMatchObject({
      spec: { analysis },
      findings: [],
    });
  });

  it('is kept without a target, so that the rest can be shown', () => {
    expect(
      parse({ targetRef: { kind: 'Job', name: 'a' }, suspend: true }),
    ).toEqual({
      spec: { suspend: true },
      status: undefined,
      findings: ['missing-field spec.targetRef.apiVersion'],
    });
  });

  it('names fields that the API prunes', () => {
    const { findings } = parse({
      service: {
        port: 80,
        trafficPolicy: { connectionPool: { tcp: { maxConnections: 1 } } },
        match: [{ uri: { suffix: '.png' } }],
      },
      analysis: { match: [{ uri: { prefix: '/' } }] },
    });
    expect(findings).toEqual([
      'unknown-field spec.service.trafficPolicy.connectionPool.tcp',
      'unknown-condition spec.service.match[0].uri.suffix',
      'unknown-condition spec.analysis.match[0].uri',
    ]);
  });

  it('reads `suffix` where Flagger has it', () => {
    const match = [{ headers: { 'x-user': { suffix: '@example.com' } } }];
    expect(parse({ analysis: { match } })).toMatchObject({
      spec: { analysis: { match } },
      findings: [],
    });
  });

  it('does not make a gate a plain check without saying so', () => {
    const webhook = { name: 'gate', url: 'http://gate/', type: 'confirm' };
    expect(parse({ analysis: { webhooks: [webhook] } })).toEqual({
      spec: { analysis: { webhooks: [{ name: 'gate', url: 'http://gate/' }] } },
      status: undefined,
      findings: ['malformed-decisive-field spec.analysis.webhooks[0].type'],
    });
  });

  it('has no phase rather than one that nobody knows', () => {
    const { status, findings } = parse({}, { phase: 'Paused', iterations: 3 });
    expect(status).toEqual({ iterations: 3 });
    expect(findings).toEqual(['malformed-field status.phase']);
  });

  it('takes a status that was never written', () => {
    expect(parse({}, {})).toMatchObject({ status: {}, findings: [] });
    expect(parse({}, { phase: '' })).toMatchObject({
      status: { phase: '' },
      findings: [],
    });
  });
});
