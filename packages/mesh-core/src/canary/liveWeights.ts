import { resolveHost, serviceFqdn, type ResourceRef } from '../refs';
import {
  originalIndex,
  type Canary,
  type HTTPRoute,
  type VirtualService,
} from '../resources';
import { canaryNames, type CanaryNames, type MeshSnapshot } from '../snapshot';
import { ANY_REQUEST, matchWords, routeMatchWords } from './matchWords';
import type { LiveWeights } from './model';

/** A rule, reduced to what tells the split. */
interface SplitRule {
  list: 'http' | 'tcp' | 'rules';
  index: number;
  conditions: string[];
  destinations: { fqdn: string; weight: number; headers: boolean }[];
}

type WithWeights = readonly {
  destination: { host: string };
  weight?: number;
  headers?: object;
}[];

function virtualServiceRules(virtualService: VirtualService): SplitRule[] {
  const { namespace } = virtualService.metadata;
  const destinations = (route: WithWeights = []) =>
    route.map(({ destination, weight, headers }) => ({
      fqdn: resolveHost(destination.host, namespace),
      weight: weight ?? 0,
      headers: headers !== undefined,
    }));
  const { http = [], tcp = [] } = virtualService.spec;
  return [
    ...http.map((rule, index): SplitRule => ({
      list: 'http',
      index,
      conditions: (rule.match ?? []).map(matchWords),
      destinations: destinations(rule.route),
    })),
    ...tcp.map((rule, index): SplitRule => ({
      list: 'tcp',
      index,
      conditions: [],
      destinations: destinations(rule.route),
    })),
  ];
}

function httpRouteRules(route: HTTPRoute): SplitRule[] {
  const { namespace } = route.metadata;
  return (route.spec.rules ?? []).map((rule, index) => ({
    list: 'rules',
    index,
    conditions: (rule.matches ?? []).map(routeMatchWords),
    destinations: (rule.backendRefs ?? []).map(backend => ({
      fqdn: serviceFqdn(backend.namespace ?? namespace, backend.name),
      weight: backend.weight ?? 1,
      headers: (backend.filters ?? []).length > 0,
    })),
  }));
}

interface SplitHosts {
  primary: string;
  canary: string;
}

const names = (rule: SplitRule, fqdn: string): boolean =>
  rule.destinations.some(destination => destination.fqdn === fqdn);

/**
 * The rule that splits. With session affinity there are others for users who have a cookie already; the one for new users sets
 * the cookie in the headers of its destinations.
 */
function splitRule(
  rules: readonly SplitRule[],
  hosts: SplitHosts,
  sticky: boolean,
): SplitRule | undefined {
  const splitting = rules.filter(rule => names(rule, hosts.canary));
  const settingCookies = splitting.filter(rule =>
    rule.destinations.some(({ headers }) => headers),
  );
  if (sticky) {
    return settingCookies.at(-1) ?? splitting.at(-1);
  }
  return splitting.at(0) ?? rules.find(rule => names(rule, hosts.primary));
}

/** Percent of the requests of a rule that go to a host; `undefined` when the weights say nothing. */
function shareOf(rule: SplitRule, fqdn: string): number | undefined {
  const { destinations } = rule;
  if (destinations.length === 1) {
    return destinations[0].fqdn === fqdn ? 100 : 0;
  }
  const sum = destinations.reduce((total, { weight }) => total + weight, 0);
  const own = destinations
    .filter(destination => destination.fqdn === fqdn)
    .reduce((total, { weight }) => total + weight, 0);
  return sum > 0 ? Math.round((own / sum) * 1e8) / 1e6 : undefined;
}

/** Whether all requests that the rule does not take go to the primary: the split is for some requests only. */
function isForSomeRequests(
  rule: SplitRule,
  rules: readonly SplitRule[],
  hosts: SplitHosts,
): boolean {
  return (
    rule.conditions.length > 0 &&
    !rule.conditions.includes(ANY_REQUEST) &&
    names(rule, hosts.canary) &&
    rules
      .slice(rules.indexOf(rule) + 1)
      .some(later => names(later, hosts.primary) && !names(later, hosts.canary))
  );
}

interface FoundRoute {
  ref: ResourceRef;
  rules: SplitRule[];
}

const readsRoutes = (provider: string): boolean =>
  provider === 'istio' || provider.startsWith('gatewayapi');

/** The object that splits: the default provider is set in Flagger itself, so both kinds are looked for. */
function findRoute(
  snapshot: MeshSnapshot,
  canary: Canary,
  name: string,
): FoundRoute | string {
  const { namespace } = canary.metadata;
  const { provider } = canary.spec;
  if (provider !== undefined && !readsRoutes(provider)) {
    return `The split of provider ${provider} cannot be read.`;
  }
  const virtualService = snapshot.get('VirtualService', namespace, name);
  const httpRoute = snapshot.get('HTTPRoute', namespace, name);
  const gatewayApi = provider?.startsWith('gatewayapi') ?? false;
  if (virtualService && !gatewayApi) {
    return {
      ref: snapshot.refOf(virtualService),
      rules: virtualServiceRules(virtualService),
    };
  }
  if (httpRoute && provider !== 'istio') {
    return {
      ref: snapshot.refOf(httpRoute),
      rules: httpRouteRules(httpRoute),
    };
  }
  const kind = gatewayApi ? 'HTTPRoute' : 'VirtualService';
  return `${kind} ${namespace}/${name} was not found.`;
}

function originalPath(
  snapshot: MeshSnapshot,
  ref: ResourceRef,
  rule: SplitRule,
): string {
  const path = `spec.${rule.list}`;
  const index = originalIndex(snapshot.leftOutOf(ref), path, rule.index);
  return `${path}[${index}]`;
}

function weightsFrom(
  snapshot: MeshSnapshot,
  canary: Canary,
  { ref, rules }: FoundRoute,
  canaryNamed: CanaryNames,
): LiveWeights {
  const { namespace } = canary.metadata;
  const hosts = {
    primary: serviceFqdn(namespace, canaryNamed.primaryService),
    canary: serviceFqdn(namespace, canaryNamed.canaryService),
  };
  const object = `${ref.kind} ${ref.namespace}/${ref.name}`;
  const sticky = canary.spec.analysis?.sessionAffinity !== undefined;
  const rule = splitRule(rules, hosts, sticky);
  if (!rule) {
    const reason = `${object} has no rule for ${canaryNamed.primaryService} or ${canaryNamed.canaryService}.`;
    return { state: 'unknown', reason };
  }
  const primary = shareOf(rule, hosts.primary);
  const share = shareOf(rule, hosts.canary);
  if (primary === undefined || share === undefined) {
    return { state: 'unknown', reason: `All weights of ${object} are 0.` };
  }
  const statusWeight = canary.status?.canaryWeight;
  const byMatch = isForSomeRequests(rule, rules, hosts);
  return {
    state: 'known',
    primary,
    canary: share,
    source: { ref, path: originalPath(snapshot, ref, rule) },
    ...(statusWeight === undefined || statusWeight === share
      ? {}
      : { statusWeight }),
    by: byMatch ? 'match' : 'weight',
    conditions: byMatch ? rule.conditions : [],
  };
}

/**
 * Who serves users now, from the VirtualService or HTTPRoute that Flagger writes. The status of the Canary is not asked: it is 0
 * while a release waits for approval with traffic on the canary, and always 0 in an A/B test.
 *
 * @see https://github.com/fluxcd/flagger/issues/1819
 * @public
 */
export function liveWeights(
  snapshot: MeshSnapshot,
  canary: Canary,
): LiveWeights {
  const canaryNamed = canaryNames(canary);
  if (!canaryNamed) {
    return { state: 'unknown', reason: 'The Canary names no target.' };
  }
  const route = findRoute(snapshot, canary, canaryNamed.apex);
  return typeof route === 'string'
    ? { state: 'unknown', reason: route }
    : weightsFrom(snapshot, canary, route, canaryNamed);
}
