import type { HTTPRoute } from '../../gatewayApi';

export const httpRouteExample: HTTPRoute = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
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
            path: { type: 'PathPrefix', value: '1' },
            headers: [{ type: 'RegularExpression', name: 'cart', value: '1' }],
            queryParams: [
              { type: 'RegularExpression', name: 'cart', value: '1' },
            ],
            method: 'HEAD',
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
            requestRedirect: {
              scheme: 'https',
              hostname: 'cart.example.com',
              path: {
                replaceFullPath: '/basket',
                replacePrefixMatch: '/basket/',
                type: 'ReplacePrefixMatch',
              },
              port: 8080,
              statusCode: 308,
            },
            urlRewrite: {
              hostname: 'cart.example.com',
              path: {
                replaceFullPath: '/basket',
                replacePrefixMatch: '/basket/',
                type: 'ReplacePrefixMatch',
              },
            },
            cors: {
              allowOrigins: ['https://example.com'],
              allowCredentials: true,
              allowMethods: ['HEAD'],
              allowHeaders: ['x-user'],
              exposeHeaders: ['x-request-id'],
              maxAge: 5,
            },
            externalAuth: {
              grpc: { allowedHeaders: ['x-user'] },
              http: {
                path: '/',
                allowedHeaders: ['x-user'],
                allowedResponseHeaders: ['x-team'],
              },
              forwardBody: { maxSize: 5 },
              protocol: 'GRPC',
              backendRef: {
                group: 'gateway.networking.k8s.io',
                kind: 'Service',
                namespace: 'shop',
                port: 8080,
                name: 'cart',
              },
            },
            type: 'ResponseHeaderModifier',
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
                requestRedirect: {
                  scheme: 'https',
                  hostname: 'cart.example.com',
                  path: {
                    replaceFullPath: '/basket',
                    replacePrefixMatch: '/basket/',
                    type: 'ReplacePrefixMatch',
                  },
                  port: 8080,
                  statusCode: 308,
                },
                urlRewrite: {
                  hostname: 'cart.example.com',
                  path: {
                    replaceFullPath: '/basket',
                    replacePrefixMatch: '/basket/',
                    type: 'ReplacePrefixMatch',
                  },
                },
                cors: {
                  allowOrigins: ['https://example.com'],
                  allowCredentials: true,
                  allowMethods: ['HEAD'],
                  allowHeaders: ['x-user'],
                  exposeHeaders: ['x-request-id'],
                  maxAge: 5,
                },
                externalAuth: {
                  grpc: { allowedHeaders: ['x-user'] },
                  http: {
                    path: '/',
                    allowedHeaders: ['x-user'],
                    allowedResponseHeaders: ['x-team'],
                  },
                  forwardBody: { maxSize: 5 },
                  protocol: 'GRPC',
                  backendRef: {
                    group: 'gateway.networking.k8s.io',
                    kind: 'Service',
                    namespace: 'shop',
                    port: 8080,
                    name: 'cart',
                  },
                },
                type: 'ResponseHeaderModifier',
              },
            ],
          },
        ],
        timeouts: { request: '5s', backendRequest: '2s' },
        retry: { codes: [502, 503], attempts: 2, backoff: '25ms' },
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
