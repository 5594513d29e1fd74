import {
  deployment,
  raw,
  service,
  snapshotOf,
  underFlagger,
  type RawObject,
} from '../../snapshot/__testUtils__/objects';
import { callersAnswerSchema, type CallersAnswer } from './accessModel';
import { whoMayCall, type CallersOptions } from './whoMayCall';
import {
  cart,
  from,
  inAmbient,
  own,
  peers,
  policy,
  rules,
  to,
  tokens,
  when,
} from './__testUtils__/access';

const strict = peers('istio-system/m', 'STRICT');
function answerFor(
  objects: readonly RawObject[],
  workload = cart,
  options?: CallersOptions,
): CallersAnswer {
  return callersAnswerSchema.parse(
    whoMayCall(snapshotOf(...objects), workload, options),
  );
}
const codes = (answer: CallersAnswer) =>
  answer.warnings.map(({ code, ref }) => `${code} ${ref?.name}`);

describe('the sentence', () => {
  it.each<[string, RawObject[], CallersAnswer['verdict'], string]>([
    ['no policy', [], 'anyone', 'Anyone may call, in plain text too.'],
    ['mutual TLS alone', [strict], 'mesh', 'Anyone in the mesh may call.'],
    [
      'trap 36: an empty spec',
      [policy('shop/p')],
      'nobody',
      'Nobody may call. No request can fulfil the ALLOW policies: shop/p.',
    ],
    [
      'trap 36: an empty rule',
      [rules('ALLOW', {})],
      'anyone',
      'Anyone may call, in plain text too.',
    ],
    [
      'a DENY of everything',
      [rules('DENY', {}), policy('shop/q', { rules: [{}] })],
      'nobody',
      'Nobody may call. DENY policy shop/p refuses every request.',
    ],
    [
      'a DENY of everyone in the mesh leaves plain text',
      [rules('DENY', from({ principals: ['*'] }))],
      'anyone',
      'Anyone may call, in plain text too. Refused: anyone in the mesh calling everything.',
    ],
    [
      'and leaves nobody where mutual TLS is asked for',
      [strict, rules('DENY', from({ principals: ['*'] }))],
      'nobody',
      'Nobody may call. DENY policy shop/p refuses every request.',
    ],
    [
      'any identity',
      [rules('ALLOW', from({ principals: ['*'] }))],
      'mesh',
      'Anyone in the mesh may call.',
    ],
    [
      'callers with operations',
      [
        rules('ALLOW', {
          ...from({ serviceAccounts: ['shop/checkout', 'fraud'] }),
          ...to({ methods: ['GET', 'POST'], paths: ['/v1/*'] }),
        }),
        policy('shop/q', {
          rules: [
            from({ principals: ['cluster.local/ns/istio-system/sa/tester'] }),
          ],
        }),
      ],
      'limited',
      'shop/checkout and shop/fraud may call GET, POST /v1/*. istio-system/tester may call everything. All others are refused.',
    ],
    [
      'addresses, clients and namespaces',
      [
        rules('ALLOW', {
          from: [
            { source: { namespaces: ['web'], ipBlocks: ['10.0.0.0/8'] } },
            { source: { remoteIpBlocks: ['203.0.113.0/24'] } },
          ],
        }),
      ],
      'limited',
      'Namespace web from address 10.0.0.0/8; client address 203.0.113.0/24 may call everything. All others are refused.',
    ],
    [
      'conditions',
      [
        rules('ALLOW', {
          ...to({ notPaths: ['/admin'], ports: ['8080'] }),
          when: [
            { key: 'request.headers[x-user]', values: ['a', 'b'] },
            { key: 'request.auth.claims[org][team]', notValues: ['red'] },
          ],
        }),
      ],
      'limited',
      'Anyone may call on port 8080 on a path other than /admin when header x-user is a or b and claim org.team is not red. All others are refused.',
    ],
    [
      'what is refused, and what others decide',
      [
        strict,
        rules('DENY', {
          ...from({ notNamespaces: ['web'] }),
          ...to({ paths: ['/admin'] }),
        }),
        policy('shop/c', {
          action: 'CUSTOM',
          provider: { name: 'opa' },
          rules: [to({ hosts: ['shop.example'] })],
        }),
      ],
      'mesh',
      'Anyone in the mesh may call. Refused: anyone in the mesh not from namespace web calling /admin. opa decides: anyone in the mesh calling on host shop.example.',
    ],
    [
      'many rules',
      [
        rules(
          'ALLOW',
          ...['a', 'b', 'c', 'd', 'e'].map(name =>
            from({ namespaces: [name] }),
          ),
        ),
      ],
      'limited',
      'Namespace a may call everything. Namespace b may call everything. Namespace c may call everything. And 2 more rules. All others are refused.',
    ],
    [
      'what could not be read',
      [rules('ALLOW', { from: 'nonsense' })],
      'unknown',
      'Who may call is not known. Parts of shop/p could not be read.',
    ],
  ])('%s', (_, objects, verdict, sentence) => {
    expect(answerFor(objects)).toMatchObject({ verdict, sentence });
  });

  it('is said of pods outside of the mesh', () => {
    expect(
      answerFor([strict, policy('shop/p')], { ...cart, dataplane: 'outside' })
        .sentence,
    ).toBe('Anyone may call: the pods are outside of the mesh.');
  });

  it('is said of gateways and of ports in plain text', () => {
    expect(answerFor([], { ...cart, dataplane: 'gateway' }).sentence).toBe(
      'Anyone who reaches it may call.',
    );
    expect(answerFor([peers('shop/n', 'DISABLE')]).sentence).toBe(
      'Anyone may call, in plain text only.',
    );
  });

  it('takes no account of dry runs and AUDIT, which it lists', () => {
    const answer = answerFor([
      policy('shop/p', {}, { annotations: { 'istio.io/dry-run': 'true' } }),
      policy(
        'shop/q',
        { action: 'DENY', rules: [{}] },
        { annotations: { 'istio.io/dry-run': '1' } },
      ),
      policy('shop/r', { action: 'AUDIT', rules: [{}] }),
    ]);
    expect(answer.verdict).toBe('anyone');
    expect(answer.notEnforced.map(({ ref }) => ref.name)).toEqual(['q', 'r']);
    expect(answer.policies.map(({ ref, scope }) => [ref.name, scope])).toEqual([
      ['p', 'holds for all of namespace shop'],
      ['q', 'holds for all of namespace shop'],
      ['r', 'holds for all of namespace shop'],
    ]);
  });
});

describe('grants', () => {
  it('name callers with their kind', () => {
    const [grant] = answerFor([
      tokens('shop/t', { issuer: 'https://login/' }),
      rules('ALLOW', {
        from: [
          { source: { principals: ['partner/ns/a/sa/b', '*'] } },
          { source: { trustDomains: ['partner'] } },
          { source: { requestPrincipals: ['https://login//*', '*', 'i/s'] } },
          { source: { notIpBlocks: ['10.0.0.0/8'] } },
        ],
      }),
    ]).allow;
    expect(grant.sources).toEqual([
      {
        who: [
          { kind: 'workload', text: 'a/b' },
          { kind: 'mesh', text: 'anyone in the mesh' },
        ],
        conditions: [],
      },
      {
        who: [{ kind: 'trust-domain', text: 'trust domain partner' }],
        conditions: [],
      },
      {
        who: [
          { kind: 'token', text: 'a token of https://login/' },
          { kind: 'token', text: 'any token that is checked' },
          { kind: 'token', text: 'a token of i for s' },
        ],
        conditions: [],
      },
      {
        who: [{ kind: 'anyone', text: 'anyone' }],
        conditions: ['not from address 10.0.0.0/8'],
      },
    ]);
  });
});

describe('warnings', () => {
  it('HTTP fields on a port that is asked about', () => {
    const answer = answerFor([rules('ALLOW', to({ methods: ['GET'] }))], cart, {
      protocol: 'tcp',
    });
    expect(answer.verdict).toBe('nobody');
    expect(codes(answer)).toEqual(['field-without-effect p']);
  });

  it('HTTP fields on the TCP ports of the service', () => {
    const answer = answerFor([
      service(
        'shop/cart',
        { app: 'cart' },
        {
          ports: [
            { name: 'http', port: 80 },
            { name: 'redis', port: 6379 },
          ],
        },
      ),
      rules('DENY', to({ methods: ['PUT'] })),
    ]);
    expect(answer.verdict).toBe('anyone');
    expect(answer.warnings).toEqual([
      expect.objectContaining({
        code: 'field-without-effect',
        path: 'spec.rules[0].to[0].operation.methods',
        message:
          'On port 6379 (redis): methods exists only in HTTP: the rule is wider without it.',
      }),
    ]);
  });

  it('what ztunnel does not know', () => {
    const answer = answerFor(
      [rules('DENY', to({ methods: ['PUT'] }))],
      inAmbient,
    );
    expect(codes(answer)).toEqual([
      'rule-never-matches p',
      'field-without-effect p',
    ]);
  });

  it('tokens that nobody looks at', () => {
    const asking = rules('ALLOW', from({ requestPrincipals: ['*'] }));
    const answer = answerFor([asking]);
    expect(answer.verdict).toBe('nobody');
    expect(answer.warnings[0]).toMatchObject({
      code: 'rule-never-matches',
      message:
        'Rule 0 (ALLOW) takes no request: it asks for a token, and no RequestAuthentication looks at tokens.',
    });
    expect(
      answerFor([asking, tokens('shop/t', { issuer: 'i' })]),
    ).toMatchObject({ verdict: 'limited', warnings: [] });
  });

  it('identities where there are none', () => {
    const answer = answerFor([
      peers('shop/n', 'DISABLE'),
      rules('ALLOW', from({ namespaces: ['web'] })),
    ]);
    expect(answer.verdict).toBe('nobody');
    expect(answer.warnings[0].message).toContain('nobody has an identity');
  });

  it('trap 37: a STRICT workload in a namespace without mutual TLS', () => {
    const answer = answerFor([
      peers('shop/n', 'DISABLE'),
      peers('shop/w', 'STRICT', own),
    ]);
    expect(answer.warnings).toEqual([
      expect.objectContaining({
        code: 'plain-text-to-strict',
        severity: 'error',
        ref: expect.objectContaining({ name: 'w' }),
      }),
    ]);
  });

  it('DENY without rules, but not ALLOW, which has a meaning', () => {
    expect(
      codes(
        answerFor([policy('shop/p', { action: 'DENY' }), policy('shop/q', {})]),
      ),
    ).toEqual(['policy-without-rules p']);
  });

  it('policies that are attached where nobody reads it', () => {
    expect(
      codes(
        answerFor([
          service('shop/cart', { app: 'cart' }),
          policy('shop/p', { targetRefs: [{ kind: 'Service', name: 'cart' }] }),
        ]),
      ),
    ).toEqual(['policy-not-read p']);
  });

  it('a selector that misses these pods by little', () => {
    const pods = deployment('shop/cart');
    const near = policy('shop/p', {
      selector: { matchLabels: { 'app.kubernetes.io/name': 'cart' } },
    });
    const answer = answerFor([pods, near]);
    expect(answer.warnings).toEqual([
      expect.objectContaining({
        code: 'policy-selects-nothing',
        path: 'spec.selector.matchLabels',
        remedy: 'These pods have app: cart.',
      }),
    ]);
    const other = deployment('shop/other', {
      podLabels: { 'app.kubernetes.io/name': 'cart' },
    });
    expect(codes(answerFor([pods, near, other]))).toEqual([]);
    expect(
      codes(
        answerFor([
          pods,
          policy('shop/p', { selector: { matchLabels: { app: 'web' } } }),
        ]),
      ),
    ).toEqual([]);
  });
});

describe('policies that cover only some of the pods', () => {
  const selecting = (app: string) => ({ selector: { matchLabels: { app } } });
  const checkout = { ...cart, labels: { app: 'checkout' } };
  const primary = { ...cart, labels: { app: 'checkout-primary' } };

  it.each([
    ['the canary', checkout],
    ['the primary', primary],
  ])('under Flagger, as seen from %s', (_, workload) => {
    const answer = answerFor(
      [
        ...underFlagger('shop/checkout'),
        policy('shop/callers', {
          ...selecting('checkout'),
          rules: [from({ namespaces: ['web'] })],
        }),
      ],
      workload,
    );
    expect(answer.verdict).toBe(workload === primary ? 'anyone' : 'limited');
    expect(answer.warnings).toEqual([
      expect.objectContaining({
        code: 'policy-covers-only-canary',
        severity: 'error',
        message:
          'AuthorizationPolicy callers covers only the canary’s pods: it selects app: checkout, which the pods of checkout-primary do not have. Flagger labels the pods of the primary otherwise. It does not limit who may call the others.',
        remedy: 'Give all pods a label in common, and select that.',
      }),
    ]);
  });

  it('says what follows where a policy of the namespace holds for all', () => {
    const { warnings } = answerFor(
      [
        ...underFlagger('shop/checkout'),
        policy('shop/default-deny'),
        policy('shop/callers', { ...selecting('checkout'), rules: [{}] }),
      ],
      primary,
    );
    expect(warnings[0].message).toContain('The others refuse whom it allows.');
  });

  it('is content with a policy for each half', () => {
    expect(
      answerFor(
        [
          ...underFlagger('shop/checkout'),
          policy('shop/a', { ...selecting('checkout'), rules: [{}] }),
          policy('shop/b', { ...selecting('checkout-primary'), rules: [{}] }),
        ],
        primary,
      ).warnings,
    ).toEqual([]);
  });

  it('of versions behind one Service, with a label that fits', () => {
    const version = (name: string) => ({
      ...deployment(`shop/${name}`),
      spec: {
        selector: { matchLabels: { app: 'cart', version: name } },
        template: {
          metadata: {
            labels: { app: 'cart', version: name, 'pod-template-hash': name },
          },
        },
      },
    });
    const answer = answerFor(
      [
        version('v1'),
        version('v2'),
        service('shop/cart', { app: 'cart' }),
        raw('RequestAuthentication', 'shop/t', {
          spec: {
            selector: { matchLabels: { version: 'v2' } },
            jwtRules: [{ issuer: 'i' }],
          },
        }),
      ],
      { ...cart, labels: { app: 'cart', version: 'v1' } },
    );
    expect(answer.warnings).toEqual([
      expect.objectContaining({
        code: 'policy-covers-some-pods',
        severity: 'warning',
        message:
          'RequestAuthentication t covers only the pods of v2: it selects version: v2, which the pods of v1 do not have. The others look at no tokens.',
        remedy: 'Select a label that all have, as in app: cart.',
      }),
    ]);
  });
});

describe('words of conditions', () => {
  it.each([
    ['source.principal', 'the caller is x'],
    ['source.ip', 'the address of the caller is x'],
    ['request.auth.audiences', 'the audience of the token is x'],
    ['connection.sni', 'the server name (SNI) is x'],
    ['toString', undefined],
  ])('%s', (key, words) => {
    const [grant] = answerFor([rules('ALLOW', when(key, 'x'))]).allow;
    const blocks = key === 'source.ip';
    expect(grant.conditions[0]).toBe(blocks ? undefined : words);
  });
});
