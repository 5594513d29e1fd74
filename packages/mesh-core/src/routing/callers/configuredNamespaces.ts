import type { AuthorizationPolicy, VirtualService } from '../../resources';
import { membersOf } from '../../snapshot';
import type { RoutingContext } from '../RoutingContext';
import { hasLabels, workloadsIn, type Labels } from './callerPods';

interface SourceMatch {
  sourceNamespace?: string;
  sourceLabels?: Labels;
}

/**
 * Conditions on callers in the rules of a VirtualService.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
export function sourceMatches({ spec }: VirtualService): SourceMatch[] {
  const { http = [], tls = [], tcp = [] } = spec;
  return [...http, ...tls, ...tcp].flatMap(({ match = [] }) => [...match]);
}

/** Namespaces that a policy lets in by name. */
function namespacesAllowed({ metadata, spec }: AuthorizationPolicy): string[] {
  if ((spec.action ?? 'ALLOW') !== 'ALLOW') {
    return [];
  }
  const sources = (spec.rules ?? [])
    .flatMap(({ from = [] }) => from)
    .flatMap(({ source }) => (source ? [source] : []));
  return sources.flatMap(
    ({ namespaces = [], principals = [], serviceAccounts = [] }) => [
      ...namespaces,
      ...principals.flatMap(
        principal => /\/ns\/([^/]+)\/sa\//.exec(principal)?.[1] ?? [],
      ),
      ...serviceAccounts.map(account =>
        account.includes('/') ? account.split('/', 1)[0] : metadata.namespace,
      ),
    ],
  );
}

/** Namespaces of pods that rules for callers with certain labels mean. */
function namespacesOfLabels(
  context: RoutingContext,
  matches: readonly SourceMatch[],
): string[] {
  const wanted = matches.flatMap(({ sourceLabels, sourceNamespace }) =>
    sourceLabels &&
    Object.keys(sourceLabels).length > 0 &&
    sourceNamespace === undefined
      ? [sourceLabels]
      : [],
  );
  return wanted.length === 0
    ? []
    : workloadsIn(context)
        .filter(({ labels }) => wanted.some(entry => hasLabels(labels, entry)))
        .map(({ namespace }) => namespace);
}

/** Namespaces whose Sidecar names a host of the entity. */
function namespacesOfSidecars({ snapshot, scope }: RoutingContext): string[] {
  const own = new Set(scope.hosts);
  return scope.hosts
    .flatMap(host => snapshot.byHost('Sidecar', host))
    .filter(({ spec }) =>
      (spec.egress ?? [])
        .flatMap(({ hosts = [] }) => hosts)
        .some(entry =>
          own.has(entry.slice(entry.indexOf('/') + 1).toLowerCase()),
        ),
    )
    .map(({ metadata }) => metadata.namespace);
}

/**
 * Namespaces that the configuration of the entity expects to call: policies that let them in, rules made for them, DestinationRules and
 * Sidecars of theirs for hosts of the entity.
 */
export function configuredNamespaces(context: RoutingContext): Set<string> {
  const { scope } = context;
  const matches = membersOf(scope, 'VirtualService').flatMap(({ object }) =>
    sourceMatches(object),
  );
  const named = [
    ...matches.flatMap(({ sourceNamespace }) => sourceNamespace ?? []),
    ...namespacesOfLabels(context, matches),
    ...membersOf(scope, 'AuthorizationPolicy').flatMap(({ object }) =>
      namespacesAllowed(object),
    ),
    ...membersOf(scope, 'DestinationRule')
      .filter(({ object }) => scope.hosts.includes(object.spec.host ?? ''))
      .map(({ object }) => object.metadata.namespace)
      .filter(
        namespace =>
          namespace !== scope.rootNamespace &&
          !context.isOwnNamespace(namespace),
      ),
    ...namespacesOfSidecars(context),
  ];
  return new Set(named.filter(namespace => !namespace.includes('*')));
}

/**
 * Labels by which rules tell the pods of a namespace apart.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
export function distinguishingLabels(
  { snapshot, scope }: RoutingContext,
  namespace: string,
): Set<string> {
  const selectors: (Labels | undefined)[] = [
    ...membersOf(scope, 'VirtualService')
      .flatMap(({ object }) => sourceMatches(object))
      .map(({ sourceLabels }) => sourceLabels),
    ...snapshot
      .list('Sidecar', namespace)
      .map(({ spec }) => spec.workloadSelector?.labels),
    ...snapshot
      .list('DestinationRule', namespace)
      .map(({ spec }) => spec.workloadSelector?.matchLabels),
  ];
  return new Set(selectors.flatMap(labels => Object.keys(labels ?? {})));
}
