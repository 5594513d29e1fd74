import type { AccessOptions, AccessRequest } from './model';
import {
  cart,
  decisionFor,
  from,
  get,
  plain,
  rules,
  to,
  tokens,
  when,
} from './__testUtils__/access';

type Rule = Record<string, unknown>;
const takes = (
  rule: Rule,
  change: Partial<AccessRequest> = {},
  options?: AccessOptions,
) =>
  decisionFor([rules('ALLOW', rule)], { ...get, ...change }, cart, options)
    .verdict === 'allowed';

describe('fields of a source', () => {
  it.each<[string, Rule, boolean]>([
    ['principal', { principals: ['cluster.local/ns/shop/sa/web'] }, true],
    ['other case', { principals: ['cluster.local/ns/shop/sa/Web'] }, false],
    ['by its beginning', { principals: ['cluster.local/ns/shop/*'] }, true],
    ['by its end', { principals: ['*/sa/web'] }, true],
    ['with the scheme', { principals: ['spiffe://cluster.local/*'] }, false],
    ['one of several', { principals: ['x', '*/sa/web'] }, true],
    ['not', { notPrincipals: ['*/sa/web'] }, false],
    ['not another', { notPrincipals: ['*/sa/other'] }, true],
    ['namespace', { namespaces: ['shop'] }, true],
    ['not a part of a namespace', { namespaces: ['sho'] }, false],
    ['namespace by its beginning', { namespaces: ['sh*'] }, true],
    ['namespace by both ends', { namespaces: ['s*p'] }, true],
    ['account', { serviceAccounts: ['shop/web'] }, true],
    [
      'account in the namespace of the policy',
      { serviceAccounts: ['web'] },
      true,
    ],
    ['account elsewhere', { serviceAccounts: ['payments/web'] }, false],
    ['not a part of an account', { serviceAccounts: ['shop/we'] }, false],
    ['accounts know no wildcard', { serviceAccounts: ['shop/*'] }, false],
    ['trust domain', { trustDomains: ['cluster.local'] }, true],
    ['trust domain by its end', { trustDomains: ['*.local'] }, true],
    ['other trust domain', { trustDomains: ['partner'] }, false],
    ['block', { ipBlocks: ['10.0.0.0/16'] }, true],
    ['not in the block', { notIpBlocks: ['10.0.0.0/16'] }, false],
    [
      'all fields must hold',
      { namespaces: ['shop'], ipBlocks: ['192.0.2.1'] },
      false,
    ],
    [
      'a field and its negation',
      { namespaces: ['*'], notNamespaces: ['shop'] },
      false,
    ],
    ['no field', {}, true],
  ])('%s', (_, source, expected) => {
    expect(takes(from(source))).toBe(expected);
  });

  it('trap 36: ipBlocks is who connects, remoteIpBlocks the client behind a proxy', () => {
    const proxied = { sourceIp: '10.0.1.7', remoteIp: '203.0.113.9' };
    expect(takes(from({ ipBlocks: ['203.0.113.9'] }), proxied)).toBe(false);
    expect(takes(from({ remoteIpBlocks: ['203.0.113.9'] }), proxied)).toBe(
      true,
    );
    expect(takes(from({ ipBlocks: ['10.0.1.7'] }), proxied)).toBe(true);
    expect(takes(from({ remoteIpBlocks: ['10.0.1.7'] }), proxied)).toBe(false);
    expect(takes(from({ notRemoteIpBlocks: ['10.0.0.0/8'] }), proxied)).toBe(
      true,
    );
  });

  it('one of several sources is enough', () => {
    const rule = {
      from: [
        { source: { namespaces: ['payments'] } },
        { source: { namespaces: ['shop'] } },
      ],
    };
    expect(takes(rule)).toBe(true);
  });

  it('knows the own trust domain under all its names', () => {
    const rule = from({ principals: ['cluster.local/ns/shop/sa/web'] });
    const principal = 'new.example/ns/shop/sa/web';
    expect(takes(rule, { principal })).toBe(false);
    expect(takes(rule, { principal }, { trustDomain: 'new.example' })).toBe(
      true,
    );
    const aliases = { trustDomain: 'new.example', trustDomainAliases: ['old'] };
    const old = from({ principals: ['old/ns/shop/sa/web'] });
    expect(takes(old, { principal }, aliases)).toBe(true);
    expect(takes(old, { principal }, { trustDomain: 'new.example' })).toBe(
      false,
    );
    expect(takes(from({ trustDomains: ['old'] }), { principal }, aliases)).toBe(
      true,
    );
    const ending = from({ principals: ['*example/ns/shop/sa/web'] });
    expect(takes(ending, { principal: 'old/ns/shop/sa/web' }, aliases)).toBe(
      true,
    );
  });
});

describe('fields of an operation', () => {
  it.each<[string, Rule, boolean]>([
    ['host', { hosts: ['Cart.Shop'] }, true],
    ['host by its beginning', { hosts: ['cart*'] }, true],
    ['not the host', { notHosts: ['cart.shop'] }, false],
    ['port', { ports: ['8080'] }, true],
    ['other port', { ports: ['80'] }, false],
    ['not the port', { notPorts: ['8080'] }, false],
    ['method', { methods: ['POST', 'GET'] }, true],
    ['method in lower case', { methods: ['get'] }, false],
    ['any method', { methods: ['*'] }, true],
    ['not the method', { notMethods: ['GET'] }, false],
    ['path without the query', { paths: ['/items'] }, true],
    ['path with the query', { paths: ['/items?page=2'] }, false],
    ['path by a template', { paths: ['/{*}'] }, true],
    ['not the path', { notPaths: ['/items'] }, false],
    ['all fields must hold', { methods: ['GET'], paths: ['/'] }, false],
  ])('%s', (_, operation, expected) => {
    expect(takes(to(operation))).toBe(expected);
  });

  it('compares the path as it is forwarded', () => {
    const rule = to({ paths: ['/admin/*'] });
    expect(takes(rule, { path: '/x/../admin/a' })).toBe(true);
    expect(takes(rule, { path: '/%61dmin/a' })).toBe(true);
    expect(takes(rule, { path: '//admin/a' })).toBe(false);
    expect(
      takes(
        rule,
        { path: '//admin/a' },
        { pathNormalization: 'MERGE_SLASHES' },
      ),
    ).toBe(true);
  });

  it('leaves a template open that Envoy refuses', () => {
    expect(
      decisionFor([rules('ALLOW', to({ paths: ['/{**}/{*}'] }))]).verdict,
    ).toBe('depends');
  });

  it('from, to and when must all hold', () => {
    const rule = {
      ...from({ namespaces: ['shop'] }),
      ...to({ methods: ['GET'] }),
      when: [
        { key: 'source.ip', values: ['10.0.0.0/8'] },
        { key: 'request.headers[User-Agent]', values: ['curl/*'] },
      ],
    };
    expect(takes(rule)).toBe(true);
    expect(takes(rule, { method: 'PUT' })).toBe(false);
    expect(takes(rule, { sourceIp: '192.0.2.1' })).toBe(false);
    expect(takes(rule, { headers: {} })).toBe(false);
    expect(takes(rule, { principal: null })).toBe(false);
  });
});

describe('keys of when', () => {
  it.each<[string, string, boolean]>([
    ['request.headers[user-agent]', 'curl/8.5', true],
    ['request.headers[User-Agent]', 'CURL/8.5', false],
    ['request.headers[user-agent]', '*', true],
    ['request.headers[x-none]', '*', false],
    ['source.ip', '10.0.0.0/8', true],
    ['remote.ip', '203.0.113.0/24', true],
    ['source.namespace', 'shop', true],
    ['source.principal', '*/sa/web', true],
    ['source.serviceAccount', 'shop/web', true],
    ['destination.ip', '10.0.2.3', true],
    ['destination.port', '8080', true],
    ['connection.sni', '*.cart.shop.svc.cluster.local', true],
    ['request.auth.principal', '*', false],
  ])('%s %s: %s', (key, value, expected) => {
    expect(takes(when(key, value))).toBe(expected);
  });

  it('a header that is not there is none of the values', () => {
    const rule = {
      when: [{ key: 'request.headers[x-user]', notValues: ['root'] }],
    };
    expect(takes(rule)).toBe(true);
    expect(takes(rule, { headers: { 'x-user': 'root' } })).toBe(false);
    expect(takes(rule, { headers: { 'x-user': '' } })).toBe(true);
  });

  it('values and notValues must both hold', () => {
    const key = 'source.ip';
    const rule = {
      when: [{ key, values: ['10.0.0.0/8'], notValues: ['10.0.1.7'] }],
    };
    expect(takes(rule)).toBe(false);
    expect(takes(rule, { sourceIp: '10.0.1.8' })).toBe(true);
  });
});

describe('tokens', () => {
  const issuer = 'https://login.example/';
  const jwt = {
    issuer,
    valid: true,
    claims: {
      iss: issuer,
      sub: 'casey',
      aud: ['cart', 'checkout'],
      azp: 'web',
      groups: ['dev', 'ops'],
      scope: 'read write',
      roles: 'a b',
      org: { team: 'red' },
      age: 7,
    },
  };
  const accepting = tokens('shop/t', {
    issuer,
    spaceDelimitedClaims: ['roles'],
  });
  const allows = (rule: Rule, change: Partial<AccessRequest> = { jwt }) =>
    decisionFor([accepting, rules('ALLOW', rule)], { ...get, ...change })
      .verdict === 'allowed';

  it.each<[string, boolean]>([
    ['https://login.example//casey', true],
    ['https://login.example//*', true],
    ['https://login.example//ca*', true],
    ['https://login.example//robin', false],
    ['https://login.example/casey', false],
    ['*/casey', true],
    ['*.example//casey', true],
    ['*asey', true],
    ['https://*', false],
    ['*', true],
  ])('requestPrincipals %s: %s', (pattern, expected) => {
    expect(allows(from({ requestPrincipals: [pattern] }))).toBe(expected);
    expect(allows(when('request.auth.principal', pattern))).toBe(expected);
    expect(allows(from({ notRequestPrincipals: [pattern] }))).toBe(!expected);
  });

  it.each<[string, string, boolean]>([
    ['request.auth.audiences', 'checkout', true],
    ['request.auth.audiences', 'search', false],
    ['request.auth.presenter', 'web', true],
    ['request.auth.claims[groups]', 'ops', true],
    ['request.auth.claims[groups]', 'o*', true],
    ['request.auth.claims[groups]', 'root', false],
    ['request.auth.claims[org][team]', 'red', true],
    ['request.auth.claims[org][name]', '*', false],
    ['request.auth.claims[scope]', 'write', true],
    ['request.auth.claims[roles]', 'b', true],
    ['request.auth.claims[age]', '7', false],
    ['request.auth.claims[toString]', '*', false],
    ['request.auth.claims[iss]', issuer, true],
  ])('%s %s: %s', (key, value, expected) => {
    expect(allows(when(key, value))).toBe(expected);
  });

  it('asks for nothing that is not there', () => {
    expect(allows(from({ requestPrincipals: ['*'] }), { jwt: null })).toBe(
      false,
    );
    const { sub: _, ...claims } = jwt.claims;
    expect(
      allows(from({ requestPrincipals: ['*'] }), { jwt: { ...jwt, claims } }),
    ).toBe(false);
  });

  it.each<[string, Partial<AccessRequest>, string, number | undefined]>([
    ['none', { jwt: null }, 'allowed', undefined],
    ['valid', { jwt }, 'allowed', undefined],
    ['not valid', { jwt: { ...jwt, valid: false } }, 'denied', 401],
    [
      'of an issuer that no rule knows',
      { jwt: { ...jwt, issuer: 'https://other/' } },
      'denied',
      401,
    ],
    ['not known', { jwt: undefined }, 'depends', undefined],
  ])('a token: %s', (_, change, verdict, status) => {
    const decision = decisionFor([accepting], { ...get, ...change });
    expect(decision.verdict).toBe(verdict);
    expect(decision.answer).toEqual(
      status === undefined ? undefined : { kind: 'status', status },
    );
  });

  it('is refused with 403 when it is for other audiences', () => {
    const picky = tokens('shop/t', { issuer, audiences: ['search'] });
    expect(decisionFor([picky], { ...get, jwt })).toMatchObject({
      verdict: 'denied',
      answer: { kind: 'status', status: 403 },
      decidedBy: { ref: { name: 't' }, path: 'spec.jwtRules[0]' },
    });
    expect(decisionFor([picky, accepting], { ...get, jwt }).verdict).toBe(
      'allowed',
    );
  });

  it('is not looked at where no RequestAuthentication holds', () => {
    const bad = { ...get, jwt: { ...jwt, valid: false } };
    expect(decisionFor([], bad).verdict).toBe('allowed');
    expect(
      decisionFor([rules('ALLOW', from({ requestPrincipals: ['*'] }))], {
        ...get,
        jwt,
      }).verdict,
    ).toBe('denied');
    expect(decisionFor([accepting], { ...bad, protocol: 'tcp' }).verdict).toBe(
      'allowed',
    );
  });

  it('is not asked of a preflight request', () => {
    const headers = {
      origin: 'https://shop.example',
      'access-control-request-method': 'PUT',
    };
    const bad = { ...jwt, valid: false };
    expect(
      decisionFor([accepting], {
        ...plain,
        method: 'OPTIONS',
        headers,
        jwt: bad,
      }).verdict,
    ).toBe('allowed');
  });
});
