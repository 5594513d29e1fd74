import type { RouteOutcome } from '@fairway/backstage-plugin-mesh-common';
import { aRouteOutcome } from '@fairway/mesh-test-utils';
import { plain, t } from '../../../__testUtils__/words';
import { outcomeNotes } from './outcomeNotes';
import { outcomePicture } from './outcomeWords';

const destination = (host: string, weight: number, more: object = {}) => ({
  host: `${host}.shop.svc.cluster.local`,
  port: 8080,
  weight,
  exists: true,
  ...more,
});

const split = (...destinations: ReturnType<typeof destination>[]) =>
  aRouteOutcome({ destinations });

const segments = (outcome: RouteOutcome) => {
  const shown = outcomePicture(t, outcome);
  return shown.kind === 'split'
    ? shown.segments.map(
        ({ role, percent, label, broken }) =>
          `${role} ${percent} ${label}${broken ? ' broken' : ''}`,
      )
    : [];
};

describe('outcomePicture', () => {
  it('puts the primary first and the canary last, by the names of Flagger', () => {
    expect(
      segments(
        split(destination('a-canary', 30), destination('a-primary', 70)),
      ),
    ).toEqual([
      'primary 70 a-primary.shop:8080',
      'canary 30 a-canary.shop:8080',
    ]);
  });

  it('takes weights relative to their sum, and leaves out what gets nothing', () => {
    expect(
      segments(
        split(
          destination('a', 1, { subset: 'v1' }),
          destination('a', 3, { subset: 'v2', exists: false }),
          destination('b', 0),
        ),
      ),
    ).toEqual(['other 25 a.shop:8080 v1', 'other 75 a.shop:8080 v2 broken']);
  });

  it('says with what is answered where a destination is missing', () => {
    expect(
      outcomePicture(t, {
        ...aRouteOutcome({
          destinations: [destination('a', 100, { exists: false })],
        }),
        statusIfMissing: 500,
      } as RouteOutcome),
    ).toMatchObject({ words: 'not found, answered with 500' });
  });

  it.each<[RouteOutcome, 'bad' | 'neutral', string]>([
    [{ outcome: 'no_route', status: 404 }, 'bad', '404, no rule takes it'],
    [
      { outcome: 'redirect', status: 308, location: 'https://x/' },
      'neutral',
      'redirect 308 to https://x/',
    ],
    [
      {
        outcome: 'direct',
        status: 418,
        body: '',
        route: { virtualService: 'shop/a' },
      },
      'neutral',
      'answered with 418 by the proxy',
    ],
    [
      {
        outcome: 'cors_preflight',
        status: 200,
        route: { virtualService: 'shop/a' },
        allowOrigin: '*',
        allowMethods: null,
      },
      'neutral',
      'CORS preflight answered with 200',
    ],
    [
      { outcome: 'rejected', status: 400, detail: 'path_missing' },
      'bad',
      '400, refused: path_missing',
    ],
    [
      { outcome: 'blackhole', level: 'http', status: 502 },
      'bad',
      '502, the host is not known',
    ],
    [
      { outcome: 'blackhole', level: 'tcp' },
      'bad',
      'connection closed, the host is not known',
    ],
    [
      { outcome: 'passthrough', level: 'http' },
      'neutral',
      'passed on to the address that the client chose',
    ],
    [{ outcome: 'no_listener' }, 'bad', 'nobody listens on the port'],
    [
      { outcome: 'no_filter_chain' },
      'bad',
      'connection closed, nobody takes it',
    ],
    [
      { outcome: 'multiple_filter_chains' },
      'bad',
      'more than one filter chain takes the connection',
    ],
    [{ outcome: 'hidden' }, 'neutral', 'goes by a rule of another service'],
    [{ outcome: 'tcp', destinations: [] }, 'bad', 'no destination'],
  ])('says what becomes of %j', (outcome, tone, words) => {
    expect(outcomePicture(t, outcome)).toEqual({ kind: 'words', tone, words });
  });
});

describe('outcomeNotes', () => {
  const notes = (after: RouteOutcome, before = aRouteOutcome()) =>
    outcomeNotes(t, before, after).map(({ what, before: one, after: other }) =>
      plain(`${what}: ${one} > ${other}`),
    );

  it('has nothing to say where nothing is different', () => {
    expect(notes(aRouteOutcome())).toEqual([]);
  });

  it.each<[Parameters<typeof aRouteOutcome>[0], string[]]>([
    [{ timeoutMs: 3_000 }, ['timeout: 5 s > 3 s']],
    [{ timeoutMs: null }, ['timeout: 5 s > none']],
    [
      { retries: null },
      [
        'retries: 2 > none',
        'retried on: 5xx, connect-failure > none',
        'timeout of each try: 2 s > none',
      ],
    ],
    [{ mirrors: [] }, ['mirrored to: orders-audit.shop:8080 5 % > none']],
    [
      { fault: { delay: { ms: 2_000, percent: 10 } } },
      ['fault: none > 2 s delay for 10 %'],
    ],
    [
      { fault: { abort: { status: 503, percent: 1 } } },
      ['fault: none > 503 for 1 %'],
    ],
    [
      { fault: { abort: { grpcStatus: 14, percent: 1 } } },
      ['fault: none > gRPC status 14 for 1 %'],
    ],
    [{ path: '/v2' }, ['path sent: /api/checkout > /v2']],
    [{ authority: 'x' }, ['host sent: checkout.shop.svc.cluster.local > x']],
  ])('finds %j', (change, expected) => {
    expect(notes(aRouteOutcome(change))).toEqual(expected);
  });

  it('compares the policies of the same destination', () => {
    const policy = { lb: 'LEAST_REQUEST', tls: 'auto' };
    const before = split(destination('a', 100, { policy }));
    const after = split(
      destination('a', 100, { policy: { lb: 'ROUND_ROBIN', tls: 'none' } }),
    );
    expect(notes(after, before)).toEqual([
      'balancing of a.shop: LEAST_REQUEST > ROUND_ROBIN',
      'TLS to a.shop: auto > none',
    ]);
  });

  it('leaves it to the sentence where a request is no longer forwarded', () => {
    expect(notes({ outcome: 'no_route', status: 404 })).toEqual([]);
  });
});
