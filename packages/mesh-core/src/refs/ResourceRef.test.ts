import fc from 'fast-check';
import {
  formatResourceRef,
  parseResourceRef,
  ResourceRef,
  resourceKey,
} from './ResourceRef';

const virtualService: ResourceRef = {
  cluster: 'sandbox',
  namespace: 'shop',
  group: 'networking.istio.io',
  kind: 'VirtualService',
  name: 'checkout',
};

const dnsLabel = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/);
const dnsName = fc
  .array(dnsLabel, { minLength: 1, maxLength: 3 })
  .map(labels => labels.join('.'));

const anyRef: fc.Arbitrary<ResourceRef> = fc.record(
  {
    cluster: fc.string(),
    namespace: dnsLabel,
    group: fc.oneof(fc.constant(''), dnsName),
    kind: fc.stringMatching(/^[A-Z][A-Za-z]{0,12}$/),
    name: dnsName,
  },
  { requiredKeys: ['cluster', 'group', 'kind', 'name'] },
);

describe('formatResourceRef', () => {
  it.each([
    [
      virtualService,
      'VirtualService.networking.istio.io/shop/checkout@sandbox',
    ],
    [
      { ...virtualService, group: '', kind: 'Service' },
      'Service/shop/checkout@sandbox',
    ],
    [
      { cluster: 'sandbox', group: '', kind: 'Namespace', name: 'shop' },
      'Namespace/shop@sandbox',
    ],
    [
      {
        cluster: 'arn:aws:eks:eu-west-1:1:cluster/shop',
        group: 'gateway.networking.k8s.io',
        kind: 'GatewayClass',
        name: 'istio',
      },
      'GatewayClass.gateway.networking.k8s.io/istio@arn:aws:eks:eu-west-1:1:cluster/shop',
    ],
  ])('writes %j as %s', (ref, text) => {
    expect(formatResourceRef(ref)).toBe(text);
    expect(parseResourceRef(text)).toEqual(ref);
  });

  it('tells the Gateways of the two APIs apart', () => {
    const istio = { ...virtualService, kind: 'Gateway' };
    const gatewayApi = { ...istio, group: 'gateway.networking.k8s.io' };
    expect(formatResourceRef(istio)).not.toBe(formatResourceRef(gatewayApi));
  });

  it('is read back as it was, whatever the cluster is called', () => {
    fc.assert(
      fc.property(anyRef, ref => {
        expect(parseResourceRef(formatResourceRef(ref))).toEqual(ref);
      }),
    );
  });
});

describe('parseResourceRef', () => {
  it.each([
    '',
    'checkout',
    'Service/shop/checkout',
    '@sandbox',
    'Service/@sandbox',
    'Service//checkout@sandbox',
    'Service/a/b/c@sandbox',
    '.group/shop/checkout@sandbox',
  ])('does not take %j for a reference', text => {
    expect(parseResourceRef(text)).toBeUndefined();
  });
});

describe('resourceKey', () => {
  it('holds everything that names an object within its cluster', () => {
    expect(
      resourceKey('networking.istio.io', 'Gateway', 'istio-ingress', 'public'),
    ).toBe('networking.istio.io/Gateway/istio-ingress/public');
  });

  it('has room for what is absent', () => {
    expect(resourceKey('', 'Namespace', undefined, 'shop')).toBe(
      '/Namespace//shop',
    );
    expect(resourceKey('', 'Namespace', '', 'shop')).toBe(
      resourceKey('', 'Namespace', undefined, 'shop'),
    );
  });

  it('gives different objects different keys', () => {
    fc.assert(
      fc.property(anyRef, anyRef, (a, b) => {
        const keyOf = ({ group, kind, namespace, name }: ResourceRef) =>
          resourceKey(group, kind, namespace, name);
        const same =
          a.group === b.group &&
          a.kind === b.kind &&
          a.namespace === b.namespace &&
          a.name === b.name;
        expect(keyOf(a) === keyOf(b)).toBe(same);
      }),
    );
  });
});
