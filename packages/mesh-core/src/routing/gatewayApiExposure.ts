import { hostMatches } from '../refs';
import type {
  GatewayApiGateway,
  GatewayListener,
  HTTPRoute,
} from '../resources';
import { membersOf, type ScopeMember } from '../snapshot';
import { demandsCertificate } from './demandsCertificate';
import { addressesOf, exposureProfile } from './exposureProfile';
import type { GatewayExposure } from './model';
import type { RoutingContext } from './RoutingContext';
import { isAttached } from './table/listenerAttachment';

type Server = GatewayExposure['servers'][number];

const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

/** Host names of the entity's routes that are attached to a listener and admitted by it. */
function listenerHosts(
  { scope, snapshot }: RoutingContext,
  gateway: GatewayApiGateway,
  listener: GatewayListener,
): string[] {
  const hostname = listener.hostname ?? '*';
  const hosts = [
    ...membersOf(scope, 'HTTPRoute'),
    ...membersOf(scope, 'GRPCRoute'),
  ]
    .filter(({ object }) => isAttached(snapshot, object, gateway, listener))
    .flatMap(({ object }) => object.spec.hostnames ?? [hostname])
    .filter(host => hostMatches(hostname, host));
  return [...new Set(hosts)];
}

/** Whether a route does nothing but send every request to HTTPS. */
function redirectsToHttps({ spec }: HTTPRoute): boolean {
  const rules = spec.rules ?? [];
  return (
    rules.length > 0 &&
    rules.every(
      ({ filters = [], matches = [] }) =>
        filters.some(
          ({ requestRedirect }) => requestRedirect?.scheme === 'https',
        ) &&
        matches.every(
          ({ path, headers = [], queryParams = [], method }) =>
            (path?.value ?? '/') === '/' &&
            (path?.type ?? 'PathPrefix') === 'PathPrefix' &&
            headers.length + queryParams.length === 0 &&
            method === undefined,
        ),
    )
  );
}

/** Those of the hosts that a listener without TLS merely redirects: its route has no backend, so it is nobody's own. */
function redirectedHosts(
  { snapshot }: RoutingContext,
  gateway: GatewayApiGateway,
  listener: GatewayListener,
  hosts: readonly string[],
): string[] {
  const redirects = snapshot
    .list('HTTPRoute')
    .filter(
      route =>
        isAttached(snapshot, route, gateway, listener) &&
        redirectsToHttps(route),
    );
  return hosts.filter(
    host =>
      hostMatches(listener.hostname ?? '*', host) &&
      redirects.some(({ spec }) =>
        (spec.hostnames ?? ['*']).some(name => hostMatches(name, host)),
      ),
  );
}

function listenerTlsMode(
  gateway: GatewayApiGateway,
  listener: GatewayListener,
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

function serversOf(
  context: RoutingContext,
  gateway: GatewayApiGateway,
): Server[] {
  const listeners = (gateway.spec.listeners ?? []).map(listener => ({
    listener,
    hosts: listenerHosts(context, gateway, listener),
  }));
  const all = [...new Set(listeners.flatMap(({ hosts }) => hosts))];
  return listeners.flatMap(({ listener, hosts }): Server[] => {
    const { port, protocol } = listener;
    if (hosts.length > 0) {
      const tlsMode = listenerTlsMode(gateway, listener);
      const tls = tlsMode === undefined ? {} : { tlsMode };
      return [{ port, protocol, ...tls, httpsRedirect: false, hosts }];
    }
    const redirected =
      protocol === 'HTTP'
        ? redirectedHosts(context, gateway, listener, all)
        : [];
    return redirected.length > 0
      ? [{ port, protocol, httpsRedirect: true, hosts: redirected }]
      : [];
  });
}

/**
 * A Gateway of the Gateway API, with the listeners and hosts that are the entity's.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/config/kube/gateway/conversion.go
 */
export function gatewayApiExposure(
  context: RoutingContext,
  { object, ref }: ScopeMember<'GatewayApiGateway'>,
): GatewayExposure {
  const { namespace, name } = object.metadata;
  const services = context.snapshot.byLabels('Service', namespace, {
    [GATEWAY_NAME]: name,
  });
  const servers = serversOf(context, object);
  const reported = (object.status?.addresses ?? []).map(({ value }) => value);
  return {
    ref,
    profile: exposureProfile(services, demandsCertificate(servers)),
    servers,
    addresses: reported.length > 0 ? reported : addressesOf(services),
  };
}
