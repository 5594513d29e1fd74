import type { VirtualService } from '../../istio';

export const virtualServiceExample: VirtualService = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } },
  spec: {
    hosts: ['cart'],
    gateways: ['mesh', 'istio-ingress/private-gateway'],
    http: [
      {
        name: 'cart',
        match: [
          {
            name: 'cart',
            uri: { exact: '/cart', prefix: '/cart/', regex: '/cart/[0-9]+' },
            scheme: { exact: '/cart', prefix: '/cart/', regex: '/cart/[0-9]+' },
            method: { exact: '/cart', prefix: '/cart/', regex: '/cart/[0-9]+' },
            authority: {
              exact: '/cart',
              prefix: '/cart/',
              regex: '/cart/[0-9]+',
            },
            headers: {
              'x-user': {
                exact: '/cart',
                prefix: '/cart/',
                regex: '/cart/[0-9]+',
              },
            },
            withoutHeaders: {
              'x-user': {
                exact: '/cart',
                prefix: '/cart/',
                regex: '/cart/[0-9]+',
              },
            },
            queryParams: {
              beta: { exact: '/cart', prefix: '/cart/', regex: '/cart/[0-9]+' },
            },
            ignoreUriCase: true,
            port: 8080,
            sourceLabels: { app: 'cart' },
            sourceNamespace: 'storefront',
            gateways: ['mesh', 'istio-ingress/private-gateway'],
            statPrefix: 'cart',
          },
        ],
        route: [
          {
            weight: 10,
            headers: {
              request: {
                set: { 'x-user': 'checkout' },
                add: { 'x-user': 'checkout' },
                remove: ['x-debug'],
              },
              response: {
                set: { 'x-user': 'checkout' },
                add: { 'x-user': 'checkout' },
                remove: ['x-debug'],
              },
            },
            destination: {
              subset: 'v2',
              port: { number: 8080 },
              host: 'cart.shop.svc.cluster.local',
            },
          },
        ],
        redirect: {
          uri: '/cart',
          prefixRewrite: '/basket/',
          authority: 'cart.example.com',
          scheme: 'https',
          port: 8080,
          derivePort: 'FROM_REQUEST_PORT',
          redirectCode: 308,
        },
        directResponse: {
          body: { string: 'closed', bytes: 'Y2xvc2Vk' },
          status: 5,
        },
        delegate: { name: 'cart', namespace: 'shop' },
        rewrite: {
          uri: '/cart',
          authority: 'cart.example.com',
          uriRegexRewrite: { match: '^/cart/(.*)$', rewrite: '/basket/\\1' },
        },
        timeout: '5s',
        retries: {
          attempts: 2,
          perTryTimeout: '1s',
          retryOn: '5xx,reset',
          backoff: '25ms',
          retryIgnorePreviousHosts: true,
          retryRemoteLocalities: true,
        },
        fault: {
          delay: {
            fixedDelay: '2s',
            exponentialDelay: '1s',
            percentage: { value: 2.5 },
            percent: 5,
          },
          abort: {
            httpStatus: 503,
            grpcStatus: 'UNAVAILABLE',
            http2Error: 'REFUSED_STREAM',
            percentage: { value: 2.5 },
          },
        },
        mirror: {
          subset: 'v2',
          port: { number: 8080 },
          host: 'cart.shop.svc.cluster.local',
        },
        mirrorPercentage: { value: 2.5 },
        mirrorPercent: 5,
        mirror_percent: 5,
        mirrors: [
          {
            percentage: { value: 2.5 },
            destination: {
              subset: 'v2',
              port: { number: 8080 },
              host: 'cart.shop.svc.cluster.local',
            },
          },
        ],
        corsPolicy: {
          allowOrigin: ['https://example.com'],
          allowOrigins: [
            { exact: '/cart', prefix: '/cart/', regex: '/cart/[0-9]+' },
          ],
          allowMethods: ['GET'],
          allowHeaders: ['x-user'],
          exposeHeaders: ['x-request-id'],
          maxAge: '24h',
          allowCredentials: true,
          unmatchedPreflights: 'IGNORE',
        },
        headers: {
          request: {
            set: { 'x-user': 'checkout' },
            add: { 'x-user': 'checkout' },
            remove: ['x-debug'],
          },
          response: {
            set: { 'x-user': 'checkout' },
            add: { 'x-user': 'checkout' },
            remove: ['x-debug'],
          },
        },
      },
    ],
    tls: [
      {
        route: [
          {
            weight: 10,
            destination: {
              subset: 'v2',
              port: { number: 8080 },
              host: 'cart.shop.svc.cluster.local',
            },
          },
        ],
        match: [
          {
            destinationSubnets: ['10.1.0.0/16'],
            port: 8080,
            sourceLabels: { app: 'cart' },
            sourceNamespace: 'storefront',
            gateways: ['mesh', 'istio-ingress/private-gateway'],
            sniHosts: ['cart.example.com'],
          },
        ],
      },
    ],
    tcp: [
      {
        match: [
          {
            destinationSubnets: ['10.1.0.0/16'],
            port: 8080,
            sourceLabels: { app: 'cart' },
            sourceNamespace: 'storefront',
            gateways: ['mesh', 'istio-ingress/private-gateway'],
            sourceSubnet: '10.0.0.0/8',
          },
        ],
        route: [
          {
            weight: 10,
            destination: {
              subset: 'v2',
              port: { number: 8080 },
              host: 'cart.shop.svc.cluster.local',
            },
          },
        ],
      },
    ],
    exportTo: ['.', 'storefront'],
  },
  status: {
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'Synced',
        message: 'in sync',
        lastProbeTime: '2026-11-24T04:27:21Z',
        lastTransitionTime: '2026-11-24T04:27:21Z',
        observedGeneration: 3,
      },
    ],
    validationMessages: [
      {
        type: { name: 'cart', code: 'IST0101' },
        level: 'ERROR',
        documentationUrl: 'https://istio.io/latest/docs/',
      },
    ],
    observedGeneration: 3,
  },
};
