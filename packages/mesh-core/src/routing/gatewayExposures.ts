import type { IstioGateway, Pod, Service } from '../resources';
import { membersOf, type ScopeMember } from '../snapshot';
import { admittedHosts, gatewayNamesOf } from '../snapshot/scope/gatewaysOf';
import { selectsLabels } from '../snapshot/scope/servicesOf';
import { demandsCertificate } from './demandsCertificate';
import { addressesOf, exposureProfile } from './exposureProfile';
import { gatewayApiExposure } from './gatewayApiExposure';
import type { GatewayExposure } from './model';
import type { RoutingContext } from './RoutingContext';

type Server = GatewayExposure['servers'][number];
type Labels = Readonly<Record<string, string>>;

const COMPONENT = 'operator.istio.io/component';

/** Services in front of the pods that a Gateway selects; where no pod is known, those that select as the Gateway does. */
function servicesOf(context: RoutingContext, selector: Labels): Service[] {
  const { snapshot } = context;
  if (Object.keys(selector).length === 0) {
    return [];
  }
  const pods: readonly Pod[] = snapshot.byLabels('Pod', undefined, selector);
  const namespaces = new Set(pods.map(({ metadata }) => metadata.namespace));
  const inFront = [...namespaces].flatMap(namespace =>
    snapshot
      .list('Service', namespace)
      .filter(({ spec }) =>
        pods.some(
          ({ metadata }) =>
            metadata.namespace === namespace &&
            selectsLabels(spec.selector, metadata.labels),
        ),
      ),
  );
  return pods.length > 0
    ? inFront
    : snapshot
        .list('Service')
        .filter(({ spec }) => selectsLabels(selector, spec.selector));
}

/** Hosts of the entity that a server admits, over all routes that are bound to the gateway. */
function hostsAt(
  context: RoutingContext,
  gateway: IstioGateway,
  serverHosts: readonly string[],
): string[] {
  const { namespace, name } = gateway.metadata;
  const hosts = membersOf(context.scope, 'VirtualService')
    .filter(({ object }) =>
      gatewayNamesOf(object).includes(`${namespace}/${name}`),
    )
    .flatMap(({ object }) =>
      admittedHosts(
        gateway,
        serverHosts,
        object.metadata.namespace,
        context.scope.concerns.get(object)?.hosts ?? [],
      ),
    );
  return [...new Set(hosts)];
}

function istioServers(
  context: RoutingContext,
  gateway: IstioGateway,
): Server[] {
  return (gateway.spec.servers ?? []).flatMap(server => {
    const hosts = hostsAt(context, gateway, server.hosts);
    const mode = server.tls?.mode;
    return hosts.length === 0
      ? []
      : [
          {
            port: server.port.number,
            protocol: server.port.protocol,
            ...(mode === undefined ? {} : { tlsMode: mode }),
            httpsRedirect: server.tls?.httpsRedirect ?? false,
            hosts,
          },
        ];
  });
}

function isEgress(selector: Labels, services: readonly Service[]): boolean {
  return (
    /egress/.test(selector.istio ?? '') ||
    services.some(
      ({ metadata }) => metadata.labels?.[COMPONENT] === 'EgressGateways',
    )
  );
}

function istioExposure(
  context: RoutingContext,
  { object, ref }: ScopeMember<'IstioGateway'>,
): GatewayExposure {
  const { selector = {} } = object.spec;
  const services = servicesOf(context, selector);
  const servers = istioServers(context, object);
  return {
    ref,
    profile: isEgress(selector, services)
      ? 'egress'
      : exposureProfile(services, demandsCertificate(servers)),
    servers,
    addresses: addressesOf(services),
  };
}

/**
 * The gateways that admit hosts of the entity, with the servers and hosts that are the entity's.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/gateway.go
 */
export function gatewayExposures(context: RoutingContext): GatewayExposure[] {
  return [
    ...membersOf(context.scope, 'IstioGateway').map(member =>
      istioExposure(context, member),
    ),
    ...membersOf(context.scope, 'GatewayApiGateway').map(member =>
      gatewayApiExposure(context, member),
    ),
  ];
}
