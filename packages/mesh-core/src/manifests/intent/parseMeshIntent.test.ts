import { parseMeshIntent } from './parseMeshIntent';

const service = { name: 'checkout', namespace: 'shop', port: 80 };
const canary = {
  stepWeight: 10,
  interval: '1m',
  threshold: 5,
  metrics: { successRateMin: 99 },
};

function messagesOf(input: unknown): string[] {
  return parseMeshIntent(input).findings.map(({ message }) => message);
}

describe('parseMeshIntent', () => {
  it('fills in what is usual', () => {
    const { intent, findings } = parseMeshIntent({
      service,
      canary: {
        ...canary,
        alerts: [{ provider: 'slack' }],
        loadTest: { url: 'http://loadtester.test', ratePerSecond: 5 },
      },
    });

    expect(findings).toEqual([]);
    expect(intent?.service.protocol).toBe('http');
    expect(intent?.canary?.alerts).toEqual([
      { provider: 'slack', severity: 'info' },
    ]);
    expect(intent?.canary?.loadTest?.path).toBe('/');
  });

  it('takes no object for an intent that is wrong anywhere', () => {
    expect(parseMeshIntent({ service, colour: 'red' }).intent).toBeUndefined();
  });

  it.each([undefined, null, 'text', 7, [], [{}]])(
    'does not throw on %p',
    input => {
      expect(parseMeshIntent(input).findings[0]).toMatchObject({
        code: 'invalid-intent',
        severity: 'error',
        path: '',
      });
    },
  );

  describe('says what is wrong, where, and what to do', () => {
    it.each<[string, unknown, string]>([
      [
        'nothing given',
        {},
        'service is missing. It must be an object with fields.',
      ],
      [
        'a field that does not exist',
        { service: { ...service, prot: 80 } },
        'service has fields that do not exist (prot). Correct their names or leave them out.',
      ],
      [
        'a text for a number',
        { service: { ...service, port: '80' } },
        'service.port must be a number.',
      ],
      [
        'a port out of range',
        { service: { ...service, port: 70000 } },
        'service.port is no port. Use a number from 1 to 65535.',
      ],
      [
        'a name with capitals',
        { service: { ...service, name: 'Checkout' } },
        'service.name is no name that Kubernetes takes. Use lower-case letters, digits and hyphens, with a letter first and no hyphen at the end.',
      ],
      [
        'an unknown protocol',
        { service: { ...service, protocol: 'tcp' } },
        'service.protocol must be one of http, http2, grpc.',
      ],
      [
        'a port name that hides the protocol',
        { service: { ...service, protocol: 'grpc', portName: 'api' } },
        'service.portName does not tell Istio that the port speaks grpc. Use grpc or a name that starts with grpc-.',
      ],
      [
        'an owner without its kind',
        { service: { ...service, owner: 'team-checkout' } },
        'service.owner is no full entity reference. Write it as kind:namespace/name, as in group:default/team-checkout.',
      ],
      [
        'a label that Kubernetes refuses',
        { service: { ...service, labels: { 'part of': 'shop' } } },
        'service.labels.part of is no label name. Write it as name or prefix.example.com/name, the name with at most 63 characters.',
      ],
      [
        'a host with a scheme',
        {
          service,
          exposure: { hosts: ['https://shop.example'], gateways: ['a/b'] },
        },
        'exposure.hosts[0] is no full host name. Write it as www.example.com or *.example.com, without scheme, port and path.',
      ],
      [
        'all hosts at once',
        { service, exposure: { hosts: ['*'], gateways: ['a/b'] } },
        'exposure.hosts[0] is no full host name. Write it as www.example.com or *.example.com, without scheme, port and path.',
      ],
      [
        'a Gateway without its namespace',
        {
          service,
          exposure: { hosts: ['shop.example'], gateways: ['public-gateway'] },
        },
        'exposure.gateways[0] does not name a Gateway. Write it as namespace/name, as in istio-ingress/public-gateway. The mesh itself is added by itself.',
      ],
      [
        'hosts that no Gateway lets in',
        { service, exposure: { hosts: ['shop.example'], gateways: [] } },
        'exposure.gateways names no Gateway. Give at least one, or leave exposure out.',
      ],
      [
        'a fraction of a millisecond',
        { service, resilience: { timeoutMs: 0.5 } },
        'resilience.timeoutMs must be a whole number.',
      ],
      [
        'a try that outlasts the request',
        {
          service,
          resilience: {
            timeoutMs: 1000,
            retries: { attempts: 1, perTryTimeoutMs: 2000 },
          },
        },
        'resilience.retries.perTryTimeoutMs is longer than the whole request may take (1000 ms), so it would never be reached. Lower it or raise timeoutMs.',
      ],
      [
        'weights that do not add up',
        {
          service,
          versions: [
            { name: 'v1', weight: 90 },
            { name: 'v2', weight: 20 },
          ],
        },
        'versions have weights that add up to 110. Change them so that they add up to 100.',
      ],
      [
        'a version twice',
        {
          service,
          versions: [
            { name: 'v1', weight: 90 },
            { name: 'v1', weight: 10 },
          ],
        },
        'versions[1].name is used twice (v1). Give each version a name of its own.',
      ],
      [
        'versions under Flagger',
        { service, canary, versions: [{ name: 'v1', weight: 100 }] },
        'versions cannot stand beside canary: Flagger makes the routes and tells primary and canary apart by labels of its own. Keep one of the two.',
      ],
      [
        'a name without room for -primary',
        { service: { ...service, name: 'a'.repeat(56) }, canary },
        'service.name is too long for a canary: Flagger appends -primary. Use at most 55 characters.',
      ],
      [
        'an HTTP load test of a gRPC service',
        {
          service: { ...service, protocol: 'grpc' },
          canary: {
            ...canary,
            loadTest: { url: 'http://loadtester.test', ratePerSecond: 1 },
          },
        },
        'canary.loadTest sends HTTP requests, which a gRPC service does not answer. Leave it out and add a webhook of your own to the Canary.',
      ],
    ])('%s', (_, input, message) => {
      expect(messagesOf(input)).toEqual([message]);
    });

    it('a retry condition that Envoy does not know', () => {
      const retries = { attempts: 1, retryOn: ['sometimes'] };
      const [message] = messagesOf({ service, resilience: { retries } });

      expect(message).toMatch(
        /^resilience\.retries\.retryOn\[0\] is nothing that Envoy retries on\. Use an HTTP status code or one of 5xx, /,
      );
    });
  });

  describe('refuses a canary that Flagger would refuse or stumble over', () => {
    const { stepWeight: _, ...way } = canary;

    it.each<[string, object, string]>([
      [
        'no way at all',
        way,
        'canary does not say how the new version gets requests. Give one of stepWeight, stepWeights and iterations.',
      ],
      [
        'two ways',
        { ...canary, iterations: 5 },
        'canary says in 2 ways how the new version gets requests (stepWeight, iterations), which the API server refuses. Keep one of them.',
      ],
      [
        'a fraction as weight, which would stop Flagger for everybody',
        { ...canary, stepWeight: 2.5 },
        'canary.stepWeight must be a whole number.',
      ],
      [
        'a weight of nothing',
        { ...canary, stepWeight: 0 },
        'canary.stepWeight must be from 1 to 100 percent.',
      ],
      [
        'a first step beyond the last',
        { ...canary, stepWeight: 60, maxWeight: 50 },
        'canary.stepWeight is more than maxWeight (50), so the first step would already exceed it. Lower it or raise maxWeight.',
      ],
      [
        'a limit for steps that have one',
        { ...way, stepWeights: [1, 10], maxWeight: 50 },
        'canary.maxWeight has no effect without stepWeight. Leave it out: stepWeights end with their last figure.',
      ],
      [
        'steps that do not rise',
        { ...way, stepWeights: [10, 20, 20] },
        'canary.stepWeights[2] (20) is not more than the step before (20), where Flagger would then stay for good. Let the steps rise.',
      ],
      [
        'no steps',
        { ...way, stepWeights: [] },
        'canary.stepWeights names no step. Give at least one.',
      ],
      [
        'chosen users without iterations',
        { ...canary, match: [{ headers: { 'x-a': { exact: 'b' } } }] },
        'canary.match chooses users for an A/B test, but there are no iterations. Give iterations instead of weights, or leave match out.',
      ],
      [
        'promotion in steps without weights',
        { ...way, iterations: 5, stepWeightPromotion: 10 },
        'canary.stepWeightPromotion has no effect with iterations: there are no weights to move. Leave it out.',
      ],
      [
        'an interval in hours',
        { ...canary, interval: '1h' },
        'canary.interval is no interval that Flagger takes. Write whole seconds or minutes, as in 30s or 1m.',
      ],
      [
        'an interval that Flagger would misread as a minute',
        { ...canary, interval: '5minutes' },
        'canary.interval is no interval that Flagger takes. Write whole seconds or minutes, as in 30s or 1m.',
      ],
      [
        'an interval that Flagger would lengthen',
        { ...canary, interval: '5s' },
        'canary.interval is too short: Flagger looks at a release every ten seconds at most. Use at least 10s.',
      ],
      [
        'no threshold',
        { ...canary, threshold: 0 },
        'canary.threshold must be at least 1.',
      ],
      [
        'no metric',
        { ...canary, metrics: {} },
        'canary.metrics names no metric, so Flagger would promote by the clock alone. Give successRateMin, durationMaxMs or both.',
      ],
      [
        'a latency in seconds, which Flagger cuts down to 0 ms',
        { ...canary, metrics: { durationMaxMs: 0.5 } },
        'canary.metrics.durationMaxMs must be a whole number.',
      ],
      [
        'no header to choose users by',
        { ...way, iterations: 5, match: [{ headers: {} }] },
        'canary.match[0].headers names no header. Flagger would then send everybody to the new version.',
      ],
      [
        'a header as it is often written',
        {
          ...way,
          iterations: 5,
          match: [{ headers: { 'X-Canary': { exact: 'a' } } }],
        },
        'canary.match[0].headers.X-Canary is no header name that Istio compares. Write it in lower case with hyphens, as in x-canary.',
      ],
      [
        'a header with two conditions',
        {
          ...way,
          iterations: 5,
          match: [{ headers: { 'x-a': { exact: 'a', prefix: 'b' } } }],
        },
        'canary.match[0].headers.x-a must say exactly one of exact, prefix and regex, and not with an empty text.',
      ],
      [
        'a severity that Flagger does not know',
        { ...canary, alerts: [{ provider: 'slack', severity: 'fatal' }] },
        'canary.alerts[0].severity must be one of info, warn, error.',
      ],
    ])('%s', (_name, plan, message) => {
      expect(messagesOf({ service, canary: plan })).toEqual([message]);
    });

    it('a suffix, which Flagger drops', () => {
      const match = [{ headers: { 'x-a': { suffix: 'b' } } }];
      expect(
        messagesOf({ service, canary: { ...way, iterations: 5, match } }),
      ).toContain(
        'canary.match[0].headers.x-a has fields that do not exist (suffix). Correct their names or leave them out.',
      );
    });

    it.each(['/x; rm -rf /', '/$(id)', '/a b', '/`id`', "/'", '/a|b', 'a'])(
      'the path %p, which would run as a command',
      path => {
        const loadTest = { url: 'http://a.test', ratePerSecond: 1, path };
        expect(
          messagesOf({ service, canary: { ...canary, loadTest } }),
        ).toEqual([
          'canary.loadTest.path is no path for a test request. Start it with a slash and use letters, digits and -_.~/ only.',
        ]);
      },
    );
  });
});
