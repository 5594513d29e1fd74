import type { KindName, Service } from '../resources';
import {
  membersOf,
  type EntityScope,
  type MeshSnapshot,
  type ScopeMember,
} from '../snapshot';
import { destinationPolicies } from './destinationPolicies';
import { gatewayApiRoute } from './gatewayApiRoute';
import { gatewayExposures } from './gatewayExposures';
import type { RelatedObject, RoutingModel, ScopedService } from './model';
import type { RouteObject } from './routeModel';
import { mtlsVerdict } from './mtlsVerdict';
import { objectSummary } from './objectSummaries';
import { policyReport } from './policyReport';
import { RoutingContext } from './RoutingContext';
import { routingFindings } from './routingFindings';
import { virtualServiceRoute } from './virtualServiceRoute';
import { workloadAccess } from './workloadAccess';

/**
 * What is known about the reading of the snapshot.
 *
 * @public
 */
export interface RoutingOptions {
  /** Kinds that could not be read. Of objects that are not there nothing is concluded then. */
  notRead?: readonly KindName[];
}

/** Prefixes of port names that tell the protocol, as Istio reads them. */
const protocols = new Set([
  'http',
  'http2',
  'grpc',
  'grpc-web',
  'https',
  'tls',
  'tcp',
  'mongo',
  'mysql',
  'redis',
  'udp',
]);

type ServicePort = NonNullable<Service['spec']['ports']>[number];

/**
 * The protocol of a port: `appProtocol`, else the first part of its name, else what Kubernetes says.
 *
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
 */
function protocolOf({ appProtocol, name = '', protocol }: ServicePort): string {
  if (appProtocol) {
    return appProtocol;
  }
  const known = ['grpc-web', name.split('-')[0]].find(
    prefix =>
      protocols.has(prefix) &&
      (name === prefix || name.startsWith(`${prefix}-`)),
  );
  return known ?? protocol ?? 'TCP';
}

function servicesOf(scope: EntityScope): ScopedService[] {
  return scope.services.map(({ ref, object, fqdn, role }) => ({
    ref,
    fqdn,
    role,
    ports: (object.spec.ports ?? []).map(port => ({
      ...(port.name === undefined ? {} : { name: port.name }),
      port: port.port,
      protocol: protocolOf(port),
    })),
  }));
}

function routesOf(context: RoutingContext): RouteObject[] {
  const { scope } = context;
  const virtualServices = membersOf(scope, 'VirtualService').flatMap(member => {
    const concern = scope.concerns.get(member.object);
    return concern ? [virtualServiceRoute(context, member, concern)] : [];
  });
  const routes: ScopeMember<'HTTPRoute' | 'GRPCRoute'>[] = [
    ...membersOf(scope, 'HTTPRoute'),
    ...membersOf(scope, 'GRPCRoute'),
  ];
  return [
    ...virtualServices,
    ...routes.flatMap(member => {
      const concern = scope.concerns.get(member.object);
      return concern ? [gatewayApiRoute(context, member, concern)] : [];
    }),
  ];
}

/** Kinds that have a place of their own in the model. */
const elsewhere: ReadonlySet<KindName> = new Set<KindName>([
  'Deployment',
  'DaemonSet',
  'Service',
  'VirtualService',
  'HTTPRoute',
  'GRPCRoute',
  'DestinationRule',
  'IstioGateway',
  'GatewayApiGateway',
  'PolicyReport',
  'ClusterPolicyReport',
  'OpenReport',
  'OpenClusterReport',
]);

function relatedOf(scope: EntityScope): RelatedObject[] {
  return scope.members
    .filter(({ kind }) => !elsewhere.has(kind))
    .map(({ kind, object, ref, reason }) => {
      const summary = objectSummary<KindName>(kind, object);
      return { ref, reason, ...(summary === undefined ? {} : { summary }) };
    });
}

/**
 * All that the Routing tab shows of one cluster: the routing objects of the scope in order, with their rules as written, what is
 * behind each destination, the policies, gateways and other objects that act on the service, and what is wrong.
 *
 * @param scope - of the same snapshot
 * @public
 */
export function routingModel(
  snapshot: MeshSnapshot,
  scope: EntityScope,
  options: RoutingOptions = {},
): RoutingModel {
  const context = new RoutingContext(snapshot, scope, options.notRead ?? []);
  const routes = routesOf(context);
  const report = policyReport(context);
  const { access, findings } = workloadAccess(context);
  return {
    cluster: snapshot.cluster,
    services: servicesOf(scope),
    routes,
    policies: destinationPolicies(context),
    gateways: gatewayExposures(context),
    mtls: mtlsVerdict(context),
    ...(access ? { access } : {}),
    related: relatedOf(scope),
    ...(report ? { policyReport: report } : {}),
    findings: routingFindings(context, routes, findings),
  };
}
