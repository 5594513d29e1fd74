import type { RoutingModel } from '@fairway/mesh-core';
import { aRef } from '../shared';

/** Who may call the pods of `checkout`: the policy covers those of the canary only. */
export const checkoutAccess: RoutingModel['access'] = [
  {
    workloads: [
      {
        ref: aRef('Deployment', 'shop', 'checkout-primary'),
        role: 'primary',
      },
    ],
    at: { kind: 'pods' },
    token: {
      state: 'not-checked',
      reason: 'Tokens are not looked at.',
      evidence: [],
    },
    callers: {
      verdict: 'mesh',
      sentence: 'Anyone in the mesh may call.',
      allow: [],
      deny: [],
      custom: [],
      notEnforced: [],
      policies: [],
    },
  },
  {
    workloads: [
      { ref: aRef('Deployment', 'shop', 'checkout'), role: 'target' },
    ],
    at: { kind: 'pods' },
    token: {
      state: 'checked',
      reason: 'A token is checked when one is sent; without one requests pass.',
      evidence: [
        {
          text: 'RequestAuthentication shop/checkout-jwt',
          ref: aRef('RequestAuthentication', 'shop', 'checkout-jwt'),
        },
      ],
    },
    callers: {
      verdict: 'limited',
      sentence:
        'storefront/web and istio-ingress/public-gateway may call everything. All others are refused.',
      allow: [
        {
          ref: aRef('AuthorizationPolicy', 'shop', 'checkout-callers'),
          rule: 0,
          action: 'ALLOW',
          dryRun: false,
          sources: [
            {
              who: [
                { kind: 'workload', text: 'storefront/web' },
                { kind: 'workload', text: 'istio-ingress/public-gateway' },
              ],
              conditions: [],
            },
          ],
          operations: [],
          conditions: [],
        },
      ],
      deny: [],
      custom: [],
      notEnforced: [],
      policies: [
        {
          ref: aRef('AuthorizationPolicy', 'shop', 'checkout-callers'),
          scope: 'selects these pods',
        },
      ],
    },
  },
];
