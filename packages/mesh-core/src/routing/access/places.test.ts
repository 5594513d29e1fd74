import {
  raw,
  service,
  type RawObject,
} from '../../snapshot/__testUtils__/objects';
import type { AccessWorkload } from './model';
import {
  cart,
  decisionFor,
  from,
  get,
  inAmbient,
  own,
  peers,
  plain,
  policy,
  rules,
  to,
  tokens,
  waypoint,
  when,
} from './__testUtils__/access';

const target = (kind: string, name: string, group = '') => ({
  targetRefs: [{ kind, name, group }],
});
const GATEWAY = 'gateway.networking.k8s.io';
const gateway: AccessWorkload = {
  namespace: 'ingress',
  labels: { [`${GATEWAY}/gateway-name`]: 'public', istio: 'public' },
  dataplane: 'gateway',
};
const holds = (workload: AccessWorkload, ...objects: RawObject[]) =>
  decisionFor(objects, get, workload).policies.map(
    ({ ref, scope }) => `${ref.namespace}/${ref.name} ${scope}`,
  );

describe('policies that hold for pods with a sidecar', () => {
  it.each<[string, Record<string, unknown>, string | undefined]>([
    ['shop/p', {}, 'holds for all of namespace shop'],
    ['shop/p', own, 'selects these pods'],
    [
      'shop/p',
      { selector: { matchLabels: {} } },
      'holds for all of namespace shop',
    ],
    ['shop/p', { selector: { matchLabels: { app: 'web' } } }, undefined],
    [
      'shop/p',
      { selector: { matchLabels: { app: 'cart', version: 'v1' } } },
      undefined,
    ],
    ['istio-system/p', {}, 'holds for the whole mesh'],
    ['istio-system/p', own, 'selects these pods'],
    ['web/p', {}, undefined],
    ['shop/p', target('Service', 'cart'), undefined],
    ['shop/p', target('Gateway', 'public', GATEWAY), undefined],
  ])('%s %j', (id, spec, scope) => {
    expect(holds(cart, policy(id, spec))).toEqual(
      scope ? [`${id} ${scope}`] : [],
    );
  });

  it('takes the root namespace from the options or the mesh configuration', () => {
    const config = raw('ConfigMap', 'istio-system/istio', {
      data: { mesh: 'rootNamespace: root' },
    });
    expect(holds(cart, policy('root/p'))).toEqual([]);
    expect(holds(cart, policy('root/p'), config)).toHaveLength(1);
    expect(
      decisionFor([policy('root/p')], get, cart, { rootNamespace: 'root' })
        .policies,
    ).toHaveLength(1);
  });

  it('says that a policy with targetRefs is not read there', () => {
    const { ignored } = decisionFor([
      service('shop/cart', { app: 'cart' }),
      policy('shop/p', target('Service', 'cart')),
      policy('shop/other', target('Service', 'web')),
    ]);
    expect(ignored).toEqual([
      {
        ref: expect.objectContaining({ name: 'p' }),
        reason:
          'is attached to Service cart; a sidecar reads no targetRefs, only a waypoint does',
      },
    ]);
  });
});

describe('policies that hold for a gateway', () => {
  it('are attached to it or select its pods', () => {
    expect(
      holds(
        gateway,
        policy('ingress/attached', target('Gateway', 'public', GATEWAY)),
        policy('ingress/legacy', {
          targetRef: { kind: 'Gateway', name: 'public', group: GATEWAY },
        }),
        policy('ingress/selecting', {
          selector: { matchLabels: { istio: 'public' } },
        }),
        policy('ingress/other', target('Gateway', 'private', GATEWAY)),
        policy(
          'ingress/istio',
          target('Gateway', 'public', 'networking.istio.io'),
        ),
        policy('shop/attached', target('Gateway', 'public', GATEWAY)),
        policy('istio-system/mesh'),
      ),
    ).toEqual([
      'istio-system/mesh holds for the whole mesh',
      'ingress/attached is attached to Gateway public',
      'ingress/legacy is attached to Gateway public',
      'ingress/selecting selects these pods',
    ]);
  });

  it('are reached without mutual TLS of the mesh', () => {
    expect(
      decisionFor([peers('istio-system/m', 'STRICT')], plain, gateway).verdict,
    ).toBe('allowed');
  });
});

describe('policies that hold at a waypoint', () => {
  const objects = [
    service('shop/cart', { app: 'cart' }),
    policy('shop/service', target('Service', 'cart')),
    policy('shop/waypoint', target('Gateway', 'waypoint', GATEWAY)),
    policy(
      'istio-system/class',
      target('GatewayClass', 'istio-waypoint', GATEWAY),
    ),
    policy('shop/class', target('GatewayClass', 'istio-waypoint', GATEWAY)),
    policy('shop/other', target('Service', 'web')),
    policy('shop/selecting', own),
    policy('shop/all'),
    policy('shop/web', { selector: { matchLabels: { app: 'web' } } }),
  ];

  it('are attached to the service, to it or to its class', () => {
    expect(holds(waypoint, ...objects)).toEqual([
      'istio-system/class holds for all waypoints',
      'shop/service is attached to Service cart',
      'shop/waypoint is attached to Gateway waypoint',
    ]);
  });

  it('do not select pods, which is said', () => {
    expect(
      decisionFor(objects, get, waypoint).ignored.map(({ ref, reason }) => [
        ref.name,
        reason,
      ]),
    ).toEqual([
      ['all', 'has no targetRefs; a waypoint needs them'],
      ['selecting', 'has no targetRefs; a waypoint needs them'],
    ]);
  });

  it('may lie in the namespace of the service', () => {
    const elsewhere: AccessWorkload = { ...waypoint, namespace: 'platform' };
    expect(
      holds(elsewhere, policy('shop/p', target('Service', 'cart'))),
    ).toHaveLength(1);
    expect(
      holds(
        {
          ...waypoint,
          service: { kind: 'ServiceEntry', namespace: 'shop', name: 'mail' },
        },
        policy('shop/p', target('ServiceEntry', 'mail', 'networking.istio.io')),
        policy('shop/q', target('Service', 'mail')),
      ),
    ).toEqual(['shop/p is attached to ServiceEntry mail']);
  });

  it('look at HTTP and at tokens', () => {
    const allow = policy('shop/p', {
      ...target('Service', 'cart'),
      rules: [to({ methods: ['GET'] })],
    });
    expect(decisionFor([allow], get, waypoint)).toMatchObject({
      verdict: 'allowed',
      notes: [expect.stringContaining('the waypoint is the caller')],
    });
    expect(
      decisionFor([allow], { ...get, method: 'PUT' }, waypoint),
    ).toMatchObject({ verdict: 'denied', answer: { status: 403 } });
    const check = raw('RequestAuthentication', 'shop/t', {
      spec: { ...target('Service', 'cart'), jwtRules: [{ issuer: 'i' }] },
    });
    const jwt = { issuer: 'i', claims: {}, valid: false };
    expect(decisionFor([check], { ...get, jwt }, waypoint).answer).toEqual({
      kind: 'status',
      status: 401,
    });
  });

  it('are not reached in plain text', () => {
    expect(decisionFor([], plain, waypoint)).toMatchObject({
      verdict: 'denied',
      answer: { kind: 'closed' },
    });
  });
});

describe('ztunnel', () => {
  const verdict = (...objects: RawObject[]) =>
    decisionFor(objects, get, inAmbient).verdict;
  const put = to({ methods: ['PUT'] });

  it('knows who calls, from where, and the port', () => {
    const known = {
      ...from({ namespaces: ['shop'], ipBlocks: ['10.0.0.0/8'] }),
      ...to({ ports: ['8080'] }),
      ...when('destination.ip', '10.0.2.3'),
    };
    expect(verdict(rules('ALLOW', known))).toBe('allowed');
    expect(verdict(rules('ALLOW', to({ ports: ['80'] })))).toBe('denied');
  });

  it('omits ALLOW rules with anything else, and so refuses', () => {
    const decision = decisionFor(
      [rules('ALLOW', to({ methods: ['GET'] }))],
      get,
      inAmbient,
    );
    expect(decision).toMatchObject({
      verdict: 'denied',
      answer: { kind: 'closed' },
      inactive: [
        {
          message: 'ztunnel does not know methods: the whole rule is left out.',
        },
      ],
    });
    expect(
      verdict(rules('ALLOW', from({ remoteIpBlocks: ['0.0.0.0/0'] }))),
    ).toBe('denied');
    expect(verdict(rules('ALLOW', when('connection.sni', '*')))).toBe('denied');
  });

  it('enforces DENY rules with what is left, and not at all when nothing is', () => {
    expect(verdict(rules('DENY', put))).toBe('allowed');
    expect(
      verdict(rules('DENY', { ...put, ...from({ namespaces: ['shop'] }) })),
    ).toBe('allowed');
    expect(
      verdict(rules('DENY', to({ methods: ['PUT'], ports: ['8080'] }))),
    ).toBe('denied');
    expect(verdict(rules('DENY', {}))).toBe('denied');
  });

  it('leaves CUSTOM and AUDIT out', () => {
    const decision = decisionFor(
      [
        policy('shop/c', {
          action: 'CUSTOM',
          provider: { name: 'opa' },
          rules: [{}],
        }),
        policy('shop/a', { action: 'AUDIT', rules: [{}] }),
      ],
      get,
      inAmbient,
    );
    expect(decision.verdict).toBe('allowed');
    expect(decision.inactive.map(({ message }) => message)).toEqual([
      'ztunnel does not know CUSTOM: the policy is left out.',
      'ztunnel does not know AUDIT: the policy is left out.',
    ]);
  });

  it('reads no targetRefs and no tokens', () => {
    const jwt = { issuer: 'i', claims: {}, valid: false };
    const decision = decisionFor(
      [
        service('shop/cart', { app: 'cart' }),
        policy('shop/p', target('Service', 'cart')),
        tokens('shop/t', { issuer: 'i' }),
      ],
      { ...get, jwt },
      inAmbient,
    );
    expect(decision.verdict).toBe('allowed');
    expect(decision.ignored[0].reason).toContain('ztunnel reads no targetRefs');
  });

  it('closes plain text under STRICT, and knows no DISABLE', () => {
    expect(
      decisionFor([peers('shop/p', 'STRICT')], plain, inAmbient).verdict,
    ).toBe('denied');
    const off = peers('shop/p', 'DISABLE');
    expect(
      decisionFor(
        [off, rules('ALLOW', from({ namespaces: ['shop'] }))],
        get,
        inAmbient,
      ).verdict,
    ).toBe('allowed');
  });
});
