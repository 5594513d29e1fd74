import type { RawObject } from '../../snapshot/__testUtils__/objects';
import type { AccessRequest } from './model';
import {
  cart,
  decisionFor,
  from,
  get,
  own,
  peers,
  plain,
  policy,
  rules,
  tcp,
  to,
  when,
} from './__testUtils__/access';

const all = {};
const verdict = (objects: RawObject[], request?: AccessRequest) =>
  decisionFor(objects, request).verdict;

describe('which actions count, and in which order', () => {
  const allowAll = policy('shop/allow', { rules: [all] });
  const denyAll = policy('shop/deny', { action: 'DENY', rules: [all] });
  const nothing = policy('shop/nothing', {});
  const audit = policy('shop/audit', { action: 'AUDIT', rules: [all] });
  const external = policy('shop/external', {
    action: 'CUSTOM',
    provider: { name: 'opa' },
    rules: [all],
  });

  it.each<[string, RawObject[], string]>([
    ['no policy', [], 'allowed'],
    ['trap 36: an empty rule takes every request', [allowAll], 'allowed'],
    ['trap 36: an empty spec takes none', [nothing], 'denied'],
    ['one ALLOW policy is enough', [nothing, allowAll], 'allowed'],
    ['DENY before ALLOW', [allowAll, denyAll], 'denied'],
    ['AUDIT decides nothing', [audit], 'allowed'],
    ['AUDIT does not stand for ALLOW', [audit, nothing], 'denied'],
    ['CUSTOM is decided elsewhere', [external], 'depends'],
    ['CUSTOM and ALLOW must both take it', [external, allowAll], 'depends'],
    ['CUSTOM does not help past DENY', [external, denyAll], 'denied'],
    ['CUSTOM does not stand for ALLOW', [external, nothing], 'denied'],
    [
      'DENY without rules does nothing',
      [policy('shop/deny', { action: 'DENY' })],
      'allowed',
    ],
    [
      'CUSTOM without rules does nothing',
      [policy('shop/c', { action: 'CUSTOM', provider: { name: 'opa' } })],
      'allowed',
    ],
    [
      'CUSTOM without a provider refuses what it takes',
      [policy('shop/c', { action: 'CUSTOM', rules: [all] })],
      'denied',
    ],
    [
      'CUSTOM with two providers refuses what it takes',
      [
        external,
        policy('shop/c', {
          action: 'CUSTOM',
          provider: { name: 'other' },
          rules: [to({ methods: ['PUT'] })],
        }),
      ],
      'denied',
    ],
  ])('%s', (_, objects, expected) => {
    expect(verdict(objects)).toBe(expected);
  });

  it('lists the policies in the order in which they are looked at', () => {
    const decision = decisionFor([
      policy('istio-system/root', { rules: [all] }),
      allowAll,
      audit,
      external,
      policy('shop/deny', {
        action: 'DENY',
        rules: [to({ methods: ['PUT'] })],
      }),
    ]);
    expect(
      decision.policies.map(({ action, ref, match }) => [
        action,
        ref.name,
        match,
      ]),
    ).toEqual([
      ['CUSTOM', 'external', 'yes'],
      ['AUDIT', 'audit', 'yes'],
      ['DENY', 'deny', 'no'],
      ['ALLOW', 'root', 'yes'],
      ['ALLOW', 'allow', 'yes'],
    ]);
    expect(decision.reason).toContain('external service opa decides');
    expect(decision.notes).toEqual([
      'AUDIT policy shop/audit marks the request for the audit log.',
    ]);
  });

  it('enforces nothing of a dry run, and says what it would do', () => {
    const trial = { annotations: { 'istio.io/dry-run': 'true' } };
    const decision = decisionFor([
      policy('shop/deny', { action: 'DENY', rules: [all] }, trial),
      policy('shop/nothing', {}, trial),
    ]);
    expect(decision.verdict).toBe('allowed');
    expect(decision.notes).toEqual([
      'Dry run: DENY policy shop/deny would take the request; it is not enforced.',
      'Dry run: ALLOW policy shop/nothing would not take the request; it is not enforced.',
    ]);
    const off = { annotations: { 'istio.io/dry-run': 'no' } };
    expect(verdict([policy('shop/nothing', {}, off)])).toBe('denied');
  });
});

describe('what decided', () => {
  it('names the rule and the field that failed', () => {
    const decision = decisionFor([
      rules('ALLOW', { ...from({ namespaces: ['web'] }), ...to({}) }),
    ]);
    expect(decision).toMatchObject({
      verdict: 'denied',
      answer: { kind: 'status', status: 403 },
      decidedBy: {
        ref: { kind: 'AuthorizationPolicy', namespace: 'shop', name: 'p' },
        rule: 0,
        path: 'spec.rules[0].from[0].source.namespaces',
      },
      reason:
        'The only ALLOW policy, shop/p, does not take the request: rule 0: from[0].source.namespaces does not take cluster.local/ns/shop/sa/web.',
    });
    expect(decision.policies[0].rules).toEqual([
      {
        index: 0,
        match: 'no',
        field: 'from[0].source.namespaces',
        reason:
          'from[0].source.namespaces does not take cluster.local/ns/shop/sa/web',
      },
    ]);
  });

  it('names the rule that took the request', () => {
    const decision = decisionFor([
      rules('DENY', to({ methods: ['PUT'] }), to({ methods: ['GET'] })),
    ]);
    expect(decision).toMatchObject({
      verdict: 'denied',
      decidedBy: { rule: 1, path: 'spec.rules[1]' },
      reason: 'Rule 1 of DENY policy shop/p takes the request.',
    });
  });

  it('counts rules as they stand in the object', () => {
    const decision = decisionFor([
      rules('DENY', { from: 'nonsense' }, to({ methods: ['GET'] })),
    ]);
    expect(decision.policies[0].rules.map(({ index }) => index)).toContain(1);
    // What could not be read may have taken the request or not.
    expect(decision.verdict).toBe('depends');
    expect(decision.reason).toContain('could not be read');
  });

  it('says that none of several entries takes it', () => {
    const decision = decisionFor([
      rules('ALLOW', {
        from: [
          { source: { namespaces: ['a'] } },
          { source: { namespaces: ['b'] } },
        ],
      }),
    ]);
    expect(decision.policies[0].rules[0]).toMatchObject({
      field: 'from',
      reason: expect.stringContaining('none of the 2 entries of from'),
    });
    expect(decision.decidedBy?.path).toBe('spec.rules[0].from');
  });

  it('names all ALLOW policies when none of them takes it', () => {
    const decision = decisionFor([
      policy('shop/a', {}),
      policy('istio-system/b', {}),
    ]);
    expect(decision.reason).toBe(
      'None of the 2 ALLOW policies takes the request: istio-system/b, shop/a.',
    );
    expect(decision.decidedBy).toBeUndefined();
  });
});

describe('what the request does not tell', () => {
  const { jwt: _, method: __, ...unsure } = get;

  it('leaves it open when a rule asks for it', () => {
    const decision = decisionFor(
      [rules('ALLOW', to({ methods: ['GET'] }))],
      unsure,
    );
    expect(decision.verdict).toBe('depends');
    expect(decision.reason).toBe(
      'Rule 0 of ALLOW policy shop/p may take the request: rule 0: the request does not tell what to[0].operation.methods asks for.',
    );
  });

  it('does not matter when something else decides', () => {
    expect(
      verdict([rules('ALLOW', to({ methods: ['GET'] }), all)], unsure),
    ).toBe('allowed');
    expect(
      verdict([rules('DENY', to({ methods: ['GET'] }), all)], unsure),
    ).toBe('denied');
    expect(
      verdict(
        [
          rules('ALLOW', {
            ...from({ namespaces: ['web'] }),
            ...to({ methods: ['GET'] }),
          }),
        ],
        unsure,
      ),
    ).toBe('denied');
  });

  it('is said of keys that are not modelled', () => {
    const key = 'experimental.envoy.filters.network.mysql_proxy[db.table]';
    const decision = decisionFor([rules('DENY', when(key, '[update]'))]);
    expect(decision.verdict).toBe('depends');
    expect(decision.reason).toContain(`${key} is not modelled`);
  });
});

describe('mutual TLS', () => {
  const strict = peers('istio-system/m', 'STRICT');
  const { principal: _, ...anybody } = get;

  it('closes connections in plain text where it is asked for', () => {
    expect(decisionFor([strict], plain)).toMatchObject({
      verdict: 'denied',
      answer: { kind: 'closed' },
      reason: 'Plain text is not taken. STRICT, set for the mesh.',
      decidedBy: { ref: { name: 'm' }, path: 'spec.mtls.mode' },
    });
    expect(verdict([strict], get)).toBe('allowed');
    expect(verdict([strict], anybody)).toBe('depends');
    expect(verdict([], plain)).toBe('allowed');
  });

  it.each(['principals', 'namespaces', 'serviceAccounts', 'trustDomains'])(
    'gives callers in plain text nothing that %s could take',
    field => {
      const values: Record<string, string> = {
        principals: '*',
        namespaces: 'shop',
        serviceAccounts: 'shop/web',
        trustDomains: 'cluster.local',
      };
      const rule = from({ [field]: [values[field]] });
      expect(verdict([rules('ALLOW', rule)], plain)).toBe('denied');
      expect(verdict([rules('ALLOW', rule)], get)).toBe('allowed');
      expect(verdict([rules('DENY', rule)], plain)).toBe('allowed');
      // So a DENY of all but known callers takes those without identity.
      const name = `not${field.charAt(0).toUpperCase()}${field.slice(1)}`;
      const others = from({ [name]: [values[field]] });
      expect(verdict([rules('DENY', others)], plain)).toBe('denied');
      expect(verdict([rules('DENY', others)], get)).toBe('allowed');
    },
  );

  it('gives nobody an identity where it is switched off', () => {
    const decision = decisionFor([
      peers('shop/off', 'DISABLE', own),
      rules('ALLOW', from({ principals: ['*'] })),
    ]);
    expect(decision.verdict).toBe('denied');
    expect(decision.notes).toEqual([
      'The port takes plain text only: no caller has an identity there.',
    ]);
  });

  it('does not hold outside of the mesh, nor does anything else', () => {
    expect(
      decisionFor([strict, policy('shop/p')], plain, {
        ...cart,
        dataplane: 'outside',
      }),
    ).toMatchObject({ verdict: 'allowed', policies: [] });
  });
});

describe('ports without HTTP', () => {
  const getOnly = to({ methods: ['GET'] });

  it('trap 36: HTTP fields take a whole ALLOW rule away', () => {
    const decision = decisionFor([rules('ALLOW', getOnly)], tcp);
    expect(decision).toMatchObject({
      verdict: 'denied',
      answer: { kind: 'closed' },
      inactive: [
        {
          path: 'spec.rules[0].to[0].operation.methods',
          message: 'methods exists only in HTTP: the whole rule is left out.',
        },
      ],
    });
    expect(decision.policies[0].rules[0].field).toBe('to[0].operation.methods');
    expect(
      verdict([rules('ALLOW', getOnly, from({ namespaces: ['shop'] }))], tcp),
    ).toBe('allowed');
  });

  it('trap 36: a DENY rule loses only its HTTP fields, and takes more', () => {
    const put = to({ methods: ['PUT'] });
    expect(verdict([rules('DENY', put)], get)).toBe('allowed');
    const decision = decisionFor([rules('DENY', put)], tcp);
    expect(decision.verdict).toBe('denied');
    expect(decision.inactive[0].message).toBe(
      'methods exists only in HTTP: the rule is wider without it.',
    );
    expect(
      verdict(
        [rules('DENY', { ...put, ...from({ namespaces: ['web'] }) })],
        tcp,
      ),
    ).toBe('allowed');
  });

  it.each([
    ['request.headers[x-user]', 'denied'],
    ['request.auth.claims[iss]', 'denied'],
    ['source.ip', 'allowed'],
    ['remote.ip', 'allowed'],
    ['connection.sni', 'allowed'],
    ['destination.port', 'allowed'],
  ])('DENY when %s', (key, expected) => {
    const values: Record<string, string> = {
      'source.ip': '192.0.2.0/24',
      'remote.ip': '192.0.2.0/24',
      'destination.port': '1',
    };
    expect(verdict([rules('DENY', when(key, values[key] ?? 'x'))], tcp)).toBe(
      expected,
    );
  });
});

describe('rules that Istio cannot build', () => {
  it('an unknown attribute takes the rule away, also one of DENY', () => {
    const decision = decisionFor([
      rules('DENY', when('request.host', 'cart.shop')),
    ]);
    expect(decision.verdict).toBe('allowed');
    expect(decision.inactive[0]).toMatchObject({
      path: 'spec.rules[0].when[0].values',
      message:
        'Istio knows no attribute request.host: the whole rule is left out.',
    });
  });

  it.each([
    ['ALLOW', 'denied'],
    ['DENY', 'denied'],
  ])('a block that is none, in %s', (action, expected) => {
    const rule = from({ ipBlocks: ['10.0.0.0/99'] });
    const decision = decisionFor([rules(action, rule)]);
    expect(decision.verdict).toBe(expected);
    expect(decision.inactive[0].message).toContain(
      '10.0.0.0/99 is neither an address nor a block',
    );
  });

  it('CUSTOM compares no tokens, which are checked later', () => {
    const decision = decisionFor(
      [
        policy('shop/c', {
          action: 'CUSTOM',
          provider: { name: 'opa' },
          rules: [from({ requestPrincipals: ['*'] })],
        }),
      ],
      { ...get, jwt: { issuer: 'i', claims: { sub: 's' }, valid: true } },
    );
    expect(decision.verdict).toBe('allowed');
    expect(decision.inactive[0].message).toContain('before tokens are checked');
  });
});
