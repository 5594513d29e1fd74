import {
  snapshotOf,
  type RawObject,
} from '../../snapshot/__testUtils__/objects';
import { access } from './access';
import { tokenRequirementSchema } from './accessModel';
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

const checking = tokens('shop/t', { issuer: 'i' });
const withToken = from({ requestPrincipals: ['i/*'] });
const tokenOf = (objects: RawObject[], workload = cart) =>
  tokenRequirementSchema.parse(access(snapshotOf(...objects), workload).token);

describe('whether a token is needed', () => {
  it.each<[string, RawObject[], string]>([
    ['nothing', [], 'not-checked'],
    ['RequestAuthentication alone', [checking], 'checked'],
    [
      'policies that ask for none',
      [checking, rules('ALLOW', from({ namespaces: ['web'] }))],
      'checked',
    ],
    ['all ALLOW rules', [checking, rules('ALLOW', withToken)], 'required'],
    [
      'a claim',
      [checking, rules('ALLOW', when('request.auth.claims[role]', 'a'))],
      'required',
    ],
    [
      'some ALLOW rules',
      [checking, rules('ALLOW', withToken, from({ namespaces: ['web'] }))],
      'required-for-some',
    ],
    [
      'some entries of a rule',
      [
        checking,
        rules('ALLOW', {
          from: [...withToken.from, { source: { namespaces: ['web'] } }],
        }),
      ],
      'required-for-some',
    ],
    [
      'a DENY of those without',
      [checking, rules('DENY', from({ notRequestPrincipals: ['*'] }))],
      'required',
    ],
    [
      'a DENY of some without',
      [
        checking,
        rules('DENY', {
          ...from({ notRequestPrincipals: ['*'] }),
          ...to({ notPaths: ['/healthz'] }),
        }),
      ],
      'required-for-some',
    ],
    [
      'a dry run',
      [
        checking,
        policy(
          'shop/p',
          { rules: [withToken] },
          { annotations: { 'istio.io/dry-run': 'true' } },
        ),
      ],
      'checked',
    ],
  ])('%s', (_, objects, state) => {
    expect(tokenOf(objects).state).toBe(state);
  });

  it('names what asks', () => {
    expect(tokenOf([checking, rules('ALLOW', withToken)])).toEqual({
      state: 'required',
      reason: 'Every caller needs a token.',
      evidence: [
        {
          text: 'RequestAuthentication shop/t',
          ref: expect.objectContaining({ name: 't' }),
        },
        {
          text: 'ALLOW policy shop/p, rule 0',
          ref: expect.objectContaining({ name: 'p' }),
          path: 'spec.rules[0]',
        },
      ],
    });
    expect(tokenOf([rules('ALLOW', withToken)]).reason).toContain(
      'no RequestAuthentication',
    );
  });

  it('is not asked by ztunnel', () => {
    expect(tokenOf([checking], inAmbient).state).toBe('not-checked');
  });
});

describe('access', () => {
  it('joins mutual TLS, token and callers, for a port too', () => {
    const snapshot = snapshotOf(
      peers('shop/w', 'STRICT', {
        ...own,
        portLevelMtls: { 9090: { mode: 'DISABLE' } },
      }),
      rules('ALLOW', from({ namespaces: ['web'] })),
    );
    expect(access(snapshot, cart)).toMatchObject({
      mtls: { state: 'strict' },
      callerTls: { state: 'mutual-tls' },
      token: { state: 'not-checked' },
      callers: { verdict: 'limited' },
    });
    expect(access(snapshot, cart, { port: 9090 })).toMatchObject({
      mtls: { state: 'disabled' },
      callerTls: { state: 'plain-text' },
      callers: { verdict: 'nobody' },
    });
  });

  it('asks nothing of pods outside of the mesh', () => {
    const snapshot = snapshotOf(checking, rules('ALLOW', withToken));
    expect(access(snapshot, { ...cart, dataplane: 'outside' })).toMatchObject({
      mtls: { state: 'outside-mesh' },
      callerTls: { state: 'plain-text' },
      token: { state: 'not-checked' },
      callers: { verdict: 'anyone', policies: [] },
    });
  });
});
