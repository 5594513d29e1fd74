import { mockApis } from '@backstage/frontend-test-utils';
import { aFreshness, aSource } from '@fairway/mesh-test-utils';
import { meshTranslationRef } from '../meshTranslationRef';
import { sourceNotices } from './sourceNotices';

const { t } = mockApis.translation().getTranslation(meshTranslationRef);
const clock = (iso: string) => iso.slice(11, 16);

describe('sourceNotices', () => {
  it('says nothing about sources that deliver', () => {
    expect(sourceNotices(t, aFreshness(), clock)).toEqual([]);
  });

  it('says since when a source is stale, and why', () => {
    const freshness = aFreshness([
      aSource({
        state: 'stale',
        observedAt: '2026-11-25T14:18:00Z',
        reason: 'sandbox does not answer (timeout after 10 s)',
        retryAt: '2026-11-25T14:25:40Z',
      }),
    ]);
    expect(sourceNotices(t, freshness, clock)).toEqual([
      {
        id: expect.any(String),
        kind: 'stale',
        text: 'As of 14:18: VirtualService of sandbox.',
        reason: 'sandbox does not answer (timeout after 10 s)',
        retryAt: Date.parse('2026-11-25T14:25:40Z'),
      },
    ]);
  });

  it('joins sources that fail for the same reason, and counts them from the fourth on', () => {
    const sources = [
      'VirtualService',
      'DestinationRule',
      'Gateway',
      'Canary',
      'Pod',
    ].map(kind =>
      aSource({ id: kind, kind, state: 'unavailable', reason: 'no route' }),
    );
    expect(
      sourceNotices(t, aFreshness(sources), clock).map(notice => notice.text),
    ).toEqual([
      'Missing: VirtualService, DestinationRule, Gateway and 2 more kinds of sandbox.',
    ]);
  });

  it('joins what is not installed, whatever the cluster says about it', () => {
    const sources = ['OpenReport', 'OpenClusterReport'].map(kind =>
      aSource({
        id: kind,
        kind,
        state: 'not-installed',
        reason: `sandbox does not serve ${kind}`,
      }),
    );
    expect(sourceNotices(t, aFreshness(sources), clock)).toMatchObject([
      {
        text: 'Not installed: OpenReport, OpenClusterReport of sandbox.',
        reason: undefined,
      },
    ]);
  });

  it('does not miss an API whose alternative the cluster has', () => {
    const missing = aSource({
      id: 'open',
      kind: 'OpenReport',
      state: 'not-installed',
    });
    const live = aSource({ id: 'wg', kind: 'PolicyReport', state: 'live' });
    const elsewhere = { ...live, cluster: 'another' };

    expect(sourceNotices(t, aFreshness([missing, live]), clock)).toEqual([]);
    expect(
      sourceNotices(t, aFreshness([missing, elsewhere]), clock),
    ).toHaveLength(1);
  });

  it('counts the namespaces where the list is per namespace', () => {
    const sources = ['shop', 'payments'].map(namespace =>
      aSource({ id: namespace, namespace, state: 'forbidden' }),
    );
    expect(sourceNotices(t, aFreshness(sources), clock)[0].text).toBe(
      'Not readable: VirtualService in 2 namespaces of sandbox.',
    );
  });

  it('puts what is old or missing before what was never there', () => {
    const freshness = aFreshness([
      aSource({ kind: 'HTTPRoute', state: 'not-installed' }),
      aSource({
        type: 'kiali',
        kind: undefined,
        cluster: undefined,
        state: 'unavailable',
      }),
      aSource({ state: 'stale' }),
      aSource({ kind: 'Sidecar', state: 'loading' }),
      aSource({
        type: 'prometheus',
        kind: undefined,
        cluster: undefined,
        state: 'not-configured',
      }),
    ]);
    expect(
      sourceNotices(t, freshness, clock).map(({ kind, text }) => [kind, text]),
    ).toEqual([
      ['stale', 'As of 14:25: VirtualService of sandbox.'],
      ['missing', 'Missing: Kiali.'],
      ['quiet', 'Not installed: HTTPRoute of sandbox.'],
      ['quiet', 'On the way: Sidecar of sandbox.'],
      ['quiet', 'Not configured: Prometheus.'],
    ]);
  });
});
