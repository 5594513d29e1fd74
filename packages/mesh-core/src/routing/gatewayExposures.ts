import type {
  GatewayApiGateway,
  IstioGateway,
  Pod,
  Service,
} from '../resources';
import { hostMatches } from '../refs';
import { membersOf, type ScopeMember } from '../snapshot';
import { admittedHosts, gatewayNamesOf } from '../snapshot/scope/gatewaysOf';
import { selectsLabels } from '../snapshot/scope/servicesOf';
import { addressesOf, exposureProfile } from './exposureProfile';
import type { GatewayExposure } from './model';
import type { RoutingContext } from './RoutingContext';

type Server = GatewayExposure['servers'][number];
type Labels = Readonly<Record<string, string>>;

const COMPONENT = 'operator.istio.io/component';
const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

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

/** Whether a certificate is demanded from everybody who is not merely redirected. */
function demandsCertificate(servers: readonly Server[]): boolean {
  const serving = servers.filter(({ httpsRedirect }) => !httpsRedirect);
  return (
    serving.length > 0 && serving.every(({ tlsMode }) => tlsMode === 'MUTUAL')
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

/** Host names of the entity's routes that a listener admits. */
function listenerHosts(
  context: RoutingContext,
  gateway: GatewayApiGateway,
  hostname: string | undefined,
): string[] {
  const { namespace, name } = gateway.metadata;
  const hosts = [
    ...membersOf(context.scope, 'HTTPRoute'),
    ...membersOf(context.scope, 'GRPCRoute'),
  ]
    .filter(({ object }) =>
      (object.spec.parentRefs ?? []).some(
        parent =>
          parent.name === name &&
          (parent.kind ?? 'Gateway') === 'Gateway' &&
          (parent.namespace ?? object.metadata.namespace) === namespace,
      ),
    )
    .flatMap(({ object }) => object.spec.hostnames ?? [hostname ?? '*'])
    .filter(host => hostMatches(hostname ?? '*', host));
  return [...new Set(hosts)];
}

function listenerTlsMode(
  gateway: GatewayApiGateway,
  listener: NonNullable<GatewayApiGateway['spec']['listeners']>[number],
): string | undefined {
  if (!listener.tls) {
    return undefined;
  }
  if (listener.tls.mode === 'Passthrough') {
    return 'PASSTHROUGH';
  }
  const { frontend } = gateway.spec.tls ?? {};
  const perPort = frontend?.perPort?.find(({ port }) => port === listener.port);
  const validation = (perPort?.tls ?? frontend?.default)?.validation;
  if (!validation) {
    return 'SIMPLE';
  }
  return validation.mode === 'AllowInsecureFallback'
    ? 'OPTIONAL_MUTUAL'
    : 'MUTUAL';
}

function gatewayApiExposure(
  context: RoutingContext,
  { object, ref }: ScopeMember<'GatewayApiGateway'>,
): GatewayExposure {
  const { namespace, name } = object.metadata;
  const services = context.snapshot.byLabels('Service', namespace, {
    [GATEWAY_NAME]: name,
  });
  const servers = (object.spec.listeners ?? []).flatMap(listener => {
    const hosts = listenerHosts(context, object, listener.hostname);
    const tlsMode = listenerTlsMode(object, listener);
    return hosts.length === 0
      ? []
      : [
          {
            port: listener.port,
            protocol: listener.protocol,
            ...(tlsMode === undefined ? {} : { tlsMode }),
            httpsRedirect: false,
            hosts,
          },
        ];
  });
  const reported = (object.status?.addresses ?? []).map(({ value }) => value);
  return {
    ref,
    profile: exposureProfile(services, demandsCertificate(servers)),
    servers,
    addresses: reported.length > 0 ? reported : addressesOf(services),
  };
}

/** The gateways that admit hosts of the entity, with the servers and hosts that are the entity's. */
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
