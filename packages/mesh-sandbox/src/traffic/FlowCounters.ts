import { Labels, Sample } from '../prometheus/SeriesStore';
import { Flow } from './flows';
import { durationBuckets, meanMs, shareWithin } from './latency';
import {
  connectionLabels,
  Outcome,
  Reporter,
  requestLabels,
  reportersOf,
} from './metricLabels';
import { outcomesOf } from './outcomes';
import { Behaviour, TrafficPlan } from './TrafficPlan';

interface Histogram {
  readonly bucketLabels: readonly Labels[];
  readonly shares: readonly number[];
  readonly meanMs: number;
}

/** Counters of the requests of one flow that ended alike, as one proxy reports them. */
interface RequestCounter {
  readonly labels: Labels;
  readonly share: number;
  readonly histogram: Histogram;
  /** Requests so far, with a fraction. */
  requests: number;
}

interface ConnectionCounter {
  readonly labels: Labels;
  bytesSent: number;
  bytesReceived: number;
  connections: number;
}

/** Requests per TCP connection. */
const requestsPerConnection = 40;

/** Key of a flow: what makes its series differ from those of others. */
export function flowKey({
  source,
  destination,
  service,
  flag,
  call,
}: Flow): string {
  const end = destination
    ? `${destination.namespace}/${destination.name}`
    : (flag ?? 'outside');
  return [source.namespace, source.name, service.host, end, call.protocol].join(
    '|',
  );
}

function histogramOf(labels: Labels, medianMs: number): Histogram {
  const bounds = [...durationBuckets.map(String), '+Inf'];
  return {
    bucketLabels: bounds.map(le => ({ ...labels, le })),
    shares: [...durationBuckets.map(bound => shareWithin(bound, medianMs)), 1],
    meanMs: meanMs(medianMs),
  };
}

/** Milliseconds that a request without an answer takes. */
function medianOf(outcome: Outcome, behaviour: Behaviour): number {
  return outcome.flags === '-' ? behaviour.latencyMs : 0.4;
}

/** All counters of one flow. They only grow; labels are made once. */
export class FlowCounters {
  readonly #call: Flow['call'];
  readonly #requests: RequestCounter[] = [];
  readonly #connections: ConnectionCounter[] = [];

  constructor(flow: Flow, behaviour: Behaviour, plan: TrafficPlan) {
    this.#call = flow.call;
    for (const reporter of reportersOf(flow)) {
      if (flow.call.protocol === 'tcp') {
        this.#connections.push(tcpCounter(flow, reporter, plan));
      } else {
        this.#requests.push(
          ...requestCounters(flow, reporter, behaviour, plan),
        );
      }
    }
  }

  /** Counts `requests` more requests. */
  count(requests: number): void {
    for (const counter of this.#requests) {
      counter.requests += requests * counter.share;
    }
    for (const counter of this.#connections) {
      counter.bytesReceived += requests * this.#call.requestBytes;
      counter.bytesSent += requests * this.#call.responseBytes;
      counter.connections += requests / requestsPerConnection;
    }
  }

  /** The counters as samples. */
  *samples(timestampMs: number): Generator<Sample> {
    for (const counter of this.#requests) {
      yield* requestSamples(counter, this.#call, timestampMs);
    }
    for (const { labels, bytesSent, bytesReceived, connections } of this
      .#connections) {
      const sample = (metric: string, value: number): Sample => ({
        metric,
        labels,
        value: Math.floor(value),
        timestampMs,
      });
      yield sample('istio_tcp_sent_bytes_total', bytesSent);
      yield sample('istio_tcp_received_bytes_total', bytesReceived);
      yield sample('istio_tcp_connections_opened_total', connections + 1);
      yield sample('istio_tcp_connections_closed_total', connections);
    }
  }
}

function tcpCounter(
  flow: Flow,
  reporter: Reporter,
  plan: TrafficPlan,
): ConnectionCounter {
  const labels = {
    ...connectionLabels(flow, reporter, plan),
    response_flags: '-',
  };
  return { labels, bytesSent: 0, bytesReceived: 0, connections: 0 };
}

function requestCounters(
  flow: Flow,
  reporter: Reporter,
  behaviour: Behaviour,
  plan: TrafficPlan,
): RequestCounter[] {
  return outcomesOf(flow, behaviour).map(({ outcome, share }) => {
    const labels = requestLabels(flow, reporter, outcome, plan);
    return {
      labels,
      share,
      histogram: histogramOf(labels, medianOf(outcome, behaviour)),
      requests: 0,
    };
  });
}

function* requestSamples(
  { labels, requests, histogram }: RequestCounter,
  call: Flow['call'],
  timestampMs: number,
): Generator<Sample> {
  const total = Math.floor(requests);
  const sample = (metric: string, value: number, own = labels): Sample => ({
    metric,
    labels: own,
    value,
    timestampMs,
  });
  yield sample('istio_requests_total', total);
  for (const [index, bucketLabels] of histogram.bucketLabels.entries()) {
    const within = Math.floor(requests * histogram.shares[index]);
    yield sample(
      'istio_request_duration_milliseconds_bucket',
      within,
      bucketLabels,
    );
  }
  yield sample(
    'istio_request_duration_milliseconds_sum',
    total * histogram.meanMs,
  );
  yield sample('istio_request_duration_milliseconds_count', total);
  yield sample('istio_request_bytes_sum', total * call.requestBytes);
  yield sample('istio_request_bytes_count', total);
  yield sample('istio_response_bytes_sum', total * call.responseBytes);
  yield sample('istio_response_bytes_count', total);
}
