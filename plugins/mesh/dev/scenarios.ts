import {
  aBlueGreenSummary,
  aCanaryDetail,
  aCanaryListView,
  aCanarySummary,
  aCanaryView,
  aFailedCanarySummary,
  aFreshness,
  aMisroutedView,
  anAbTestSummary,
  anUnscopedView,
  aRef,
  aResponseError,
  aRoutingView,
  aSource,
  aSummaryView,
  aTopologyView,
  aWaitingCanarySummary,
  viewTime,
  type FakeMeshAnswers,
} from '@fairway/mesh-test-utils';
import type { CanarySummary } from '@fairway/mesh-core';

/** All views with one Canary. */
function release(canary: CanarySummary): FakeMeshAnswers {
  return {
    canaries: aCanaryListView([canary]),
    canary: aCanaryView(aCanaryDetail(canary)),
    summary: aSummaryView({ canary }),
  };
}

/** All questions answered by the same error. */
function failing(error: Error): FakeMeshAnswers {
  return {
    canaries: error,
    canary: error,
    routing: error,
    topology: error,
    summary: error,
  };
}

const never = () => new Promise<never>(() => {});
const unscoped = anUnscopedView();
const nothing = anUnscopedView({
  status: 'no-workloads',
  reason: 'No Deployment, StatefulSet or DaemonSet carries the label.',
  lookedFor: [
    'backstage.io/kubernetes-id=checkout in namespace shop of sandbox',
  ],
});

const gone = aFreshness([
  aSource({
    state: 'stale',
    observedAt: viewTime(-440),
    reason: 'sandbox does not answer (timeout after 10 s)',
    retryAt: viewTime(20),
  }),
  aSource({ kind: 'HTTPRoute', state: 'not-installed' }),
]);

/** What `?scenario=` may say. */
export const scenarios: Record<string, FakeMeshAnswers> = {
  progressing: release(aCanarySummary()),
  waiting: release(aWaitingCanarySummary()),
  failed: release(aFailedCanarySummary()),
  'ab-test': release(anAbTestSummary()),
  'blue-green': release(aBlueGreenSummary()),
  several: {
    ...release(aCanarySummary()),
    canaries: aCanaryListView([aCanarySummary(), aFailedCanarySummary()], {
      withoutCanary: [aRef('Deployment', 'shop', 'checkout-worker')],
    }),
  },
  'no-canary': {
    canaries: aCanaryListView([], {
      withoutCanary: [aRef('Deployment', 'shop', 'cart')],
    }),
    summary: aSummaryView({ canary: undefined }),
  },
  'no-flagger': {
    canaries: aCanaryListView([], {
      freshness: aFreshness([
        aSource({ kind: 'Canary', state: 'not-installed' }),
      ]),
    }),
  },
  misrouted: { routing: aMisroutedView() },
  'no-routes': { routing: aRoutingView({ routes: [], gateways: [] }) },
  'not-configured': {
    canaries: unscoped,
    routing: unscoped,
    topology: unscoped,
    summary: unscoped,
  },
  'no-workloads': {
    canaries: nothing,
    routing: nothing,
    topology: nothing,
    summary: nothing,
  },
  stale: {
    canaries: aCanaryListView(undefined, { freshness: gone }),
    routing: aRoutingView({}, { freshness: gone }),
    topology: aTopologyView(undefined, {
      freshness: aFreshness([
        aSource({
          id: 'kiali',
          type: 'kiali',
          kind: undefined,
          cluster: undefined,
          state: 'unavailable',
          reason: 'Kiali answers 503 since 14:24:40',
          retryAt: viewTime(25),
        }),
      ]),
    }),
  },
  'no-graph': {
    topology: {
      ...aTopologyView(),
      graph: undefined,
      source: { type: 'none' },
    },
  },
  'no-traffic': { topology: aTopologyView({ nodes: [], edges: [] }) },
  loading: {
    canaries: never,
    routing: never,
    topology: never,
    summary: never,
  },
  forbidden: failing(aResponseError(403, 'NotAllowedError', 'Unauthorized')),
  'not-found': failing(
    aResponseError(
      404,
      'NotFoundError',
      'No entity component:default/checkout',
    ),
  ),
  'no-backend': failing(aResponseError(404)),
  broken: failing(
    aResponseError(
      503,
      'ServiceUnavailableError',
      'The catalog does not answer',
    ),
  ),
};
