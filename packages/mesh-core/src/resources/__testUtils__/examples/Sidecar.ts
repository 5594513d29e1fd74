import type { Sidecar } from '../../istio';

export const sidecarExample: Sidecar = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'Sidecar',
  metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } },
  spec: {
    workloadSelector: { labels: { app: 'cart' } },
    ingress: [
      {
        bind: '0.0.0.0',
        captureMode: 'IPTABLES',
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
        connectionPool: {
          tcp: {
            maxConnections: 5,
            connectTimeout: '3s',
            idleTimeout: '1h',
            maxConnectionDuration: '24h',
            tcpKeepalive: { probes: 5, time: '7200s', interval: '10s' },
          },
          http: {
            h2UpgradePolicy: 'DO_NOT_UPGRADE',
            http1MaxPendingRequests: 5,
            http2MaxRequests: 5,
            idleTimeout: '1h',
            maxRequestsPerConnection: 5,
            maxRetries: 5,
            maxConcurrentStreams: 5,
            useClientProtocol: true,
            http2KeepAlive: { interval: '10s', timeout: '5s' },
          },
        },
        port: {
          number: 8080,
          name: 'cart',
          protocol: 'HTTP',
          targetPort: 8080,
        },
      },
    ],
    egress: [
      {
        port: {
          number: 8080,
          name: 'cart',
          protocol: 'HTTP',
          targetPort: 8080,
        },
        bind: '0.0.0.0',
        captureMode: 'IPTABLES',
        hosts: ['cart'],
      },
    ],
    inboundConnectionPool: {
      tcp: {
        maxConnections: 5,
        connectTimeout: '3s',
        idleTimeout: '1h',
        maxConnectionDuration: '24h',
        tcpKeepalive: { probes: 5, time: '7200s', interval: '10s' },
      },
      http: {
        h2UpgradePolicy: 'DO_NOT_UPGRADE',
        http1MaxPendingRequests: 5,
        http2MaxRequests: 5,
        idleTimeout: '1h',
        maxRequestsPerConnection: 5,
        maxRetries: 5,
        maxConcurrentStreams: 5,
        useClientProtocol: true,
        http2KeepAlive: { interval: '10s', timeout: '5s' },
      },
    },
    outboundTrafficPolicy: {
      mode: 'ALLOW_ANY',
      egressProxy: {
        subset: 'v2',
        port: { number: 8080 },
        host: 'cart.shop.svc.cluster.local',
      },
    },
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
