import {
  remainderOf,
  type RouteDestination,
  type RouteObject,
  type RouteRule,
  type RoutingModel,
} from '@fairway/mesh-core';
import {
  formatPercent,
  isBroken,
  type MeshTranslate,
} from '@fairway/backstage-plugin-mesh-react';

/** A rule with the destinations that get something, and the object that it stands in. */
interface RoutedRule {
  object: RouteObject;
  rule: RouteRule;
  destinations: RouteDestination[];
}

/**
 * Where requests to the service go, in one sentence. What leads nowhere comes first; then a split; then the rest.
 */
export function routingSentence(
  t: MeshTranslate,
  model: RoutingModel,
  service: string,
): string {
  if (model.routes.length === 0) {
    return model.services.length === 0
      ? t('routing.sentence.noServices', { service })
      : t('routing.sentence.noRoutes', { service });
  }
  const routed = routedRules(model);
  const broken = brokenRule(routed);
  if (broken) {
    return brokenSentence(t, broken);
  }
  const sentence = mainSentence(t, model, routed, service);
  return model.routes.some(
    object => remainderOf(object, model.routes) === 'not-found',
  )
    ? t('routing.sentence.restNotFound', { sentence })
    : sentence;
}

function routedRules(model: RoutingModel): RoutedRule[] {
  return model.routes.flatMap(object =>
    object.rules.flatMap(rule =>
      rule.action.kind === 'route'
        ? [
            {
              object,
              rule,
              destinations: rule.action.destinations.filter(
                ({ share }) => share > 0,
              ),
            },
          ]
        : [],
    ),
  );
}

function brokenRule(
  routed: RoutedRule[],
):
  | { object: RouteObject; rule: RouteRule; destination: RouteDestination }
  | undefined {
  for (const { object, rule, destinations } of routed) {
    const destination = destinations.find(isBroken);
    if (destination) {
      return { object, rule, destination };
    }
  }
  return undefined;
}

function brokenSentence(
  t: MeshTranslate,
  broken: {
    object: RouteObject;
    rule: RouteRule;
    destination: RouteDestination;
  },
): string {
  const { object, rule, destination } = broken;
  return t('routing.sentence.broken', {
    rule: `${object.ref.name} ${rule.path.replace(/^spec\./, '')}`,
    percent: formatPercent(destination.share * 100),
    target: destination.subset
      ? `${destination.host} ${destination.subset}`
      : destination.host,
  });
}

function mainSentence(
  t: MeshTranslate,
  model: RoutingModel,
  routed: RoutedRule[],
  service: string,
): string {
  // the last one is the most general: rules are asked in order
  const split = routed.filter(one => one.destinations.length > 1).pop();
  if (split) {
    return t('routing.sentence.split', {
      service,
      split: splitWords(t, split.destinations),
    });
  }
  const count = model.routes.reduce(
    (sum, object) => sum + object.rules.length,
    0,
  );
  const [destination] =
    routed.filter(({ rule }) => rule.matches.length === 0).pop()
      ?.destinations ?? [];
  if (!destination) {
    return t('routing.sentence.rulesOnly', { service, count });
  }
  const target = targetOf(destination);
  return count === 1
    ? t('routing.sentence.all', { service, target })
    : t('routing.sentence.allExcept', { service, target, count: count - 1 });
}

/** Versions say more than hosts, where they tell the destinations apart. */
function splitWords(
  t: MeshTranslate,
  destinations: RouteDestination[],
): string {
  const versions = new Set(destinations.map(one => one.version));
  const byVersion =
    !versions.has(undefined) && versions.size === destinations.length;
  const entries = [...destinations]
    .sort((one, other) => other.share - one.share)
    .map(one =>
      t('routing.sentence.splitEntry', {
        percent: formatPercent(one.share * 100),
        target: (byVersion && one.version) || targetOf(one),
      }),
    );
  const last = entries.pop() ?? '';
  return entries.length === 0
    ? last
    : t('routing.sentence.splitList', { first: entries.join(', '), last });
}

function targetOf(destination: RouteDestination): string {
  return [destination.host, destination.subset ?? destination.version]
    .filter(Boolean)
    .join(' ');
}

/** How many rules there are, and how connections are protected. */
export function routingDetail(
  t: MeshTranslate,
  model: RoutingModel,
  clusters: number,
): string {
  const count = model.routes.reduce(
    (sum, object) => sum + object.rules.length,
    0,
  );
  const words = {
    rules: t('routing.sentence.rules', { count }),
    objects:
      model.routes.length === 0
        ? t('routing.sentence.none')
        : t('routing.sentence.objects', { count: model.routes.length }),
    mtls: t(`routing.mtls.${model.mtls.state}`),
  };
  return clusters > 1
    ? t('routing.sentence.detailCluster', { ...words, cluster: model.cluster })
    : t('routing.sentence.detail', words);
}
