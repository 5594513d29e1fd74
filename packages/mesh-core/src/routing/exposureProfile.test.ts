import { parseService, type Service } from '../resources';
import { service } from '../snapshot/__testUtils__/objects';
import { addressesOf, exposureProfile } from './exposureProfile';

function serviceWith(
  spec: Record<string, unknown>,
  annotations: Record<string, string> = {},
  status?: Record<string, unknown>,
): Service {
  const raw = service('edge/gateway', { app: 'gateway' }, spec);
  const { object } = parseService({
    ...raw,
    metadata: { ...raw.metadata, annotations },
    ...(status ? { status } : {}),
  });
  if (!object) {
    throw new Error('the Service could not be read');
  }
  return object;
}

const cluster = serviceWith({ type: 'ClusterIP' });
const open = serviceWith({ type: 'LoadBalancer' });
const internal = serviceWith(
  { type: 'LoadBalancer' },
  { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal' },
);
const restricted = serviceWith({
  type: 'LoadBalancer',
  loadBalancerSourceRanges: ['203.0.113.0/24'],
});
const onNodes = serviceWith({ type: 'NodePort' });

describe('exposureProfile', () => {
  it.each([
    ['nothing', [], 'unknown'],
    ['a cluster address', [cluster], 'internal'],
    ['an internal load balancer', [internal], 'internal'],
    ['an open one', [open], 'public'],
    ['a restricted one', [restricted], 'restricted'],
    ['a port of the nodes', [onNodes], 'unknown'],
    ['internal and cluster', [internal, cluster], 'internal'],
    ['restricted and internal', [restricted, internal], 'restricted'],
    ['restricted and open', [restricted, open], 'public'],
    ['a port of the nodes and an open one', [onNodes, open], 'public'],
    ['a port of the nodes and an internal one', [onNodes, internal], 'unknown'],
  ])('of %s', (_, services, profile) => {
    expect(exposureProfile(services, false)).toBe(profile);
    expect(exposureProfile(services, true)).toBe(
      services.length === 0 ? 'unknown' : 'mutual-tls',
    );
  });

  it.each([
    [
      'service.beta.kubernetes.io/aws-load-balancer-internal',
      '0.0.0.0/0',
      'internal',
    ],
    [
      'service.beta.kubernetes.io/aws-load-balancer-internal',
      'false',
      'public',
    ],
    [
      'service.beta.kubernetes.io/azure-load-balancer-internal',
      'true',
      'internal',
    ],
    [
      'service.beta.kubernetes.io/azure-load-balancer-internal',
      'false',
      'public',
    ],
    ['networking.gke.io/load-balancer-type', 'Internal', 'internal'],
    ['cloud.google.com/load-balancer-type', 'internal', 'internal'],
    ['service.beta.kubernetes.io/load-balancer-source-ranges', '', 'public'],
    [
      'service.beta.kubernetes.io/load-balancer-source-ranges',
      '10.0.0.0/8',
      'restricted',
    ],
    [
      'service.beta.kubernetes.io/load-balancer-source-ranges',
      '10.0.0.0/8, ::/0',
      'public',
    ],
    ['service.beta.kubernetes.io/aws-load-balancer-type', 'nlb', 'public'],
    ['service.beta.kubernetes.io/aws-load-balancer-type', 'nlb-ip', 'internal'],
  ])('with %s: %s is %s', (name, value, profile) => {
    const given = serviceWith({ type: 'LoadBalancer' }, { [name]: value });
    expect(exposureProfile([given], false)).toBe(profile);
  });

  it('believes the field before the annotation', () => {
    const given = serviceWith(
      { type: 'LoadBalancer', loadBalancerSourceRanges: ['0.0.0.0/0'] },
      {
        'service.beta.kubernetes.io/load-balancer-source-ranges': '10.0.0.0/8',
      },
    );
    expect(exposureProfile([given], false)).toBe('public');
  });
});

describe('addressesOf', () => {
  it("has those of load balancers and of one's own", () => {
    const given = serviceWith(
      { type: 'LoadBalancer', externalIPs: ['198.51.100.1'] },
      {},
      {
        loadBalancer: {
          ingress: [
            { ip: '203.0.113.1', hostname: 'lb.example.com' },
            { hostname: 'lb2.example.com' },
            {},
          ],
        },
      },
    );
    expect(addressesOf([cluster, given])).toEqual([
      '203.0.113.1',
      'lb.example.com',
      'lb2.example.com',
      '198.51.100.1',
    ]);
  });
});
