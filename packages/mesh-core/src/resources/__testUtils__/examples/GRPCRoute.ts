import type { GRPCRoute } from '../../gatewayApi';

export const grpcRouteExample: GRPCRoute = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'GRPCRoute',
  metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } },
  spec: {
    parentRefs: [
      {
        group: 'gateway.networking.k8s.io',
        kind: 'Service',
        namespace: 'shop',
        sectionName: 'http',
        port: 8080,
        name: 'cart',
      },
    ],
    hostnames: ['cart.example.com'],
    rules: [
      {
        name: 'cart',
        matches: [
          {
            method: {
              type: 'RegularExpression',
              service: 'shop.Cart',
              method: 'Add',
            },
            headers: [{ type: 'RegularExpression', name: 'cart', value: '1' }],
          },
        ],
        filters: [
          {
            requestHeaderModifier: {
              set: [{ name: 'cart', value: '1' }],
              add: [{ name: 'cart', value: '1' }],
              remove: ['x-debug'],
            },
            responseHeaderModifier: {
              set: [{ name: 'cart', value: '1' }],
              add: [{ name: 'cart', value: '1' }],
              remove: ['x-debug'],
            },
            requestMirror: {
              percent: 5,
              fraction: { denominator: 100, numerator: 1 },
              backendRef: {
                group: 'gateway.networking.k8s.io',
                kind: 'Service',
                namespace: 'shop',
                port: 8080,
                name: 'cart',
              },
            },
            extensionRef: {
              group: 'gateway.networking.k8s.io',
              kind: 'Service',
              name: 'cart',
            },
            type: 'RequestHeaderModifier',
          },
        ],
        backendRefs: [
          {
            group: 'gateway.networking.k8s.io',
            kind: 'Service',
            namespace: 'shop',
            port: 8080,
            name: 'cart',
            weight: 10,
            filters: [
              {
                requestHeaderModifier: {
                  set: [{ name: 'cart', value: '1' }],
                  add: [{ name: 'cart', value: '1' }],
                  remove: ['x-debug'],
                },
                responseHeaderModifier: {
                  set: [{ name: 'cart', value: '1' }],
                  add: [{ name: 'cart', value: '1' }],
                  remove: ['x-debug'],
                },
                requestMirror: {
                  percent: 5,
                  fraction: { denominator: 100, numerator: 1 },
                  backendRef: {
                    group: 'gateway.networking.k8s.io',
                    kind: 'Service',
                    namespace: 'shop',
                    port: 8080,
                    name: 'cart',
                  },
                },
                extensionRef: {
                  group: 'gateway.networking.k8s.io',
                  kind: 'Service',
                  name: 'cart',
                },
                type: 'RequestHeaderModifier',
              },
            ],
          },
        ],
        sessionPersistence: {
          sessionName: 'cart',
          absoluteTimeout: '1h',
          idleTimeout: '1h',
          type: 'Header',
          cookieConfig: { lifetimeType: 'Session' },
        },
      },
    ],
    useDefaultGateways: 'None',
  },
  status: {
    parents: [
      {
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
        controllerName: 'istio.io/gateway-controller',
        parentRef: {
          group: 'gateway.networking.k8s.io',
          kind: 'Service',
          namespace: 'shop',
          sectionName: 'http',
          port: 8080,
          name: 'cart',
        },
      },
    ],
  },
};
