import type { RequestAuthentication } from '../../istio';

export const requestAuthenticationExample: RequestAuthentication = {
  apiVersion: 'security.istio.io/v1',
  kind: 'RequestAuthentication',
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
    jwtRules: [
      {
        issuer: 'https://issuer.example',
        audiences: ['cart'],
        jwksUri: 'https://issuer.example/keys',
        jwks_uri: 'https://issuer.example/keys',
        jwks: '{"keys":[]}',
        fromHeaders: [{ prefix: '/cart/', name: 'cart' }],
        fromParams: ['token'],
        fromCookies: ['token'],
        forwardOriginalToken: true,
        outputPayloadToHeader: 'x-jwt',
        outputClaimToHeaders: [{ header: 'x-team', claim: 'team' }],
        spaceDelimitedClaims: ['scope'],
        timeout: '5s',
      },
    ],
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
