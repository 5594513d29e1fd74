import { serviceFqdn } from '../refs';
import type { VirtualService, VirtualServiceHttpRoute } from '../resources';
import { buildGateways, explainMesh } from './buildGateways';
import { buildMetadata } from './buildMetadata';
import { buildRequestPolicy } from './buildRequestPolicy';
import { compact } from './compact';
import type { MeshIntent } from './intent';
import type { Manifest } from './Manifest';

type RouteDestinations = NonNullable<VirtualServiceHttpRoute['route']>;

/**
 * A port is named only where a Gateway needs one: the routes hold for every HTTP port of the Service, and a port here
 * would send the requests of all of them to this one.
 */
function buildDestinations(intent: MeshIntent): RouteDestinations {
  const { service, exposure, versions } = intent;
  const to = compact({
    host: serviceFqdn(service.namespace, service.name),
    port: exposure && { number: service.port },
  });
  const reached = versions?.filter(({ weight }) => weight > 0);
  return reached
    ? reached.map(({ name: subset, weight }) => ({
        destination: { ...to, subset },
        weight,
      }))
    : [{ destination: to }];
}

/**
 * Builds the routes of a service that is not under Flagger. For one that is, Flagger writes them and would overwrite
 * these; see {@link buildCanary}.
 *
 * @param intent - without `canary`
 * @public
 */
export function buildVirtualService(
  intent: MeshIntent,
): Manifest<VirtualService> {
  const { service, exposure } = intent;
  const gateways = buildGateways(intent);
  return {
    object: {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: buildMetadata(intent),
      spec: compact({
        hosts: [
          serviceFqdn(service.namespace, service.name),
          ...new Set(exposure?.hosts),
        ],
        gateways,
        http: [
          {
            name: 'default',
            route: buildDestinations(intent),
            ...buildRequestPolicy(intent),
          },
        ],
      }),
    },
    purpose: `Where requests to ${service.name} go, how long they may take and how often they are tried.`,
    reference:
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/',
    comments: explainMesh(gateways, ['spec', 'gateways']),
  };
}
