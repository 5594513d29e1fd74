import fc from 'fast-check';
import { classifyEvent } from './classifyEvent';
import { readRecording, recordings } from './__testUtils__/replay';

describe('classifyEvent', () => {
  it.each([
    ['Initialization done! podinfo.test', 'initialized'],
    ['New revision detected! Scaling up podinfo.test', 'new-revision'],
    ['New revision detected podinfo.test', 'new-revision'],
    [
      'New revision detected! Restarting analysis for podinfo.test',
      'restarted',
    ],
    ['Starting canary analysis for podinfo.test', 'started'],
    ['Starting canary deployment for podinfo.test', 'started'],
    ['Advance podinfo.test canary weight 20', 'advanced'],
    ['Advance podinfo.test canary iteration 1/10', 'advanced'],
    ['Advance podinfo.test primary weight 60', 'promoting'],
    [
      'Halt podinfo.test advancement waiting for approval release gate',
      'waiting',
    ],
    [
      'Halt podinfo.test advancement waiting for traffic increase approval my gate',
      'waiting',
    ],
    [
      'Halt podinfo.test advancement waiting for promotion approval gate',
      'waiting',
    ],
    ['Halt podinfo.test advancement success rate 98.69% < 99%', 'halted'],
    [
      'Halt podinfo.test advancement pre-rollout check smoke failed x',
      'halted',
    ],
    [
      'Halt advancement no values found for istio metric request-duration probably podinfo.test is not receiving traffic',
      'halted',
    ],
    ['Halt podinfo.test advancement not receiving traffic', 'halted'],
    ['Prometheus query failed: error', 'halted'],
    [
      'Metric query failed for no usable metrics template and query were configured',
      'halted',
    ],
    ['Metric template a.b error: not found', 'halted'],
    ['Confirm-rollout check gate passed', 'gate-passed'],
    ['Confirm-traffic-increase check a b passed', 'gate-passed'],
    ['Confirm-promotion check gate passed', 'gate-passed'],
    [
      'Rolling back podinfo.test failed checks threshold reached 5',
      'rolled-back',
    ],
    ['Rolling back podinfo.test manual webhook invoked', 'rolled-back'],
    ['Rollback check manual passed', 'rolled-back'],
    ['Canary failed! Scaling down podinfo.test', 'failed'],
    ['Promotion of podinfo.test failed, primary not ready: x', 'failed'],
    ['Copying podinfo.test template spec to podinfo-primary.test', 'promoting'],
    ['Routing all traffic to primary', 'promoting'],
    ['Routing all traffic to canary', 'promoting'],
    ['Stop traffic mirroring and route all traffic to canary', 'promoting'],
    ['Promotion completed! Scaling down podinfo.test', 'promoted'],
    [
      'Promotion completed! Canary analysis was skipped for podinfo.test',
      'promoted',
    ],
    ['skipping canary run as object is suspended', 'suspended'],
    ['Rollback hook manual not signaling a rollback', 'other'],
    ['Post-rollout check notify passed', 'other'],
    ['all the metrics providers are available!', 'other'],
    ['podinfo-primary.test not ready: waiting for rollout to finish', 'other'],
    ['', 'other'],
  ])('%j is %s', (message, kind) => {
    expect(classifyEvent(message).kind).toBe(kind);
    const combined = classifyEvent(
      `(combined from similar events): ${message}`,
    );
    expect(combined).toMatchObject({ kind, combined: true });
  });

  it.each([
    ['Advance a.b canary weight 7', { canaryWeight: 7 }],
    ['Advance a.b canary iteration 3/10', { iteration: 3 }],
    [
      'Halt my.app.prod advancement request duration 1.515s > 500ms',
      { check: 'request duration 1.515s > 500ms' },
    ],
    [
      'Halt a.b advancement external check answers 204 failed ',
      { check: 'external check answers 204 failed' },
    ],
    [
      'Halt a.b advancement error in advancement 0.52 > 0.50',
      { check: 'error in advancement 0.52 > 0.50' },
    ],
  ])('reads the figures of %j', (message, figures) => {
    expect(classifyEvent(message)).toMatchObject(figures);
  });

  it('knows every text of the recordings but the harmless ones', () => {
    const harmless =
      /^(all the metrics providers|Rollback hook|Post-rollout check|Pre-rollout check|Terminat|reconcileVirtualService failed|canary deployment .* not ready|.*-primary\.\S+ not ready)/;
    const unknown = recordings
      .flatMap(readRecording)
      .filter(({ object }) => object.kind === 'Event')
      .map(({ object }) =>
        String(object.message).replace('(combined from similar events): ', ''),
      )
      .filter(
        message =>
          classifyEvent(message).kind === 'other' && !harmless.test(message),
      );
    expect(unknown).toEqual([]);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(typeof classifyEvent(text).kind).toBe('string');
      }),
    );
  });
});
