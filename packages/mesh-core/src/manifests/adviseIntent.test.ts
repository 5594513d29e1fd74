import { adviseIntent } from './adviseIntent';
import { parseMeshIntent, type MeshIntentInput } from './intent';

const service = { name: 'checkout', namespace: 'shop', port: 80 };
const loadTest = { url: 'http://loadtester.test', ratePerSecond: 10 };
const canary = {
  stepWeight: 10,
  maxWeight: 50,
  interval: '1m',
  threshold: 5,
  metrics: { successRateMin: 99 },
  loadTest,
};

function advice(input: MeshIntentInput): string[] {
  const { intent } = parseMeshIntent(input);
  return adviseIntent(intent!).map(
    ({ path, message }) => `${path}: ${message}`,
  );
}

describe('adviseIntent', () => {
  it('has nothing to say about a sound plan', () => {
    const retries = { attempts: 2, perTryTimeoutMs: 1000 };
    expect(
      advice({ service, canary, resilience: { timeoutMs: 3000, retries } }),
    ).toEqual([]);
    expect(advice({ service })).toEqual([]);
  });

  it('counts all tries of a request', () => {
    const retries = { attempts: 2, perTryTimeoutMs: 1000 };
    expect(
      advice({ service, resilience: { timeoutMs: 2999, retries } }),
    ).toEqual([
      'resilience.retries: All 3 tries may take 3000 ms, but the request is given up after 2999 ms.',
    ]);
  });

  it.each([
    [20, 50, 60],
    [70, 90, 100],
    [15, 50, 60],
  ])(
    'says where steps of %i towards %i really end',
    (stepWeight, maxWeight, last) => {
      expect(
        advice({ service, canary: { ...canary, stepWeight, maxWeight } }),
      ).toEqual([
        `canary.maxWeight: Steps of ${stepWeight} do not meet ${maxWeight}: the last one sends ${last} % of the requests to the new version.`,
      ]);
    },
  );

  it('warns of a canary that may have nothing to measure', () => {
    expect(
      advice({ service, canary: { ...canary, loadTest: undefined } }),
    ).toEqual([
      'canary: Where the new version gets no requests, Flagger counts a failed check and goes back after a while.',
    ]);
  });

  it('says how long a bad version would stay', () => {
    const slow = { ...canary, interval: '10m', threshold: 6 };
    expect(advice({ service, canary: slow })).toEqual([
      'canary.threshold: A bad version keeps its requests for 60 minutes before Flagger goes back.',
    ]);
  });

  it('gives a remedy and the severity of a warning with each', () => {
    const { intent } = parseMeshIntent({
      service,
      canary: { ...canary, stepWeight: 20, loadTest: undefined },
    });
    for (const finding of adviseIntent(intent!)) {
      expect(finding.severity).toBe('warning');
      expect(finding.remedy).toMatch(/\.$/);
    }
  });
});
