import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { aState, FakeClusterSource } from '../__testUtils__/smallWorld';
import { observeWatchAge, WatchMetrics } from './WatchMetrics';

const target = { cluster: 'sandbox', kind: 'Canary' } as const;
const listed = { type: 'listed', resourceVersion: '1' } as const;

describe('WatchMetrics', () => {
  it('counts lists after the first one, and failures by type', () => {
    const metrics = metricsServiceMock.mock();
    const relists = { add: jest.fn() };
    const failures = { add: jest.fn() };
    metrics.createCounter.mockImplementation(name =>
      name === 'mesh.watch.relists' ? relists : failures,
    );
    const observer = new WatchMetrics(metrics);
    observer.onWatchEvent(target, listed);
    observer.onWatchEvent({ ...target, namespace: 'shop' }, listed);
    expect(relists.add).not.toHaveBeenCalled();
    observer.onWatchEvent(target, listed);
    expect(relists.add.mock.calls).toEqual([
      [1, { cluster: 'sandbox', kind: 'Canary' }],
    ]);

    observer.onWatchEvent(target, { type: 'reached' });
    observer.onWatchEvent(target, {
      type: 'failed',
      failure: { type: 'gone' },
    });
    expect(failures.add.mock.calls).toEqual([
      [1, { cluster: 'sandbox', kind: 'Canary', failure: 'gone' }],
    ]);
  });

  it('tells how old the data of each source is', async () => {
    const metrics = metricsServiceMock.mock();
    const gauge = { addCallback: jest.fn(), removeCallback: jest.fn() };
    metrics.createObservableGauge.mockReturnValue(gauge);
    const source = new FakeClusterSource();
    source.sourceStates = [
      aState('Canary', 'live', { observedAt: '2026-11-25T10:00:00.000Z' }),
      aState('Pod', 'unavailable'),
    ];
    observeWatchAge(metrics, source, () => Date.parse('2026-11-25T10:00:07Z'));
    const observe = jest.fn();
    await gauge.addCallback.mock.calls[0][0]({ observe });
    expect(observe.mock.calls).toEqual([
      [7, { cluster: 'sandbox', kind: 'Canary', namespace: '' }],
    ]);
  });
});
