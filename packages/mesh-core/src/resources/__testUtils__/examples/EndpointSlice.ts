import type { EndpointSlice } from '../../kubernetes';

export const endpointSliceExample: EndpointSlice = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } },
  addressType: 'IPv4',
  endpoints: [
    {
      addresses: ['10.2.0.1'],
      conditions: { ready: true, serving: true, terminating: true },
      hostname: 'cart.example.com',
      nodeName: 'node-1',
      zone: 'eu-west-1a',
      targetRef: { kind: 'Service', namespace: 'shop', name: 'cart' },
    },
  ],
  ports: [{ name: 'cart', port: 8080, protocol: 'TCP', appProtocol: 'http' }],
};
