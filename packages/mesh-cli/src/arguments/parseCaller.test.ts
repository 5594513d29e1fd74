import { parseCaller } from './parseCaller';

describe('parseCaller', () => {
  it.each<[string, object]>([
    ['sidecar:shop', { kind: 'sidecar', namespace: 'shop', labels: {} }],
    [
      'sidecar:shop:app=web,version=v1',
      {
        kind: 'sidecar',
        namespace: 'shop',
        labels: { app: 'web', version: 'v1' },
      },
    ],
    ['sidecar:shop/web', { kind: 'sidecar', namespace: 'shop', name: 'web' }],
    [
      'gateway:istio-ingress:istio=ingressgateway',
      {
        kind: 'gateway',
        namespace: 'istio-ingress',
        labels: { istio: 'ingressgateway' },
      },
    ],
    [
      'gateway:istio-ingress:app.kubernetes.io/name=x,empty=',
      {
        kind: 'gateway',
        namespace: 'istio-ingress',
        labels: { 'app.kubernetes.io/name': 'x', empty: '' },
      },
    ],
    [
      'gateway:istio-ingress/public-gateway',
      { kind: 'gateway', namespace: 'istio-ingress', name: 'public-gateway' },
    ],
    ['waypoint:shop/wp', { kind: 'waypoint', namespace: 'shop', name: 'wp' }],
    ['none', { kind: 'none' }],
    ['none:shop', { kind: 'none', namespace: 'shop' }],
  ])('reads %s', (text, caller) => {
    expect(parseCaller(text)).toEqual(caller);
  });

  it.each([
    '',
    'shop',
    'sidecar',
    'sidecar:',
    'sidecar:Shop',
    'sidecar:shop:app',
    'gateway:istio-ingress',
    'gateway:istio-ingress:',
    'waypoint:shop',
    'none:shop/x',
    'ztunnel:shop',
  ])('refuses %j and says what there is', text => {
    expect(() => parseCaller(text)).toThrow(
      `"${text}" is no caller. A caller is one of:\n  sidecar:<namespace>`,
    );
  });
});
