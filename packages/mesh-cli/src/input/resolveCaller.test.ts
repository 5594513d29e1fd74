import { parseCaller } from '../arguments/parseCaller';
import { captureIo } from '../__testUtils__/captureIo';
import { Diagnostics } from '../io/Diagnostics';
import { meshOfManifests } from './meshOfManifests';
import { parseManifest } from './parseManifest';
import { resolveCaller } from './resolveCaller';

const manifests = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web, version: v1 } }
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: node-gateway, namespace: ingress }
spec:
  selector: { matchLabels: { app: node } }
  template:
    metadata: { labels: { app: node } }
---
apiVersion: v1
kind: Service
metadata: { name: public, namespace: ingress }
spec: { selector: { istio: public } }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: partners, namespace: ingress }
spec: { selector: { istio: partners } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: ingress }
spec: { gatewayClassName: istio, listeners: [] }
---
apiVersion: v1
kind: Pod
metadata:
  name: edge-istio-7d
  namespace: ingress
  labels: { gateway.networking.k8s.io/gateway-name: edge, zone: a }
spec: { containers: [] }
`;

const { snapshot } = meshOfManifests(
  parseManifest(manifests, 'a.yaml').objects,
  'default',
  new Diagnostics(captureIo().stderr),
);

describe('resolveCaller', () => {
  it.each<[string, object]>([
    ['sidecar:shop/web', { app: 'web', version: 'v1' }],
    ['gateway:ingress/node-gateway', { app: 'node' }],
    ['gateway:ingress/public', { istio: 'public' }],
    ['gateway:ingress/partners', { istio: 'partners' }],
    [
      'gateway:ingress/edge',
      { 'gateway.networking.k8s.io/gateway-name': 'edge', zone: 'a' },
    ],
    ['sidecar:any:a=b', { a: 'b' }],
  ])('finds the labels of %s', (text, labels) => {
    expect(resolveCaller(snapshot, parseCaller(text))).toMatchObject({
      labels,
    });
  });

  it('leaves others as they are', () => {
    const waypoint = { kind: 'waypoint', namespace: 'shop', name: 'wp' };
    expect(resolveCaller(snapshot, parseCaller('waypoint:shop/wp'))).toEqual(
      waypoint,
    );
    expect(resolveCaller(snapshot, parseCaller('none'))).toEqual({
      kind: 'none',
    });
  });

  it('says what to name when there is none', () => {
    expect(() =>
      resolveCaller(snapshot, parseCaller('gateway:shop/web2')),
    ).toThrow(
      'The input has no gateway shop/web2. Name its labels instead: gateway:shop:app=web2',
    );
  });
});
