import type { FilterChain, TableRoute, VirtualHost } from '../table/RouteTable';

/** Whether two values hold the same, whatever the order of keys. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) {
    return true;
  }
  if (
    typeof one !== 'object' ||
    typeof other !== 'object' ||
    one === null ||
    other === null ||
    Array.isArray(one) !== Array.isArray(other)
  ) {
    return false;
  }
  const before = Object.entries(one).filter(([, value]) => value !== undefined);
  const after = new Map(
    Object.entries(other).filter(([, value]) => value !== undefined),
  );
  return (
    before.length === after.size &&
    before.every(
      ([key, value]) => after.has(key) && isSame(value, after.get(key)),
    )
  );
}

const routeTexts = new WeakMap<TableRoute, string>();
const hostTexts = new WeakMap<VirtualHost, string>();

/** Leaves out what does not change an answer: names for logs, counted pods. */
function withoutNames(key: string, value: unknown): unknown {
  return key === 'endpoints' || key === 'rule' ? undefined : value;
}

/** What a route does, as a text: equal texts, equal answers. The path counts where the answer is made of it. */
export function actionText(route: TableRoute): string {
  const known = routeTexts.get(route);
  if (known !== undefined) {
    return known;
  }
  const { uri, pathElements } = route.match;
  const { action } = route;
  const isCutOff =
    (action.kind === 'route' && action.rewrite?.kind === 'prefix') ||
    (action.kind === 'redirect' && action.prefix !== undefined);
  const text = JSON.stringify(
    isCutOff ? [action, uri, pathElements] : [action],
    withoutNames,
  );
  routeTexts.set(route, text);
  return text;
}

/** All that a virtual host does, as a text. */
export function virtualHostText(virtualHost: VirtualHost): string {
  const known = hostTexts.get(virtualHost);
  if (known !== undefined) {
    return known;
  }
  const text = JSON.stringify([
    virtualHost.httpsRedirect === true,
    virtualHost.routes.map(route => [
      JSON.stringify(route.match),
      actionText(route),
    ]),
  ]);
  hostTexts.set(virtualHost, text);
  return text;
}

/** What a chain does with connections, its virtual hosts aside. */
export function chainText({
  transport,
  serverNames,
  subnets,
  destinations,
  virtualHosts,
}: FilterChain): string {
  return JSON.stringify(
    [transport, serverNames, subnets, destinations, virtualHosts !== undefined],
    withoutNames,
  );
}
