import type { RoutingView } from '@fairway/backstage-plugin-mesh-common';

type Rule = Extract<
  RoutingView,
  { status: 'ok' }
>['clusters'][number]['routes'][number]['rules'][number];

function actionWords({ action }: Rule): string {
  if (action.kind !== 'route') {
    return action.kind;
  }
  return action.destinations
    .map(
      ({ host, subset, share, target }) =>
        `${host}${subset ? ` ${subset}` : ''} ${Math.round(share * 100)} % (${target.state})`,
    )
    .join(', ');
}

/** The routes of an answer, a line for each rule: few enough to be read by a person, and to be committed. */
export function routeLines(view: RoutingView): string[] {
  if (view.status !== 'ok') {
    return [view.status];
  }
  return view.clusters.flatMap(({ routes }) =>
    routes.flatMap(({ ref, rules }) =>
      rules.map(
        rule =>
          `${ref.kind} ${ref.namespace}/${ref.name} ${rule.path}: ${actionWords(rule)}`,
      ),
    ),
  );
}
