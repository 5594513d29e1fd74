import { MESH_GATEWAY, resolveGatewayName } from './gatewayNames';

describe('resolveGatewayName', () => {
  it.each([
    ['public', 'shop/public'],
    ['./public', 'shop/public'],
    ['istio-ingress/public', 'istio-ingress/public'],
    ['public.istio-ingress', 'istio-ingress/public'],
    ['public.istio-ingress.svc.cluster.local', 'istio-ingress/public'],
    ['mesh', 'mesh'],
    ['public.', 'shop/public'],
  ])('takes %s in the namespace shop for %s', (gateway, expected) => {
    expect(resolveGatewayName(gateway, 'shop')).toBe(expected);
  });

  it('leaves a completed name alone in any namespace', () => {
    const complete = resolveGatewayName('public', 'shop');
    expect(resolveGatewayName(complete, 'payments')).toBe(complete);
  });

  it('does not mix up the mesh and a Gateway of that name elsewhere', () => {
    expect(resolveGatewayName('shop/mesh', 'payments')).not.toBe(MESH_GATEWAY);
  });
});
