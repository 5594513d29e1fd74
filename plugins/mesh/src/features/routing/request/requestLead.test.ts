import type {
  RouteOutcome,
  SimulationResult,
} from '@fairway/backstage-plugin-mesh-common';
import {
  aRouteOutcome,
  aRouteRow,
  aRowDestination,
  aSimulationResult,
} from '@fairway/mesh-test-utils';
import { plain, t } from '../../../__testUtils__/words';
import { requestLead } from './requestLead';

type Route = Extract<RouteOutcome, { outcome: 'route' }>;

const site = { caller: 'storefront', namespace: 'shop' };

function lead(overrides: Partial<SimulationResult> = {}) {
  const { sentence, detail, state } = requestLead(
    t,
    aSimulationResult(overrides),
    site,
  );
  return { sentence: plain(sentence), detail: plain(detail), state };
}

const routed = (overrides: Partial<Route>) => aRouteOutcome(overrides);
const primary = {
  host: 'checkout-primary.shop.svc.cluster.local',
  port: 8080,
  weight: 100,
  exists: true,
};
const decision = {
  host: primary.host,
  verdict: 'denied' as const,
  status: 403,
  reason: 'No rule of an ALLOW policy takes it.',
  notes: [],
};

describe('requestLead', () => {
  it('says who gets which share, by which rule, and what happens on the way', () => {
    const { sentence, detail, state } = lead();
    expect(sentence).toMatch(
      /^It goes 70 % to checkout-primary.* and 30 % to checkout-canary.* by rule 2, within 5 s\.$/,
    );
    expect(detail).toBe(
      'GET http://checkout.shop.svc.cluster.local/api/checkout, from storefront. Up to 2 retries of 2 s on 5xx, connect-failure; 5 % is mirrored to orders-audit.',
    );
    expect(state).toEqual({ tone: 'ok', words: 'routed' });
  });

  it.each<[string, Partial<SimulationResult>, string, string]>([
    [
      'one destination without time limit',
      {
        outcome: routed({
          destinations: [{ ...primary, host: 'cart.other.svc.cluster.local' }],
          timeoutMs: null,
        }),
      },
      'It goes to cart.other by rule 2.',
      'ok',
    ],
    [
      'a share that leads nowhere',
      {
        outcome: routed({
          destinations: [
            { ...primary, weight: 90 },
            { ...primary, subset: 'v3', weight: 10, exists: false },
          ],
        }),
      },
      'Rule 2 sends 10 % of it to checkout-primary v3, which does not exist: 503.',
      'bad',
    ],
    [
      'nothing but what leads nowhere',
      {
        outcome: routed({
          destinations: [{ ...primary, exists: false }],
          statusIfMissing: 500,
        }),
      },
      'Rule 2 sends it to checkout-primary (v1.4.1), which does not exist: 500.',
      'bad',
    ],
    [
      'a rule without destinations',
      { outcome: routed({ destinations: [] }) },
      'Rule 2 has no destination: 503.',
      'bad',
    ],
    [
      'a fault that takes all',
      { outcome: routed({ fault: { abort: { status: 418, percent: 100 } } }) },
      'The proxy answers it with 418 on purpose: rule 2 makes a fault.',
      'warn',
    ],
    [
      'a refusal of all pods',
      { access: [decision], outcome: routed({ destinations: [primary] }) },
      'It goes to checkout-primary (v1.4.1) by rule 2, within 5 s. The pods refuse it with 403.',
      'bad',
    ],
    [
      'a redirect',
      {
        outcome: {
          outcome: 'redirect',
          status: 301,
          location: 'https://a.example/',
        },
      },
      'It is redirected with 301 to https://a.example/ by rule 2.',
      'info',
    ],
    [
      'a hole',
      { outcome: { outcome: 'no_route', status: 404 } },
      'It gets a 404: no rule takes it.',
      'bad',
    ],
    [
      'a host that is not known',
      {
        outcome: { outcome: 'no_route', status: 404 },
        trace: {
          path: '/',
          tried: [],
          moreTried: 0,
          notAsked: [],
          moreNotAsked: 0,
          notes: [],
        },
      },
      'It gets a 404: storefront knows no host checkout.shop.svc.cluster.local on port 8080.',
      'bad',
    ],
    [
      'a refused request',
      { outcome: { outcome: 'rejected', status: 400, detail: 'bad path' } },
      'It is refused with 400: bad path',
      'bad',
    ],
    [
      'a closed port',
      { outcome: { outcome: 'no_listener' } },
      'Nobody listens on port 8080 for storefront.',
      'bad',
    ],
    [
      'a host outside',
      { outcome: { outcome: 'blackhole', level: 'http', status: 502 } },
      'It is refused with 502: the host is not known to storefront.',
      'bad',
    ],
    [
      'a connection to a host outside',
      { outcome: { outcome: 'blackhole', level: 'tcp' } },
      'The connection is closed: the host is not known to storefront.',
      'bad',
    ],
    [
      'a preflight of another origin',
      {
        outcome: {
          outcome: 'cors_preflight',
          status: 200,
          route: { name: 'default' },
          allowOrigin: null,
          allowMethods: null,
        },
      },
      'The proxy answers this CORS preflight with 200; the origin is not allowed.',
      'info',
    ],
    [
      'bytes',
      { outcome: { outcome: 'tcp', destinations: [primary] } },
      'The connection goes to checkout-primary (v1.4.1); the proxy does not look at HTTP.',
      'ok',
    ],
    [
      'a rule of others',
      { outcome: { outcome: 'hidden' } },
      'A rule about services of others takes it; it is not shown here.',
      'neutral',
    ],
  ])('says so of %s', (_, overrides, sentence, tone) => {
    const said = lead(overrides);
    expect(said.sentence).toBe(sentence);
    expect(said.state.tone).toBe(tone);
  });

  it('says when nobody is ready', () => {
    const won = aRouteRow({ position: 4 });
    const action = {
      ...won.action,
      destinations: [aRowDestination({ endpoints: 0 })],
    } as typeof won.action;
    const { trace } = aSimulationResult();
    const { sentence, state } = lead({
      outcome: routed({ destinations: [primary] }),
      trace: { ...trace, won: { ...won, action } },
    });
    expect(sentence).toMatch(
      /^It goes to checkout-primary \(v1\.4\.1\) by rule 4, which has no ready endpoint: 503\.$/,
    );
    expect(state.words).toBe('leads nowhere');
  });

  it('tells a path that is rewritten', () => {
    const { detail } = lead({ outcome: routed({ path: '/v2' }) });
    expect(detail).toContain('from storefront. Sent as /v2; up to 2 retries');
  });

  it('tells faults that take some, and the route that Istio adds', () => {
    const { source: _, ...won } = aRouteRow();
    const { trace } = aSimulationResult();
    const { sentence, detail } = lead({
      outcome: routed({
        destinations: [primary],
        retries: null,
        mirrors: [],
        fault: {
          delay: { ms: 2_000, percent: 10 },
          abort: { grpcStatus: 14, percent: 5 },
        },
      }),
      trace: { ...trace, won },
    });
    expect(sentence).toContain('as no rule of an object is about it');
    expect(detail).toContain(
      'No retries; fault: delay 2 s on 10 %; fault: answers gRPC status 14 on 5 %.',
    );
  });
});
