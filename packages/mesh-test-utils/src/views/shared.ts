import type { ResourceRef } from '@fairway/mesh-core';
import type {
  Binding,
  Freshness,
  SourceState,
  Unscoped,
} from '@fairway/backstage-plugin-mesh-common';

/** The moment of all views that the builders make. */
export const VIEW_TIME = '2026-11-25T14:25:20Z';

/** A moment before (negative) or after the time of the views, in seconds. */
export function viewTime(offsetSeconds: number): string {
  return new Date(Date.parse(VIEW_TIME) + offsetSeconds * 1_000).toISOString();
}

const GROUPS: Record<string, string> = {
  VirtualService: 'networking.istio.io',
  DestinationRule: 'networking.istio.io',
  Gateway: 'networking.istio.io',
  ServiceEntry: 'networking.istio.io',
  Sidecar: 'networking.istio.io',
  PeerAuthentication: 'security.istio.io',
  AuthorizationPolicy: 'security.istio.io',
  RequestAuthentication: 'security.istio.io',
  Canary: 'flagger.app',
  MetricTemplate: 'flagger.app',
  Deployment: 'apps',
  HTTPRoute: 'gateway.networking.k8s.io',
};

/** Names an object of the cluster `sandbox`. */
export function aRef(
  kind: string,
  namespace: string,
  name: string,
): ResourceRef {
  return {
    cluster: 'sandbox',
    group: GROUPS[kind] ?? '',
    kind,
    namespace,
    name,
  };
}

export function aSource(overrides: Partial<SourceState> = {}): SourceState {
  return {
    id: 'kubernetes:sandbox/virtualservices',
    type: 'kubernetes',
    cluster: 'sandbox',
    kind: 'VirtualService',
    state: 'live',
    since: viewTime(-3_600),
    observedAt: VIEW_TIME,
    ...overrides,
  };
}

export function aFreshness(sources: SourceState[] = [aSource()]): Freshness {
  return { observedAt: VIEW_TIME, sources };
}

export const confirmedBinding: Binding = {
  state: 'confirmed',
  reason:
    'Deployment shop/checkout carries the label backstage.io/kubernetes-id: checkout',
};

/** The common part of every view of an entity that has workloads. */
export function aScope(name = 'checkout'): {
  status: 'ok';
  entityRef: string;
  revision: number;
  freshness: Freshness;
  binding: Binding;
} {
  return {
    status: 'ok',
    entityRef: `component:default/${name}`,
    revision: 7,
    freshness: aFreshness(),
    binding: confirmedBinding,
  };
}

export function anUnscopedView(
  overrides: Partial<Unscoped> = {},
): Unscoped & { freshness: Freshness } {
  return {
    status: 'not-configured',
    entityRef: 'component:default/checkout',
    reason: 'No annotation says which workloads belong to checkout.',
    suggestion: {
      'backstage.io/kubernetes-id': 'checkout',
      'backstage.io/kubernetes-namespace': 'shop',
    },
    lookedFor: [],
    freshness: aFreshness([]),
    ...overrides,
  };
}
