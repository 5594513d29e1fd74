import { parseServiceFqdn } from '../refs';
import type { Service } from '../resources';
import type { ScopedWorkload } from '../snapshot';
import { podLabelsOf, selectsLabels } from '../snapshot/scope/servicesOf';
import type { RoutingContext } from './RoutingContext';
import type { ExplainedRequest, RowDestination } from './rows';
import type { OutcomeDestination } from './simulate/Outcome';

/** A request that is sent on. */
export type Sent = Extract<
  ExplainedRequest['outcome'],
  { outcome: 'route' | 'tcp' }
>;

/** A destination of the outcome with what the winning rule knows of it. */
export interface RequestAim {
  service: Service;
  sent: OutcomeDestination;
  known: RowDestination;
}

/** The Services that a request is sent to; what does not exist, or takes nothing, is left out. */
export function requestAims(
  { snapshot }: RoutingContext,
  { trace }: ExplainedRequest,
  { destinations }: Sent,
): RequestAim[] {
  const action = trace.won?.action;
  const rows =
    action?.kind === 'route' || action?.kind === 'forward'
      ? action.destinations
      : [];
  return destinations.flatMap(sent => {
    const known = rows.find(
      ({ host, port, subset }) =>
        host === sent.host && port === sent.port && subset === sent.subset,
    );
    const host = parseServiceFqdn(sent.host ?? '');
    const service = host && snapshot.get('Service', host.namespace, host.name);
    return known && service && sent.exists && sent.weight > 0
      ? [{ service, sent, known }]
      : [];
  });
}

/** Labels of a subset; nothing when the rule that defines it is not the one in effect. */
function subsetLabels(
  { snapshot }: RoutingContext,
  { subset, rule }: RowDestination,
): Readonly<Record<string, string>> | undefined {
  if (subset === undefined) {
    return {};
  }
  const found =
    rule && snapshot.get('DestinationRule', rule.namespace ?? '', rule.name);
  const named = found?.spec.subsets?.find(({ name }) => name === subset);
  return named && (named.labels ?? {});
}

/** Workloads of the entity behind a destination: those of others are not the reader's. */
export function workloadsOf(
  context: RoutingContext,
  aim: RequestAim,
): ScopedWorkload[] {
  const { metadata, spec } = aim.service;
  const labels = subsetLabels(context, aim.known);
  return labels === undefined
    ? []
    : context.scope.workloads.filter(
        workload =>
          workload.object.metadata.namespace === metadata.namespace &&
          selectsLabels({ ...spec.selector, ...labels }, podLabelsOf(workload)),
      );
}

/**
 * The port of the pods.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
 */
export function podPort(
  workload: ScopedWorkload,
  { service, known }: RequestAim,
): number {
  const found = service.spec.ports?.find(({ port }) => port === known.port);
  const target = found?.targetPort ?? known.port;
  if (Number.isInteger(Number(target))) {
    return Number(target);
  }
  const containers = workload.object.spec.template?.spec?.containers ?? [];
  const named = containers
    .flatMap(({ ports = [] }) => ports)
    .find(({ name }) => name === target);
  return named?.containerPort ?? known.port;
}
