import type { GatewayExposure } from '@fairway/mesh-core';
import { aRef } from '../shared';

/** The gateways that admit hosts of `checkout`. */
export const checkoutGateways: GatewayExposure[] = [
  {
    ref: aRef('Gateway', 'istio-ingress', 'public-gateway'),
    profile: 'public',
    servers: [
      {
        port: 443,
        protocol: 'HTTPS',
        tlsMode: 'SIMPLE',
        httpsRedirect: false,
        hosts: ['checkout.shop.example'],
      },
      {
        port: 80,
        protocol: 'HTTP',
        httpsRedirect: true,
        hosts: ['checkout.shop.example'],
      },
    ],
    addresses: ['203.0.113.24'],
  },
  {
    ref: aRef('Gateway', 'istio-ingress', 'mtls-gateway'),
    profile: 'mutual-tls',
    servers: [
      {
        port: 443,
        protocol: 'HTTPS',
        tlsMode: 'MUTUAL',
        httpsRedirect: false,
        hosts: ['partners.shop.example'],
      },
    ],
    addresses: ['203.0.113.40'],
  },
];
