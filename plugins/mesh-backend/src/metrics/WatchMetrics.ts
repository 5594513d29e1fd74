import type { ClusterSource } from '@fairway/backstage-plugin-mesh-node';
import type { MetricsService } from '../alpha';
import type {
  WatchEvent,
  WatchObserver,
  WatchTarget,
} from '../sources/kubernetes';

/**
 * Figures about the watches: age of the data by source, number of lists after the first one, number of failures by kind of failure.
 */
export class WatchMetrics implements WatchObserver {
  readonly #relists: ReturnType<MetricsService['createCounter']>;
  readonly #failures: ReturnType<MetricsService['createCounter']>;
  readonly #listed = new Set<string>();

  constructor(metrics: MetricsService) {
    this.#relists = metrics.createCounter('mesh.watch.relists', {
      description:
        'Lists of a kind after its first one: the watch had lost its place',
    });
    this.#failures = metrics.createCounter('mesh.watch.failures', {
      description: 'Requests for a kind that failed, by type of failure',
    });
  }

  onWatchEvent(target: WatchTarget, event: WatchEvent): void {
    const { cluster, kind, namespace = '' } = target;
    if (event.type === 'listed') {
      const key = JSON.stringify([cluster, kind, namespace]);
      if (this.#listed.has(key)) {
        this.#relists.add(1, { cluster, kind });
      }
      this.#listed.add(key);
    } else if (event.type === 'failed') {
      const failure = event.failure.type;
      this.#failures.add(1, { cluster, kind, failure });
    }
  }
}

/**
 * Reports how long ago each source delivered, whenever the metrics are collected.
 *
 * @param now - milliseconds since 1970
 */
export function observeWatchAge(
  metrics: MetricsService,
  source: ClusterSource,
  now: () => number,
): void {
  metrics
    .createObservableGauge('mesh.watch.age', {
      description: 'Time since a source of the clusters delivered',
      unit: 's',
    })
    .addCallback(result => {
      for (const { cluster, kind, namespace, observedAt } of source.states()) {
        if (observedAt !== undefined) {
          result.observe((now() - Date.parse(observedAt)) / 1_000, {
            cluster: cluster ?? '',
            kind: kind ?? '',
            namespace: namespace ?? '',
          });
        }
      }
    });
}
