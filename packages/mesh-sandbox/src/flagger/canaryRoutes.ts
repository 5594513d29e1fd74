import { KubernetesObject, namespaceOf } from '../kubernetes';
import { RouteWeights } from './CanaryTick';
import {
  driftAnnotations,
  ownedByCanary,
  serviceSpecOf,
  ServiceSpec,
} from './canaryOwner';

/** The DestinationRule of one side. */
export function canaryDestinationRule(
  canary: KubernetesObject,
  apex: string,
  role: 'canary' | 'primary',
): KubernetesObject {
  const { trafficPolicy } = serviceSpecOf(canary);
  const host = `${apex}-${role}`;
  return {
    apiVersion: 'networking.istio.io/v1beta1',
    kind: 'DestinationRule',
    metadata: {
      name: host,
      namespace: namespaceOf(canary),
      ownerReferences: [ownedByCanary(canary)],
    },
    spec: { host, ...(trafficPolicy ? { trafficPolicy } : {}) },
  };
}

/** Fields of `spec.service` that are copied to every route. */
const routeFields = ['rewrite', 'timeout', 'retries', 'corsPolicy', 'headers'];

function routeSettings(spec: ServiceSpec): Record<string, unknown> {
  return Object.fromEntries(
    routeFields.filter(field => spec[field]).map(field => [field, spec[field]]),
  );
}

interface MatchRule {
  headers?: Record<string, unknown>;
  sourceLabels?: Record<string, string>;
  [field: string]: unknown;
}

/** Each condition of the analysis laid over each of the service; only headers and source labels survive. */
function mergeMatches(
  analysis: readonly MatchRule[],
  service: readonly MatchRule[],
): MatchRule[] {
  if (service.length === 0) {
    return [...analysis];
  }
  return analysis.flatMap(({ headers, sourceLabels }) =>
    service.map(rule => ({
      ...rule,
      ...(headers ? { headers: { ...rule.headers, ...headers } } : {}),
      ...(sourceLabels ? { sourceLabels } : {}),
    })),
  );
}

function httpRoutes(
  canary: KubernetesObject,
  apex: string,
  { primary, canary: weight }: RouteWeights,
): unknown[] {
  const spec = serviceSpecOf(canary);
  const analysis = (canary.spec?.analysis ?? {}) as { match?: MatchRule[] };
  const matches = (spec.match ?? []) as MatchRule[];
  const settings = routeSettings(spec);
  const toPrimary = {
    destination: { host: `${apex}-primary` },
    weight: primary,
  };
  const both = [toPrimary, { destination: { host: `${apex}-canary` }, weight }];
  const serviceMatch = matches.length > 0 ? { match: matches } : {};
  if (!analysis.match?.length) {
    return [{ ...serviceMatch, ...settings, route: both }];
  }
  return [
    { match: mergeMatches(analysis.match, matches), ...settings, route: both },
    // the lone destination carries the primary's weight, 0 during an A/B test, and still gets everything
    { ...serviceMatch, ...settings, route: [toPrimary] },
  ];
}

/** The VirtualService of a canary with given weights. */
export function canaryVirtualService(
  canary: KubernetesObject,
  apex: string,
  routes: RouteWeights,
): KubernetesObject {
  const spec = serviceSpecOf(canary);
  const hosts = spec.hosts ?? [];
  return {
    apiVersion: 'networking.istio.io/v1beta1',
    kind: 'VirtualService',
    metadata: {
      name: apex,
      namespace: namespaceOf(canary),
      ...(spec.apex?.labels ? { labels: spec.apex.labels } : {}),
      annotations: { ...spec.apex?.annotations, ...driftAnnotations },
      ownerReferences: [ownedByCanary(canary)],
    },
    spec: {
      gateways: spec.gateways ?? ['mesh'],
      hosts:
        hosts.includes(apex) || hosts.includes('*') ? hosts : [...hosts, apex],
      http: httpRoutes(canary, apex, routes),
    },
  };
}

/** Weights of the first route of a VirtualService that leads to both sides; undefined when there is none. */
export function readRoutes(
  virtualService: KubernetesObject | undefined,
  apex: string,
): RouteWeights | undefined {
  const routes = (virtualService?.spec?.http ?? []) as {
    route?: { destination?: { host?: string }; weight?: number }[];
  }[];
  for (const { route = [] } of routes) {
    const weightOf = (role: string): number | undefined =>
      route.find(({ destination }) => destination?.host === `${apex}-${role}`)
        ?.weight;
    const canary = weightOf('canary');
    if (canary !== undefined) {
      return { primary: weightOf('primary') ?? 0, canary };
    }
  }
  return undefined;
}
