import type { AuthorizationPolicy } from '../../istio';

export const authorizationPolicyExample: AuthorizationPolicy = {
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } },
  spec: {
    selector: { matchLabels: { app: 'cart' } },
    targetRef: {
      group: 'gateway.networking.k8s.io',
      namespace: 'shop',
      kind: 'Service',
      name: 'cart',
    },
    targetRefs: [
      {
        group: 'gateway.networking.k8s.io',
        namespace: 'shop',
        kind: 'Service',
        name: 'cart',
      },
    ],
    action: 'DENY',
    rules: [
      {
        from: [
          {
            source: {
              principals: ['cluster.local/ns/storefront/sa/web'],
              notPrincipals: ['cluster.local/ns/default/sa/default'],
              requestPrincipals: ['https://issuer.example/*'],
              notRequestPrincipals: ['https://issuer.example/bot'],
              namespaces: ['storefront'],
              notNamespaces: ['default'],
              serviceAccounts: ['storefront/web'],
              notServiceAccounts: ['default/default'],
              trustDomains: ['cluster.local'],
              notTrustDomains: ['old.local'],
              ipBlocks: ['10.0.0.0/8'],
              notIpBlocks: ['10.9.0.0/16'],
              remoteIpBlocks: ['203.0.113.0/24'],
              notRemoteIpBlocks: ['203.0.113.7/32'],
            },
          },
        ],
        to: [
          {
            operation: {
              hosts: ['cart'],
              notHosts: ['admin.example.com'],
              ports: ['8080'],
              notPorts: ['9090'],
              methods: ['GET', 'POST'],
              notMethods: ['DELETE'],
              paths: ['/cart*'],
              notPaths: ['/cart/admin*'],
            },
          },
        ],
        when: [{ values: ['checkout'], notValues: ['guests'], key: 'team' }],
      },
    ],
    provider: { name: 'cart' },
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
