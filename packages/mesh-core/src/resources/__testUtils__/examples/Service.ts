import type { Service } from '../../kubernetes';

export const serviceExample: Service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } },
  spec: {
    type: 'Ready',
    clusterIP: '10.96.0.10',
    clusterIPs: ['10.96.0.10'],
    externalName: 'cart.example.com',
    externalIPs: ['203.0.113.9'],
    selector: { app: 'cart' },
    ports: [
      {
        name: 'cart',
        protocol: 'TCP',
        appProtocol: 'http',
        targetPort: 'http',
        nodePort: 30080,
        port: 8080,
      },
    ],
    loadBalancerClass: 'service.k8s.aws/nlb',
    loadBalancerSourceRanges: ['203.0.113.0/24'],
    externalTrafficPolicy: 'Local',
    trafficDistribution: 'PreferClose',
    publishNotReadyAddresses: true,
  },
  status: {
    loadBalancer: {
      ingress: [{ ip: '203.0.113.9', hostname: 'cart.example.com' }],
    },
  },
};
