import type { IstioGateway } from '../../istio';

export const istioGatewayExample: IstioGateway = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'Gateway',
  metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } },
  spec: {
    selector: { app: 'cart' },
    servers: [
      {
        name: 'cart',
        bind: '0.0.0.0',
        defaultEndpoint: '127.0.0.1:8080',
        tls: {
          mode: 'SIMPLE',
          httpsRedirect: true,
          credentialName: 'cart-cert',
          credentialNames: ['cart-rsa', 'cart-ecdsa'],
          caCertCredentialName: 'cart-ca',
          serverCertificate: '/etc/certs/tls.crt',
          privateKey: '/etc/certs/tls.key',
          caCertificates: '/etc/certs/ca.crt',
          caCrl: '/etc/certs/ca.crl',
          tlsCertificates: [
            {
              serverCertificate: '/etc/certs/tls.crt',
              privateKey: '/etc/certs/tls.key',
              caCertificates: '/etc/certs/ca.crt',
            },
          ],
          subjectAltNames: ['cart.example.com'],
          verifyCertificateSpki: ['c3BraQ=='],
          verifyCertificateHash: ['0a1b2c'],
          minProtocolVersion: 'TLSV1_0',
          maxProtocolVersion: 'TLSV1_0',
          cipherSuites: ['ECDHE-ECDSA-AES256-GCM-SHA384'],
          insecureSkipVerify: true,
        },
        hosts: ['cart'],
        port: {
          targetPort: 8080,
          number: 8080,
          name: 'cart',
          protocol: 'HTTP',
        },
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
