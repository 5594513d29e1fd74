import { formatResourceRef } from '../refs';
import type { Finding } from '../verdict';
import { membersOf } from '../snapshot';
import { gatewayNamesOf } from '../snapshot/scope/gatewaysOf';
import type { RouteDestination, RouteObject, RouteRule } from './routeModel';
import type { RoutingContext } from './RoutingContext';

/** What to do about a destination that cannot answer. */
const remedies: Partial<
  Record<
    RouteDestination['target']['state'],
    (destination: RouteDestination) => string
  >
> = {
  'subset-not-defined': ({ subset, host }) =>
    `Define the subset ${subset} in the DestinationRule for ${host}, or route to one that is defined.`,
  'no-workload-in-subset': ({ subset }) =>
    `Deploy a workload with the labels of subset ${subset}, or route to another subset.`,
  'unknown-host': ({ host }) =>
    host.includes('.')
      ? `Check the name ${host}; declare hosts outside of the cluster with a ServiceEntry.`
      : `Check the name ${host}. A short name is looked for in the namespace of the route.`,
  'no-ready-endpoints': () => 'Look at the pods of the workload.',
};

/** What requests to such a destination get. */
const consequences: Partial<
  Record<RouteDestination['target']['state'], string>
> = {
  'subset-not-defined': 'are answered with 503',
  'no-workload-in-subset': 'are answered with 503',
  'unknown-host': 'are answered with 503',
  'no-ready-endpoints': 'are answered with 503',
};

function shareWords(share: number): string {
  return share === 1
    ? 'All requests of the rule'
    : `${Number((share * 100).toFixed(1))} % of the requests of the rule`;
}

function destinationFinding(
  route: RouteObject,
  rule: RouteRule,
  destination: RouteDestination,
  index: number,
): Finding[] {
  const { state, reason } = destination.target;
  const remedy = remedies[state];
  const idle = destination.share === 0;
  // A canary without pods between releases is as it should be.
  if (!remedy || (idle && state === 'no-ready-endpoints')) {
    return [];
  }
  const list = route.ref.kind === 'VirtualService' ? 'route' : 'backendRefs';
  return [
    {
      code: state,
      severity: idle ? 'info' : 'error',
      path: `${rule.path}.${list}[${index}]`,
      message: idle
        ? reason
        : `${reason} ${shareWords(destination.share)} ${consequences[state]}.`,
      remedy: remedy(destination),
      ref: route.ref,
    },
  ];
}

function ruleFindings(route: RouteObject, rule: RouteRule): Finding[] {
  const { action } = rule;
  if (action.kind === 'delegate' && !action.found) {
    const { namespace, name } = action.ref;
    return [
      {
        code: 'delegate-not-found',
        severity: 'error',
        path: `${rule.path}.delegate`,
        message: `There is no VirtualService ${namespace}/${name}. The rule is left out, and its requests fall to the next one.`,
        remedy: 'Create the VirtualService, or remove the rule.',
        ref: route.ref,
      },
    ];
  }
  return action.kind === 'route'
    ? action.destinations.flatMap((destination, index) =>
        destinationFinding(route, rule, destination, index),
      )
    : [];
}

/** One finding for each cause: a subset that is missing is missing in all rules. */
function routeFindings(route: RouteObject): Finding[] {
  const found = new Map<string, Finding>();
  for (const rule of route.rules) {
    for (const finding of ruleFindings(route, rule)) {
      const cause = `${finding.code} ${finding.remedy} ${finding.message.split('. ')[0]}`;
      if (!found.has(cause)) {
        found.set(cause, finding);
      }
    }
  }
  return [...found.values()];
}

function gatewayFindings(context: RoutingContext): Finding[] {
  if (!context.wasRead('IstioGateway')) {
    return [];
  }
  return membersOf(context.scope, 'VirtualService')
    .filter(({ ref }) => context.isOwnNamespace(ref.namespace))
    .flatMap(({ object, ref }) =>
      gatewayNamesOf(object).flatMap((gateway): Finding[] => {
        const [namespace, ...name] = gateway.split('/');
        const found = context.snapshot.get(
          'IstioGateway',
          namespace,
          name.join('/'),
        );
        return found
          ? []
          : [
              {
                code: 'gateway-not-found',
                severity: 'error',
                path: 'spec.gateways',
                message: `There is no Gateway ${gateway}. The routes have no effect there.`,
                remedy: `Check the name ${gateway}; the form is namespace/name.`,
                ref,
              },
            ];
      }),
    );
}

/** What the parser found in the entity's own objects; those of other teams are theirs to mend. */
function parserFindings(context: RoutingContext): Finding[] {
  return context.scope.members
    .filter(({ ref }) => context.isOwnNamespace(ref.namespace))
    .flatMap(({ ref }) =>
      context.snapshot.findingsOf(ref).map(finding => ({ ...finding, ref })),
    );
}

const severities = { error: 0, warning: 1, info: 2 };

/**
 * All findings on routes and on the objects of the scope, the gravest first, in a stable order.
 *
 * @param more - found elsewhere
 */
export function routingFindings(
  context: RoutingContext,
  routes: readonly RouteObject[],
  more: readonly Finding[] = [],
): Finding[] {
  const findings = [
    ...routes.flatMap(routeFindings),
    ...more,
    ...gatewayFindings(context),
    ...parserFindings(context),
  ];
  const orderOf = ({ severity, ref, path }: Finding): string =>
    `${severities[severity]} ${ref ? formatResourceRef(ref) : ''} ${path}`;
  return findings.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}
