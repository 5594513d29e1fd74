import { resolve } from 'node:path';
import {
  createSeriesStore,
  evaluateInstant,
  ResultSeries,
} from '../prometheus';
import { loadScenario } from '../world';
import { createWorldClock } from '../world/WorldClock';
import { ScenarioPlayer } from '../scenario';
import { histogramQuantile, shareWithin } from './latency';
import { parseTrafficPlan } from './parseTrafficPlan';
import { TrafficModel } from './TrafficModel';

const shop = resolve(__dirname, '../../../../examples/scenarios/shop');
const startMs = Date.parse('2026-11-25T12:00:00Z');

async function playShop(historyMs?: number) {
  let nowMs = startMs;
  const clock = createWorldClock(() => nowMs);
  const series = createSeriesStore();
  const files = await loadScenario(shop);
  const player = new ScenarioPlayer({
    files,
    clock,
    series,
    pace: 1,
    historyMs,
  });
  player.playPast();
  const model = new TrafficModel(player.store, parseTrafficPlan(files.traffic));
  const query = (text: string, atMs = nowMs): ResultSeries[] => {
    const result = evaluateInstant(series, text, atMs);
    return 'series' in result ? (result.series as ResultSeries[]) : [];
  };
  return {
    player,
    series,
    model,
    query,
    advance: (ms: number) => (nowMs += ms),
  };
}

jest.setTimeout(60_000);

describe('TrafficModel on the shop', () => {
  let world: Awaited<ReturnType<typeof playShop>>;
  beforeAll(async () => {
    world = await playShop(60_000);
  });

  const flowsTo = (service: string) =>
    world.model.flows().filter(flow => flow.service.name === service);
  const rate = (flows: readonly { ratePerSecond: number }[]): number =>
    flows.reduce((sum, { ratePerSecond }) => sum + ratePerSecond, 0);

  it('loses no request: what is called arrives, or fails with a flag', async () => {
    const plan = parseTrafficPlan((await loadScenario(shop)).traffic);
    const flows = world.model.flows();
    for (const call of plan.calls.filter(({ through }) => !through)) {
      const own = flows.filter(
        flow =>
          flow.call.from === call.from &&
          flow.call.to === call.to &&
          flow.call.protocol === call.protocol,
      );
      expect([call.from, call.to, rate(own)]).toEqual([
        call.from,
        call.to,
        expect.closeTo(call.ratePerSecond, 6),
      ]);
    }
  });

  it('follows the weights in force', () => {
    const weights = world.player.store.get({
      kind: 'virtualservices.networking.istio.io',
      namespace: 'shop',
      name: 'checkout',
    })?.spec?.http as { route: { weight: number }[] }[];
    const canary = flowsTo('checkout-canary').filter(
      ({ source }) => source.canonicalService === 'web',
    );
    expect(rate(canary)).toBeCloseTo(
      (10 * weights[0].route[1].weight) / 100,
      6,
    );
    expect(weights[0].route[1].weight).toBeGreaterThan(0);
  });

  it('fails where a subset does not exist', () => {
    const failed = flowsTo('recommendations').filter(({ flag }) => flag);
    expect(new Set(failed.map(({ flag }) => flag))).toEqual(new Set(['NC']));
    expect(rate(failed)).toBeCloseTo(8 * 0.9 * 0.1, 6);
    expect(failed.every(({ destination }) => destination === undefined)).toBe(
      true,
    );
  });

  it('sends marked requests where their rule says', () => {
    expect(rate(flowsTo('web-canary'))).toBeCloseTo(2.4, 6);
    expect(
      rate(
        flowsTo('cart').filter(
          ({ destination }) => destination?.name === 'cart-v2',
        ),
      ),
    ).toBeCloseTo(12 * 0.08, 6);
    // the delegate of the private gateway leads to version 1 alone
    const ops = flowsTo('accounts').filter(
      ({ source }) => source.name === 'private-gateway',
    );
    expect(ops.map(({ destination }) => destination?.name)).toEqual([
      'accounts',
    ]);
  });

  it('answers with 404 what no rule takes', () => {
    const lost = flowsTo('pricing').filter(({ flag }) => flag === 'NR');
    expect(rate(lost)).toBeCloseTo(9 * 0.02, 6);
    expect(
      rate(
        flowsTo('pricing').filter(
          ({ destination }) => destination?.name === 'pricing-v2',
        ),
      ),
    ).toBeCloseTo(9 * 0.9, 6);
  });

  it.each([
    ['public-gateway', 3 * (0.9 * 0.05 + 0.04)],
    ['web-primary', 6 * 0.05],
  ])(
    'follows the delegate of the front door for %s',
    (caller, toNextVersion) => {
      const next = flowsTo('reviews').filter(
        ({ source, destination }) =>
          source.name.startsWith(caller.replace('-primary', '')) &&
          destination?.name === 'reviews-v2',
      );
      expect(rate(next)).toBeCloseTo(toNextVersion, 6);
    },
  );

  it('follows HTTPRoutes at a gateway, the more exact rule first', () => {
    const fromEdge = (service: string) =>
      rate(
        flowsTo(service).filter(({ source }) => source.name === 'edge-istio'),
      );
    expect(fromEdge('stock-v1')).toBeCloseTo(5 * 0.9 * 0.9, 6);
    expect(fromEdge('stock-v2')).toBeCloseTo(5 * (0.9 * 0.1 + 0.1), 6);
    expect(fromEdge('stock')).toBe(0);
  });

  it('follows GRPCRoutes in the mesh', () => {
    const fromCart = (service: string) =>
      rate(
        flowsTo(service).filter(
          ({ source }) => source.canonicalService === 'cart',
        ),
      );
    expect(fromCart('stock-v2')).toBeCloseTo(6 * 0.25, 6);
    expect(fromCart('stock-v1')).toBeCloseTo(6 * 0.75, 6);
  });

  it('goes through the waypoint between ambient pods, and past it from a sidecar', () => {
    const loyalty = ['loyalty', 'loyalty-v1', 'loyalty-v2'].flatMap(flowsTo);
    expect(loyalty.every(({ throughWaypoint }) => throughWaypoint)).toBe(true);
    expect(rate(flowsTo('loyalty-v2'))).toBeCloseTo(4 * (0.95 * 0.2 + 0.05), 6);
    const offers = flowsTo('offers');
    expect(offers.length).toBeGreaterThan(0);
    expect(offers.some(({ throughWaypoint }) => throughWaypoint)).toBe(false);
  });

  it('goes out through the egress gateway, in two hops', () => {
    const hops = world.model.flows().filter(({ call }) => call.through);
    expect(
      hops.map(({ source, service }) => [source.name, service.host]),
    ).toEqual([
      ['notifications', 'egress-gateway.istio-egress.svc.cluster.local'],
      ['egress-gateway', 'api.mail.example'],
    ]);
  });
});

describe('metrics of the shop', () => {
  let world: Awaited<ReturnType<typeof playShop>>;
  beforeAll(async () => {
    world = await playShop();
  });

  it('reach back half an hour', () => {
    expect(
      world.query('count(istio_requests_total)', startMs - 29 * 60_000),
    ).toHaveLength(1);
  });

  it('are reported by both ends, with mutual TLS seen by the callee', () => {
    const labels = (reporter: string) =>
      world.query(
        `istio_requests_total{reporter="${reporter}",source_workload="web-primary",destination_workload="cart",response_code="200"}`,
      )[0]?.metric;
    expect(labels('destination')).toMatchObject({
      connection_security_policy: 'mutual_tls',
      source_principal: 'spiffe://cluster.local/ns/storefront/sa/web',
      destination_principal: 'spiffe://cluster.local/ns/shop/sa/cart',
      destination_service: 'cart.shop.svc.cluster.local',
      destination_version: 'v1',
      destination_canonical_revision: 'v1',
      source_canonical_service: 'web',
      source_app: 'web-primary',
      request_protocol: 'http',
      response_flags: '-',
    });
    expect(labels('source')).toMatchObject({
      connection_security_policy: 'unknown',
    });
  });

  it('come from one end only where the other has no proxy', () => {
    const reporters = world.query(
      'sum(istio_tcp_sent_bytes_total{destination_workload="legacy-ledger"}) by (reporter)',
    );
    expect(reporters.map(({ metric }) => metric.reporter)).toEqual(['source']);
    const outside = world.query(
      'sum(istio_requests_total{destination_service="api.mail.example"}) by (reporter,source_workload)',
    );
    expect(outside.map(({ metric }) => metric)).toEqual([
      { reporter: 'source', source_workload: 'egress-gateway' },
    ]);
  });

  it('are reported by the waypoint for ambient pods, by the caller for a sidecar', () => {
    const reportersTo = (service: string) =>
      world
        .query(
          `sum(istio_requests_total{destination_canonical_service="${service}"}) by (reporter)`,
        )
        .map(({ metric }) => metric.reporter);
    expect(reportersTo('loyalty')).toEqual(['waypoint']);
    expect(reportersTo('offers')).toEqual(['source']);
    const [{ metric }] = world.query(
      'istio_requests_total{reporter="waypoint",destination_workload="loyalty-v2"}',
    );
    expect(metric).toMatchObject({
      source_workload: 'offers',
      source_principal: 'spiffe://cluster.local/ns/rewards/sa/offers',
      connection_security_policy: 'mutual_tls',
    });
  });

  it('tell a request without a route from one without a cluster', () => {
    const codes = (service: string) =>
      world
        .query(
          `sum(istio_requests_total{destination_service_name="${service}",response_flags!="-"}) by (response_code,response_flags)`,
        )
        .map(({ metric }) => metric);
    expect(codes('pricing')).toEqual([
      { response_code: '404', response_flags: 'NR' },
    ]);
    expect(codes('recommendations')).toEqual([
      { response_code: '503', response_flags: 'NC' },
    ]);
  });

  it('only ever grow', () => {
    const totals = world.series.select([], startMs - 1_800_000, startMs);
    for (const { metric, values } of totals.filter(series =>
      series.metric.endsWith('_total'),
    )) {
      const sorted = values.every(
        (value, index) => index === 0 || value >= values[index - 1],
      );
      expect([metric, sorted]).toEqual([metric, true]);
    }
  });

  it('have cumulative buckets that end at the count', () => {
    const buckets = world.query(
      'istio_request_duration_milliseconds_bucket{destination_workload="cart",source_workload="web-primary",reporter="source",response_code="200"}',
    );
    const byBound = buckets
      .map(
        ({ metric, points }) =>
          [
            metric.le === '+Inf' ? Infinity : Number(metric.le),
            points[0][1],
          ] as const,
      )
      .sort(([a], [b]) => a - b)
      .map(([, value]) => value);
    expect(
      byBound.every(
        (value, index) => index === 0 || value >= byBound[index - 1],
      ),
    ).toBe(true);
    const [count] = world.query(
      'istio_request_duration_milliseconds_count{destination_workload="cart",source_workload="web-primary",reporter="source",response_code="200"}',
    );
    expect(byBound.at(-1)).toBe(count.points[0][1]);
  });

  it('are the same when they are made again', async () => {
    const again = await playShop();
    expect(again.query('sum(istio_requests_total)')).toEqual(
      world.query('sum(istio_requests_total)'),
    );
  });
});

describe('latency', () => {
  it('is a distribution with the given median', () => {
    expect(shareWithin(80, 80)).toBeCloseTo(0.5, 6);
    expect(shareWithin(1, 80)).toBeLessThan(0.001);
    expect(shareWithin(10_000, 80)).toBeCloseTo(1, 6);
    expect(histogramQuantile(0.99, 760)).toBeGreaterThan(1000);
  });
});

describe('parseTrafficPlan', () => {
  it.each([
    [
      { calls: [{ from: 'a/b', to: 'c/d' }] },
      'calls[0].ratePerSecond must be a number, 0 or more',
    ],
    [
      {
        calls: [{ from: 'a/b', to: 'c/d', ratePerSecond: 1, protocol: 'smtp' }],
      },
      'calls[0].protocol must be one of grpc, http, tcp',
    ],
    [
      { calls: [{ from: 'a/b', to: 'c/d', ratePerSecond: 1, rate: 2 }] },
      'calls[0].rate is not known',
    ],
    [
      { workloads: { 'a/b': { errorRatio: 2 } } },
      'workloads.a/b.errorRatio must not be greater than 1',
    ],
  ])('names the field at fault: %j', (document, message) => {
    expect(() => parseTrafficPlan(document)).toThrow(
      `traffic.yaml: ${message}`,
    );
  });
});
