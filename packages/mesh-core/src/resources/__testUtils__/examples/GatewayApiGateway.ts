import type { GatewayApiGateway } from '../../gatewayApi';

export const gatewayApiGatewayExample: GatewayApiGateway = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } },
  spec: {
    gatewayClassName: 'istio',
    listeners: [
      {
        hostname: 'cart.example.com',
        tls: {
          mode: 'Passthrough',
          certificateRefs: [
            {
              group: 'gateway.networking.k8s.io',
              kind: 'Service',
              namespace: 'shop',
              name: 'cart',
            },
          ],
          options: { 'gateway.istio.io/tls-terminate-mode': 'checkout' },
        },
        allowedRoutes: {
          namespaces: {
            from: 'Selector',
            selector: {
              matchLabels: { app: 'cart' },
              matchExpressions: [
                { values: ['checkout'], key: 'team', operator: 'In' },
              ],
            },
          },
          kinds: [{ group: 'gateway.networking.k8s.io', kind: 'Service' }],
        },
        name: 'cart',
        port: 8080,
        protocol: 'HTTP',
      },
    ],
    addresses: [{ type: 'Ready', value: '1' }],
    infrastructure: {
      labels: { app: 'cart' },
      annotations: { team: 'checkout' },
      parametersRef: {
        group: 'gateway.networking.k8s.io',
        kind: 'Service',
        name: 'cart',
      },
    },
    allowedListeners: {
      namespaces: {
        from: 'Selector',
        selector: {
          matchLabels: { app: 'cart' },
          matchExpressions: [
            { values: ['checkout'], key: 'team', operator: 'In' },
          ],
        },
      },
    },
    tls: {
      backend: {
        clientCertificateRef: {
          group: 'gateway.networking.k8s.io',
          kind: 'Service',
          namespace: 'shop',
          name: 'cart',
        },
      },
      frontend: {
        perPort: [
          {
            port: 8080,
            tls: {
              validation: {
                mode: 'AllowInsecureFallback',
                caCertificateRefs: [
                  {
                    namespace: 'shop',
                    group: 'gateway.networking.k8s.io',
                    kind: 'Service',
                    name: 'cart',
                  },
                ],
              },
            },
          },
        ],
        default: {
          validation: {
            mode: 'AllowInsecureFallback',
            caCertificateRefs: [
              {
                namespace: 'shop',
                group: 'gateway.networking.k8s.io',
                kind: 'Service',
                name: 'cart',
              },
            ],
          },
        },
      },
    },
    defaultScope: 'None',
  },
  status: {
    addresses: [{ type: 'Ready', value: '1' }],
    attachedListenerSets: 5,
    conditions: [
      {
        observedGeneration: 3,
        reason: 'Synced',
        message: 'in sync',
        lastTransitionTime: '2026-11-24T04:27:21Z',
        type: 'Ready',
        status: 'False',
      },
    ],
    listeners: [
      {
        supportedKinds: [
          { group: 'gateway.networking.k8s.io', kind: 'Service' },
        ],
        attachedRoutes: 5,
        conditions: [
          {
            observedGeneration: 3,
            reason: 'Synced',
            message: 'in sync',
            lastTransitionTime: '2026-11-24T04:27:21Z',
            type: 'Ready',
            status: 'False',
          },
        ],
        name: 'cart',
      },
    ],
  },
};
