import type { RoutingView } from '@fairway/backstage-plugin-mesh-common';
import { aRef, aScope } from '../shared';
import { aDestination, aRouteObject, aRule } from './routeObject';
import { aRoutingView } from './routingViews';

/** recommendations: a rule that names a subset which no workload has. */
export function aMisroutedView(): Extract<RoutingView, { status: 'ok' }> {
  const name = 'recommendations';
  const ref = aRef('VirtualService', 'shop', name);
  return aRoutingView(
    {
      services: [
        {
          ref: aRef('Service', 'shop', name),
          fqdn: `${name}.shop.svc.cluster.local`,
          role: 'apex',
          ports: [{ name: 'http', port: 8080, protocol: 'http' }],
        },
      ],
      routes: [
        aRouteObject({
          ref,
          hosts: [name],
          gateways: ['mesh'],
          managedBy: undefined,
          reason: `routes ${name}.shop.svc.cluster.local`,
          rules: [
            aRule({
              action: {
                kind: 'route',
                destinations: [
                  aDestination({
                    host: name,
                    subset: 'v2',
                    weight: 80,
                    share: 0.8,
                    role: 'other',
                    version: 'v2.0.3',
                  }),
                  aDestination({
                    host: name,
                    subset: 'v3',
                    weight: 20,
                    share: 0.2,
                    role: 'other',
                    version: undefined,
                    target: {
                      state: 'no-workload-in-subset',
                      reason:
                        'No pod has the labels of subset v3 (version: v3): these requests get a 503.',
                      evidence: [
                        {
                          text: 'Subset v3 asks for version: v3',
                          ref: aRef('DestinationRule', 'shop', name),
                          path: 'spec.subsets[1]',
                        },
                      ],
                    },
                  }),
                ],
              },
            }),
          ],
        }),
      ],
      gateways: [],
      related: [],
      policyReport: undefined,
      findings: [
        {
          code: 'subset-without-workloads',
          severity: 'error',
          path: 'spec.http[0].route[1].destination.subset',
          message: 'Subset v3 has no pods. 20 % of the requests get a 503.',
          remedy: 'Deploy v3, or take the destination out of the rule.',
          ref,
        },
      ],
    },
    aScope(name),
  );
}
