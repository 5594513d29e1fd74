import type { MeshSnapshot } from '../snapshot';
import {
  canary,
  deployment,
  raw,
  routeTo,
  snapshotOf,
  underFlagger,
  virtualService,
  type RawObject,
} from '../snapshot/__testUtils__/objects';
import { evaluateCanary, summarizeCanary } from './evaluateCanary';
import { endOf, inPhase, momentOf } from './__testUtils__/replay';

function evaluate(snapshot: MeshSnapshot, now?: Date) {
  return evaluateCanary(snapshot, snapshot.list('Canary')[0], { now });
}

/** The first moment of a recording in a phase, evaluated. */
function at(name: string, phase: string) {
  const { snapshot } = momentOf(name, inPhase(phase));
  return evaluate(snapshot);
}

const end = (name: string) => evaluate(endOf(name));

const texts = (evidence: readonly { text: string }[]): string =>
  evidence.map(({ text }) => text).join('\n');

describe('the ten things most likely to be got wrong', () => {
  it('1: shows the live weight, not the one of the status', () => {
    const detail = at('gated', 'WaitingPromotion');
    expect(detail.weights).toMatchObject({
      primary: 60,
      canary: 40,
      statusWeight: 0,
    });
    expect(texts(detail.verdict.evidence)).toContain(
      'The status of the Canary says 0 %',
    );
    const test = momentOf(
      'ab-test',
      snapshot => snapshot.list('Canary')[0]?.status?.iterations === 3,
    );
    expect(evaluate(test.snapshot).weights).toMatchObject({
      primary: 0,
      canary: 100,
      by: 'match',
      statusWeight: 0,
    });
  });

  it('2: dates a phase by its condition, which does not move while the status is rewritten', () => {
    const first = at('weighted-rollback-success-rate', 'Failed');
    const snapshot = endOf('weighted-rollback-success-rate');
    const last = evaluate(snapshot);
    expect(last.phaseSince).toBe(first.phaseSince);
    expect(snapshot.list('Canary')[0].status?.lastTransitionTime).not.toBe(
      last.phaseSince,
    );
  });

  it('3: does not show the counters that a failure erased', () => {
    const snapshot = endOf('weighted-rollback-success-rate');
    expect(snapshot.list('Canary')[0].status?.failedChecks).toBe(0);
    const detail = evaluate(snapshot);
    expect(detail.failedChecks).toEqual({ kind: 'erased' });
    expect(texts(detail.verdict.evidence)).toContain('success rate');
    expect(texts(detail.verdict.evidence)).toContain(
      'The last weight before the failure that an event tells is 20 %',
    );
    expect(end('weighted-success').failedChecks).toEqual({
      kind: 'counted',
      count: 0,
      threshold: 3,
    });
  });

  it('4: tells a failed promotion by the split, against the condition', () => {
    const detail = end('failed-promotion');
    expect(detail.conditions[0].message).toContain('scaled to zero');
    expect(detail.phase).toBe('Failed');
    expect(detail.weights).toMatchObject({ primary: 0, canary: 100 });
    expect(detail.verdict.state).toBe('failed');
    expect(detail.verdict.reason).toBe(
      'The promotion of 6.6.0-badprimary failed: the primary did not become ready. The canary takes all traffic.',
    );
    expect(texts(detail.verdict.evidence)).toContain(
      'The split says otherwise',
    );
    expect(detail.steps.at(-1)).toMatchObject({
      kind: 'promotion',
      state: 'failed',
    });
  });

  it('5: says that events are missing', () => {
    const detail = end('q-events-30-ticks');
    expect(detail.phase).toBe('Succeeded');
    expect(detail.events.some(({ kind }) => kind === 'promoted')).toBe(false);
    expect(detail.eventsMayLack).toMatch(/merged \d+ events into one/);
    expect(detail.steps.every(({ state }) => state === 'done')).toBe(true);
  });

  it('6: shows the failed check of a hook that answered 204', () => {
    expect(end('q-204').verdict.reason).toContain(
      '3 checks failed, the last: external check answers 204 failed',
    );
  });

  it('7: sees the traffic of a blue/green that waits with all of it on the canary', () => {
    const { snapshot } = momentOf('blue-green', moment => {
      const [release] = moment.list('Canary');
      const [route] = moment.list('VirtualService');
      return (
        release?.status?.phase === 'WaitingPromotion' &&
        route?.spec.http?.[0].route?.[1].weight === 100
      );
    });
    expect(evaluate(snapshot)).toMatchObject({
      weights: { primary: 0, canary: 100, statusWeight: 0 },
      verdict: {
        state: 'waiting',
        reason:
          '6.6.0 takes all traffic and waits for the approval of its promotion.',
      },
    });
  });

  it('8: shows the image that an approval would start', () => {
    const name = 'q-waiting-new-revision-and-rollback-hook';
    const { snapshot } = momentOf(
      name,
      moment =>
        inPhase('Waiting')(moment) &&
        moment
          .list('Deployment')
          .some(({ spec }) =>
            spec.template?.spec?.containers?.[0].image?.endsWith(':6.7.0'),
          ),
    );
    expect(evaluate(snapshot)).toMatchObject({
      canary: { version: '6.7.0' },
      primary: { version: '6.5.0' },
      verdict: { state: 'waiting' },
    });
  });

  it('9: says which steps need an approval, and that one given is given', () => {
    const gates = (phase: string) =>
      at('gated', phase).steps.map(({ kind, state, gated }) => [
        kind,
        state,
        gated,
      ]);
    expect(gates('Waiting')).toEqual([
      ['start', 'current', true],
      ['weight', 'todo', true],
      ['weight', 'todo', true],
      ['promotion', 'todo', true],
    ]);
    expect(gates('WaitingPromotion')).toEqual([
      ['start', 'done', false],
      ['weight', 'done', false],
      ['weight', 'done', false],
      ['promotion', 'current', true],
    ]);
    expect(gates('Promoting').at(-1)).toEqual(['promotion', 'current', false]);
  });

  it('10: tells the strategy from the fields that decide', () => {
    expect(
      ['weighted-success', 'ab-test', 'blue-green', 'blue-green-mirror'].map(
        name => end(name).strategy,
      ),
    ).toEqual(['weighted', 'ab-test', 'blue-green', 'blue-green']);
  });
});

describe('who serves', () => {
  it('takes the stable version from the pods that are ready, not from the template of the primary', () => {
    const { snapshot } = momentOf('failed-promotion', inPhase('Failed'));
    const template = snapshot.get(
      'Deployment',
      'failed-promotion',
      'podinfo-primary',
    )?.spec.template?.spec?.containers?.[0].image;
    expect(template).toContain('6.6.0-badprimary');
    expect(evaluate(snapshot).primary.version).toBe('6.5.0');
  });

  it('reads images, replicas and version of both', () => {
    const objects = underFlagger('shop/a', { primary: 70, canary: 30 });
    objects[0] = deployment('shop/a', { image: 'shop/a:1.4.2', ready: 1 });
    objects[1] = deployment('shop/a-primary', { image: 'shop/a:1.4.1' });
    const detail = evaluate(snapshotOf(...objects));
    expect(detail.canary).toEqual({
      ref: expect.objectContaining({ kind: 'Deployment', name: 'a' }),
      images: [{ container: 'app', image: 'shop/a:1.4.2' }],
      version: '1.4.2',
      desired: 2,
      ready: 1,
    });
    expect(detail.primary).toMatchObject({ version: '1.4.1', ready: 2 });
  });

  it('knows DaemonSets, and leaves out the sidecar', () => {
    const daemonSet = (name: string, image: string) =>
      raw('DaemonSet', `shop/${name}`, {
        spec: {
          template: {
            spec: {
              containers: [
                { name: 'istio-proxy', image: 'istio/proxyv2:1.30.3' },
                { name: 'app', image },
              ],
            },
          },
        },
        status: { desiredNumberScheduled: 3, numberReady: 2 },
      });
    const detail = evaluate(
      snapshotOf(
        canary('shop/a', {
          spec: {
            targetRef: { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'a' },
          },
        }),
        daemonSet('a', 'x:2'),
        daemonSet('a-primary', 'x:1'),
      ),
    );
    expect(detail.canary).toMatchObject({
      version: '2',
      images: [{ container: 'app', image: 'x:2' }],
      desired: 3,
      ready: 2,
    });
    expect(detail.primary.version).toBe('1');
    expect(detail.related.map(({ kind }) => kind)).toEqual([
      'DaemonSet',
      'DaemonSet',
    ]);
  });

  it('works without any workload', () => {
    const detail = evaluate(
      snapshotOf(canary('shop/a', { status: { phase: 'Progressing' } })),
    );
    expect(detail.primary).toEqual({ images: [] });
    expect(detail.verdict.reason).toBe(
      'The new revision takes an unknown share of the traffic: VirtualService shop/a was not found.',
    );
  });
});

describe('the sentence', () => {
  const progressing = (
    weights: { primary: number; canary: number },
    more: Parameters<typeof canary>[1] = {},
  ): RawObject[] => {
    const objects = underFlagger('shop/checkout', weights);
    objects[0] = deployment('shop/checkout', { image: 'checkout:v1.4.2' });
    objects[1] = deployment('shop/checkout-primary', {
      image: 'checkout:v1.4.1',
    });
    objects[5] = canary('shop/checkout', {
      status: { phase: 'Progressing', canaryWeight: weights.canary },
      ...more,
    });
    return objects;
  };
  const reasonOf = (objects: RawObject[]): string =>
    evaluate(snapshotOf(...objects)).verdict.reason;

  it('answers in the words of the mock-up', () => {
    const objects = progressing(
      { primary: 70, canary: 30 },
      { analysis: { stepWeight: 10, maxWeight: 60 } },
    );
    expect(reasonOf(objects)).toBe(
      'v1.4.2 takes 30 % of the traffic, step 3 of 6.',
    );
  });

  it('names the weight also where the steps were edited meanwhile', () => {
    const objects = progressing(
      { primary: 65, canary: 35 },
      { analysis: { stepWeight: 20, maxWeight: 60 } },
    );
    expect(reasonOf(objects)).toBe(
      'v1.4.2 takes 35 % of the traffic, step 1 of 3.',
    );
  });

  it.each([
    ['Initializing', 'initializing'],
    ['Initialized', 'succeeded'],
    ['Waiting', 'waiting'],
    ['Progressing', 'progressing'],
    ['WaitingPromotion', 'waiting'],
    ['Promoting', 'promoting'],
    ['Finalising', 'promoting'],
    ['Succeeded', 'succeeded'],
    ['Failed', 'failed'],
    ['Terminating', 'unknown'],
    ['Terminated', 'unknown'],
    ['', 'unknown'],
  ])('phase %j is %s, and suspended where it is', (phase, state) => {
    const objects = progressing(
      { primary: 100, canary: 0 },
      { status: { phase } },
    );
    expect(evaluate(snapshotOf(...objects)).verdict.state).toBe(state);
    const paused = progressing(
      { primary: 100, canary: 0 },
      { status: { phase }, spec: { suspend: true } },
    );
    const detail = evaluate(snapshotOf(...paused));
    expect(detail.suspended).toBe(true);
    expect(detail.verdict.state).toBe('suspended');
    expect(detail.verdict.reason).toMatch(/^Suspended: /);
  });

  it('tolerates a phase of a newer Flagger, and names it', () => {
    const objects = progressing(
      { primary: 80, canary: 20 },
      { status: { phase: 'WaitingTrafficIncrease' } },
    );
    const detail = evaluate(snapshotOf(...objects));
    expect(detail).toMatchObject({
      phase: 'Unknown',
      rawPhase: 'WaitingTrafficIncrease',
      verdict: {
        state: 'unknown',
        reason:
          'Flagger reports the phase WaitingTrafficIncrease, which Fairway does not know. v1.4.2 takes 20 % of the traffic.',
      },
    });
    expect(detail.steps.every(({ state }) => state === 'unknown')).toBe(true);
    expect(detail.findings.map(({ path }) => path)).toEqual(['status.phase']);
    expect(detail.findings[0].ref).toEqual(detail.ref);
  });

  it('warns when the canary serves although no release is on', () => {
    const objects = progressing(
      { primary: 90, canary: 10 },
      { status: { phase: 'Succeeded' } },
    );
    expect(reasonOf(objects)).toBe(
      'The canary takes 10 % of the traffic, although no release is on.',
    );
  });

  it('says so when the split is unknown', () => {
    const objects = progressing(
      { primary: 90, canary: 10 },
      { status: { phase: 'Succeeded' } },
    ).filter(({ kind }) => kind !== 'VirtualService');
    expect(reasonOf(objects)).toBe(
      'Who serves users is unknown: VirtualService shop/checkout was not found.',
    );
    const failed = progressing(
      { primary: 90, canary: 10 },
      { status: { phase: 'Failed' } },
    ).filter(({ kind }) => kind !== 'VirtualService');
    expect(reasonOf(failed)).toBe(
      'v1.4.2 was rolled back: no event says why. Who serves users is unknown.',
    );
  });
});

describe('why it failed', () => {
  it.each([
    [
      'weighted-rollback-latency',
      /3 checks failed, the last: request duration/,
    ],
    [
      'weighted-rollback-success-rate',
      /3 checks failed, the last: success rate/,
    ],
    ['no-traffic-rollback', /no values found/],
    ['manual-rollback', /the rollback hook asked for it/],
    ['canary-never-ready', /its pods did not become ready \(waiting for/],
    ['q-fix-after-failed-promotion', /the primary was not ready \(deployment/],
  ])('%s', (name, reason) => {
    const { verdict } = end(name);
    expect(verdict.state).toBe('failed');
    expect(verdict.reason).toMatch(reason);
    expect(verdict.evidence.length).toBeGreaterThan(1);
  });

  it('names the version that failed, not the one that was pushed since', () => {
    const pushed = momentOf(
      'two-runs-in-a-row',
      snapshot =>
        inPhase('Failed')(snapshot) &&
        snapshot
          .list('ReplicaSet')
          .some(set =>
            set.spec.template?.spec?.containers?.[0].image?.endsWith(':6.6.1'),
          ),
    );
    expect(evaluate(pushed.snapshot).verdict.reason).toBe(
      '6.6.0 was rolled back: 3 checks failed, the last: success rate 75.01% < 99%. 6.5.0 takes all traffic. The target has 6.6.1 now, which has not been started.',
    );
  });

  it('names the version that failed after the old one was put back', () => {
    const set = (name: string, image: string, creationTimestamp: string) =>
      raw('ReplicaSet', `shop/${name}`, {
        metadata: {
          creationTimestamp,
          ownerReferences: [{ kind: 'Deployment', name: 'a' }],
        },
        spec: { template: { spec: { containers: [{ name: 'app', image }] } } },
      });
    const objects = underFlagger('shop/a');
    objects[0] = deployment('shop/a', { image: 'a:1' });
    objects[1] = deployment('shop/a-primary', { image: 'a:1' });
    objects[5] = canary('shop/a', {
      status: {
        phase: 'Failed',
        conditions: [
          {
            type: 'Promoted',
            status: 'False',
            reason: 'Failed',
            lastUpdateTime: '2026-01-03T00:00:00Z',
          },
        ],
      },
    });
    const snapshot = snapshotOf(
      ...objects,
      set('a-1', 'a:1', '2026-01-01T00:00:00Z'),
      set('a-2', 'a:2', '2026-01-02T00:00:00Z'),
    );
    expect(evaluate(snapshot).verdict.reason).toMatch(
      /^2 was rolled back: .* The target has 1 now, which has not been started\.$/,
    );
  });
});

describe('steps', () => {
  const statesOf = (name: string, phase: string) =>
    at(name, phase).steps.map(({ state, value }) => `${value ?? ''}${state}`);

  it('follow a weighted run, with times from its events', () => {
    const { snapshot } = momentOf('weighted-success', moment =>
      moment
        .list('Event')
        .some(({ message }) => message?.endsWith('canary weight 30')),
    );
    const detail = evaluate(snapshot, new Date('2026-11-24T04:26:32Z'));
    expect(
      detail.steps.map(({ kind, value, state, at: began, earliest }) => [
        value ?? kind,
        state,
        began?.slice(11, 19),
        earliest?.slice(11, 19),
      ]),
    ).toEqual([
      ['start', 'done', '04:25:59', undefined],
      [10, 'done', '04:26:09', undefined],
      [20, 'done', '04:26:19', undefined],
      [30, 'current', '04:26:29', undefined],
      [40, 'todo', undefined, '04:26:39'],
      [50, 'todo', undefined, '04:26:49'],
      ['promotion', 'todo', undefined, '04:26:59'],
    ]);
  });

  it('come later with every tick that has passed without one', () => {
    const { snapshot } = momentOf('weighted-success', moment =>
      moment
        .list('Event')
        .some(({ message }) => message?.endsWith('canary weight 30')),
    );
    const earliest = evaluate(
      snapshot,
      new Date('2026-11-24T04:27:15Z'),
    ).steps.map(step => step.earliest?.slice(11, 19));
    expect(earliest.slice(4)).toEqual(['04:27:19', '04:27:29', '04:27:39']);
  });

  it('have no derived times without a clock, while waiting, or suspended', () => {
    const { snapshot } = momentOf('weighted-success', inPhase('Progressing'));
    expect(evaluate(snapshot).steps.some(({ earliest }) => earliest)).toBe(
      false,
    );
    const now = new Date('2026-11-24T04:28:00Z');
    for (const [name, phase] of [
      ['gated', 'Waiting'],
      ['gated', 'WaitingPromotion'],
    ]) {
      const moment = momentOf(name, inPhase(phase));
      expect(
        evaluate(moment.snapshot, now).steps.some(({ earliest }) => earliest),
      ).toBe(false);
    }
    const paused = momentOf(
      'suspended',
      moment => moment.list('Canary')[0]?.spec.suspend === true,
    );
    expect(
      evaluate(paused.snapshot, now).steps.some(({ earliest }) => earliest),
    ).toBe(false);
  });

  it('count the tick of mirroring and that of moving all traffic', () => {
    const planned = (analysis: Record<string, unknown>) =>
      summarizeOf(
        canary('shop/a', {
          analysis: { interval: '1m', stepWeight: undefined, ...analysis },
          status: {
            phase: 'Progressing',
            lastTransitionTime: '2026-01-01T10:00:00Z',
          },
        }),
      ).steps.map(({ earliest }) => earliest?.slice(11, 16));
    expect(planned({ stepWeights: [20, 40] })).toEqual([
      undefined,
      '10:01',
      '10:02',
      '10:03',
    ]);
    expect(planned({ stepWeights: [20, 40], mirror: true })).toEqual([
      undefined,
      '10:02',
      '10:03',
      '10:04',
    ]);
    expect(planned({ iterations: 2 })).toEqual([
      undefined,
      '10:01',
      '10:02',
      '10:04',
    ]);
    expect(
      planned({ iterations: 2, match: [{ headers: { x: { exact: 'y' } } }] }),
    ).toEqual([undefined, '10:01', '10:02', '10:03']);
  });

  function summarizeOf(release: RawObject) {
    const snapshot = snapshotOf(release);
    return summarizeCanary(snapshot, snapshot.list('Canary')[0], {
      now: new Date('2026-01-01T10:00:30Z'),
    });
  }

  it.each([
    [
      'weighted-success',
      'Initialized',
      ['todo', '10todo', '20todo', '30todo', '40todo', '50todo', 'todo'],
    ],
    [
      'weighted-success',
      'Succeeded',
      ['done', '10done', '20done', '30done', '40done', '50done', 'done'],
    ],
    ['skip-analysis', 'Progressing', ['current', 'todo']],
    [
      'blue-green',
      'WaitingPromotion',
      ['done', '1done', '2done', '3done', 'current'],
    ],
  ])('of %s in %s', (name, phase, expected) => {
    expect(statesOf(name, phase)).toEqual(expected);
  });

  it('mark the one that failed, by the events of the run', () => {
    expect(
      end('weighted-rollback-success-rate').steps.map(
        ({ state, value }) => `${value ?? ''}${state}`,
      ),
    ).toEqual([
      'done',
      '10done',
      '20failed',
      '30todo',
      '40todo',
      '50todo',
      'todo',
    ]);
    expect(end('canary-never-ready').steps[0].state).toBe('failed');
  });

  it('are unknown after a failure of which no event is left', () => {
    const snapshot = snapshotOf(
      canary('shop/a', { status: { phase: 'Failed' } }),
    );
    expect(
      evaluate(snapshot).steps.every(({ state }) => state === 'unknown'),
    ).toBe(true);
  });

  it('are none where the analysis is missing', () => {
    const snapshot = snapshotOf(
      canary('shop/a', { spec: { analysis: undefined } }),
    );
    expect(evaluate(snapshot)).toMatchObject({
      strategy: 'unknown',
      steps: [],
    });
  });
});

describe('events', () => {
  const event = (name: string, rest: Record<string, unknown>) =>
    raw('Event', `shop/${name}`, {
      type: 'Normal',
      involvedObject: { kind: 'Canary', namespace: 'shop', name: 'a' },
      lastTimestamp: '2026-01-01T00:00:00Z',
      ...rest,
    });
  const eventsOf = (...events: RawObject[]) =>
    evaluate(
      snapshotOf(
        canary('shop/a', {
          metadata: { uid: 'u1' },
          status: { phase: 'Progressing' },
        }),
        ...events,
      ),
    ).events;

  it('are those of this Canary, the newest first', () => {
    const found = eventsOf(
      event('1', { message: 'first', lastTimestamp: '2026-01-01T00:00:01Z' }),
      event('2', {
        message: 'second',
        type: 'Warning',
        count: 3,
        lastTimestamp: '2026-01-01T00:00:02Z',
      }),
      event('3', {
        message: 'of another',
        involvedObject: { kind: 'Canary', namespace: 'shop', name: 'b' },
      }),
      event('4', {
        message: 'of an earlier one',
        involvedObject: {
          kind: 'Canary',
          namespace: 'shop',
          name: 'a',
          uid: 'u0',
        },
      }),
      event('5', {
        message: 'of a Deployment',
        involvedObject: { kind: 'Deployment', namespace: 'shop', name: 'a' },
      }),
    );
    expect(found).toEqual([
      {
        at: '2026-01-01T00:00:02Z',
        type: 'Warning',
        message: 'second',
        kind: 'other',
        count: 3,
      },
      {
        at: '2026-01-01T00:00:01Z',
        type: 'Normal',
        message: 'first',
        kind: 'other',
        count: 1,
      },
    ]);
  });

  it('have a time in every format of events, and are left out without one', () => {
    const times = eventsOf(
      event('1', {
        lastTimestamp: null,
        eventTime: '2026-01-01T00:00:03.123456Z',
        series: { count: 9, lastObservedTime: '2026-01-01T00:00:04.000000Z' },
      }),
      event('2', {
        lastTimestamp: null,
        eventTime: '2026-01-01T00:00:03.123456Z',
      }),
      event('3', {
        lastTimestamp: null,
        metadata: { creationTimestamp: '2026-01-01T00:00:02Z' },
      }),
      event('4', { lastTimestamp: null }),
    );
    expect(times.map(({ at: time, count }) => [time, count])).toEqual([
      ['2026-01-01T00:00:04.000000Z', 9],
      ['2026-01-01T00:00:03.123456Z', 1],
      ['2026-01-01T00:00:02Z', 1],
    ]);
  });

  it('of one second stay in the order of the cluster', () => {
    const found = eventsOf(
      event('b', { message: 'one', metadata: { resourceVersion: '9' } }),
      event('a', { message: 'two', metadata: { resourceVersion: '10' } }),
    );
    expect(found.map(({ message }) => message)).toEqual(['two', 'one']);
  });

  it('do not tell the secrets of an address', () => {
    const [found] = eventsOf(
      event('1', {
        message:
          'Halt a.shop advancement external check x failed Post "http://me:secret@hook/check?token=abc": refused',
      }),
    );
    expect(found.message).toBe(
      'Halt a.shop advancement external check x failed Post "http://…@hook/check?…": refused',
    );
  });

  it('may lack some, and it says why', () => {
    const lack = (phase: string, ...events: RawObject[]) =>
      evaluate(snapshotOf(canary('shop/a', { status: { phase } }), ...events))
        .eventsMayLack;
    expect(lack('Initializing')).toBeUndefined();
    expect(lack('Succeeded')).toMatch(/^No event is left/);
    expect(lack('Succeeded', event('1', { message: 'x' }))).toMatch(
      /^The event that ended the run is missing/,
    );
    expect(
      lack('Failed', event('1', { message: 'Canary failed! Scaling down a' })),
    ).toBeUndefined();
    expect(lack('Progressing', event('1', { message: 'x' }))).toBeUndefined();
  });
});

describe('the analysis', () => {
  it('fills in defaults, and leaves addresses out', () => {
    const snapshot = snapshotOf(
      canary('shop/a', {
        spec: { skipAnalysis: true },
        analysis: {
          interval: '30s',
          threshold: 0,
          metrics: [
            { name: 'request-success-rate', thresholdRange: { min: 99 } },
            { name: 'request-success-rate', threshold: 98 },
            { name: 'request-duration', threshold: 500, interval: '30s' },
            { name: 'request-duration' },
            { name: 'empty', thresholdRange: {} },
            {
              name: 'own',
              templateRef: { name: 't' },
              thresholdRange: { max: 1 },
            },
            {
              name: 'shared',
              templateRef: { name: 't', namespace: 'istio-system' },
              thresholdRange: { max: 1 },
            },
          ],
          webhooks: [
            { name: 'load', url: 'http://user:secret@hook/' },
            { name: 'gate', type: 'confirm-promotion', url: 'http://gate/' },
          ],
        },
      }),
    );
    const detail = evaluate(snapshot);
    expect(detail.analysis).toEqual({
      intervalSeconds: 30,
      threshold: 1,
      maxWeight: 50,
      stepWeights: [10, 20, 30, 40, 50],
      mirror: false,
      skip: true,
      metrics: [
        { name: 'request-success-rate', min: 99, intervalSeconds: 60 },
        { name: 'request-success-rate', min: 98, intervalSeconds: 60 },
        { name: 'request-duration', max: 500, intervalSeconds: 30 },
        { name: 'request-duration', max: 0, intervalSeconds: 60 },
        { name: 'empty', intervalSeconds: 60 },
        {
          name: 'own',
          max: 1,
          template: expect.objectContaining({ namespace: 'shop', name: 't' }),
        },
        {
          name: 'shared',
          max: 1,
          template: {
            cluster: 'sandbox',
            group: 'flagger.app',
            kind: 'MetricTemplate',
            namespace: 'istio-system',
            name: 't',
          },
        },
      ],
      webhooks: [
        { name: 'load', type: 'rollout' },
        { name: 'gate', type: 'confirm-promotion' },
      ],
    });
    expect(JSON.stringify(detail)).not.toContain('secret');
  });
});

describe('related objects', () => {
  it('are those that exist', () => {
    const objects = underFlagger('shop/a');
    objects[5] = canary('shop/a', {
      spec: {
        autoscalerRef: {
          apiVersion: 'autoscaling/v2',
          kind: 'HorizontalPodAutoscaler',
          name: 'scaler',
        },
      },
    });
    const snapshot = snapshotOf(
      ...objects,
      raw('HorizontalPodAutoscaler', 'shop/scaler'),
      raw('HorizontalPodAutoscaler', 'shop/scaler-primary'),
      virtualService('shop/other', { http: [routeTo('x')] }),
    );
    expect(
      evaluate(snapshot).related.map(({ kind, name }) => `${kind} ${name}`),
    ).toEqual([
      'Deployment a',
      'Deployment a-primary',
      'Service a',
      'Service a-primary',
      'Service a-canary',
      'VirtualService a',
      'DestinationRule a-primary',
      'DestinationRule a-canary',
      'HorizontalPodAutoscaler scaler',
      'HorizontalPodAutoscaler scaler-primary',
    ]);
  });
});
