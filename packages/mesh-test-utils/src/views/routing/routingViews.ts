import type { RoutingModel } from '@fairway/mesh-core';
import type { RoutingView } from '@fairway/backstage-plugin-mesh-common';
import { aRef, aScope } from '../shared';
import { checkoutAccess } from './access';
import { checkoutGateways } from './gateways';
import { checkoutPolicies } from './policies';
import { aRouteObject } from './routeObject';

type OkRoutingView = Extract<RoutingView, { status: 'ok' }>;

const checkoutModel: RoutingModel = {
  cluster: 'sandbox',
  services: [
    {
      ref: aRef('Service', 'shop', 'checkout'),
      fqdn: 'checkout.shop.svc.cluster.local',
      role: 'apex',
      ports: [{ name: 'http', port: 8080, protocol: 'http' }],
    },
    {
      ref: aRef('Service', 'shop', 'checkout-primary'),
      fqdn: 'checkout-primary.shop.svc.cluster.local',
      role: 'primary',
      ports: [{ name: 'http', port: 8080, protocol: 'http' }],
    },
    {
      ref: aRef('Service', 'shop', 'checkout-canary'),
      fqdn: 'checkout-canary.shop.svc.cluster.local',
      role: 'canary',
      ports: [{ name: 'http', port: 8080, protocol: 'http' }],
    },
  ],
  routes: [aRouteObject()],
  policies: checkoutPolicies,
  gateways: checkoutGateways,
  mtls: {
    state: 'strict',
    reason: 'Every pod of checkout takes mutual TLS only.',
    evidence: [
      {
        text: 'PeerAuthentication istio-system/default, mode STRICT',
        ref: aRef('PeerAuthentication', 'istio-system', 'default'),
        path: 'spec.mtls.mode',
      },
    ],
  },
  access: checkoutAccess,
  related: [
    {
      ref: aRef('AuthorizationPolicy', 'shop', 'checkout-callers'),
      reason: 'selects the pods of checkout',
      summary: 'ALLOW from storefront/web and istio-ingress/public-gateway',
    },
    {
      ref: aRef('RequestAuthentication', 'shop', 'checkout-jwt'),
      reason: 'selects the pods of checkout',
      summary: 'checks tokens of https://login.shop.example',
    },
    {
      ref: aRef('Sidecar', 'shop', 'default'),
      reason: 'applies to all pods of shop',
      summary: 'sees shop, payments and istio-system',
    },
  ],
  policyReport: {
    pass: 11,
    fail: 0,
    warn: 1,
    error: 0,
    skip: 0,
    results: [
      {
        policy: 'require-timeout',
        rule: 'http-routes',
        result: 'warn',
        message: 'http[0] has no timeout.',
        resource: aRef('VirtualService', 'shop', 'checkout'),
      },
    ],
  },
  findings: [
    {
      code: 'unknown-field',
      severity: 'warning',
      path: 'spec.http[2].retries.perTryTimeOut',
      message: 'Istio does not know the field perTryTimeOut; it has no effect.',
      remedy: 'Write perTryTimeout.',
      ref: aRef('VirtualService', 'shop', 'checkout'),
    },
  ],
};

export function aRoutingModel(
  overrides: Partial<RoutingModel> = {},
): RoutingModel {
  return { ...checkoutModel, ...overrides };
}

export function aRoutingView(
  model: Partial<RoutingModel> = {},
  overrides: Partial<OkRoutingView> = {},
): OkRoutingView {
  return {
    ...aScope('checkout'),
    clusters: [aRoutingModel(model)],
    ...overrides,
  };
}
