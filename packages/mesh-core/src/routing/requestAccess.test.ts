import { scopeOf } from '../snapshot';
import {
  deployment,
  raw,
  routeTo,
  service,
  snapshotOf,
  virtualService,
  type RawObject,
} from '../snapshot/__testUtils__/objects';
import { cart, cartQuery, subsets } from './__testUtils__/routing';
import { requestAccess } from './requestAccess';
import { explainRequest } from './rows';
import type { RouteRequest } from './simulate/Outcome';
import { compile } from './table/compile';
import type { RouteCaller } from './table/CompileOptions';

const HOST = 'cart.shop.svc.cluster.local';
const web: RouteCaller = {
  kind: 'sidecar',
  namespace: 'web',
  labels: { app: 'front' },
};
const front: RawObject = deployment('web/front', {});
const injected = ['shop', 'web'].map(name =>
  raw('Namespace', name, {
    metadata: { labels: { 'istio-injection': 'enabled' } },
  }),
);
const strict = raw('PeerAuthentication', 'istio-system/mesh', {
  spec: { mtls: { mode: 'STRICT' } },
});

function policy(spec: Record<string, unknown>): RawObject {
  return raw('AuthorizationPolicy', 'shop/callers', { spec });
}

const allow = (...rules: unknown[]) => policy({ rules });
const from = (principal: string) => ({
  from: [{ source: { principals: [principal] } }],
});
const to = (operation: Record<string, unknown>) => ({ to: [{ operation }] });

function ask(
  objects: readonly RawObject[],
  overrides: Partial<RouteRequest> = {},
  caller: RouteCaller = web,
) {
  const snapshot = snapshotOf(...cart, front, ...injected, ...objects);
  const scope = scopeOf(snapshot, cartQuery);
  const request: RouteRequest = {
    method: 'GET',
    scheme: 'http',
    host: HOST,
    path: '/items',
    headers: [],
    port: 8080,
    ...overrides,
  };
  const reader = {
    snapshot,
    scope,
    table: compile(snapshot, caller),
    isSelf: false,
  };
  const explained = explainRequest(reader, request);
  const site = { snapshot, scope, notRead: [] };
  return {
    answers: requestAccess(site, caller, request, explained),
    again: (notRead: 'AuthorizationPolicy'[]) =>
      requestAccess({ ...site, notRead }, caller, request, explained),
  };
}

const verdicts = (...args: Parameters<typeof ask>) =>
  ask(...args).answers?.map(({ workload, verdict, status }) =>
    [workload.name, verdict, status].filter(Boolean).join(' '),
  );

describe('requestAccess', () => {
  it('lets in where no policy acts', () => {
    expect(verdicts([strict])).toEqual(['cart allowed', 'cart-v2 allowed']);
  });

  it('knows the caller by the account of its pods', () => {
    const good = allow(from('cluster.local/ns/web/sa/default'));
    const bad = allow(from('cluster.local/ns/web/sa/other'));
    expect(verdicts([strict, good])).toEqual([
      'cart allowed',
      'cart-v2 allowed',
    ]);
    expect(verdicts([strict, bad])).toEqual([
      'cart denied 403',
      'cart-v2 denied 403',
    ]);
  });

  it('names the policy and the rule that decide', () => {
    const deny = policy({
      action: 'DENY',
      rules: [to({ methods: ['DELETE'] }), to({ paths: ['/items*'] })],
    });
    const [answer] = ask([deny]).answers ?? [];
    expect(answer).toMatchObject({
      host: HOST,
      verdict: 'denied',
      status: 403,
      policy: { kind: 'AuthorizationPolicy', name: 'callers' },
      path: expect.stringContaining('spec.rules[1]'),
    });
  });

  it('does not know a caller whose pods run as several accounts', () => {
    const other = raw('Deployment', 'web/front-2', {
      spec: {
        template: {
          metadata: { labels: { app: 'front' } },
          spec: { serviceAccountName: 'two', containers: [] },
        },
      },
    });
    const good = allow(from('cluster.local/ns/web/sa/default'));
    expect(verdicts([strict, good, other])).toEqual([
      'cart depends',
      'cart-v2 depends',
    ]);
  });

  it('gives a caller outside the mesh no identity', () => {
    const good = allow(from('cluster.local/ns/web/sa/default'));
    const outside: RouteCaller = { kind: 'none', namespace: 'web' };
    expect(verdicts([good], {}, outside)).toEqual([
      'cart denied 403',
      'cart-v2 denied 403',
    ]);
    expect(verdicts([allow(to({ paths: ['/items'] }))], {}, outside)).toEqual([
      'cart allowed',
      'cart-v2 allowed',
    ]);
    // the connection is closed
    expect(verdicts([strict], {}, outside)).toEqual([
      'cart denied',
      'cart-v2 denied',
    ]);
  });

  it('asks the pods of the subset only', () => {
    const split = virtualService('shop/cart', {
      hosts: ['cart'],
      http: [
        {
          match: [{ uri: { prefix: '/items' } }],
          route: [{ destination: { host: 'cart', subset: 'v2' } }],
        },
        routeTo('cart'),
      ],
    });
    expect(verdicts([split, subsets])).toEqual(['cart-v2 allowed']);
    expect(ask([split, subsets]).answers?.[0].subset).toBe('v2');
    expect(verdicts([split, subsets], { path: '/other' })).toHaveLength(2);
    expect(verdicts([split])).toBeUndefined();
  });

  it('sees the request as it arrives: path, host and headers after the rule', () => {
    const rewriting = virtualService('shop/cart', {
      hosts: ['cart'],
      http: [
        {
          match: [{ uri: { prefix: '/items' } }],
          rewrite: { uri: '/v2', authority: 'v2.shop' },
          headers: {
            request: { set: { 'x-tier': 'gold' }, remove: ['x-secret'] },
          },
          route: [{ destination: { host: 'cart' } }],
        },
      ],
    });
    const gold = allow({
      ...to({ paths: ['/v2'], hosts: ['v2.shop'] }),
      when: [{ key: 'request.headers[x-tier]', values: ['gold'] }],
    });
    const secret = allow({
      when: [{ key: 'request.headers[x-secret]', values: ['1'] }],
    });
    const headers: RouteRequest['headers'] = [['x-secret', '1']];
    expect(verdicts([rewriting, gold])?.[0]).toBe('cart allowed');
    expect(verdicts([gold])?.[0]).toBe('cart denied 403');
    expect(verdicts([secret], { headers })?.[0]).toBe('cart allowed');
    expect(verdicts([rewriting, secret], { headers })?.[0]).toBe(
      'cart denied 403',
    );
  });

  it('looks at the port of the pods, by number and by name', () => {
    const named = service('shop/cart', { app: 'cart' });
    const ports = [{ name: 'http', port: 8080, targetPort: 9090 }];
    const onPort = allow(to({ ports: ['9090'] }));
    const moved = { ...named, spec: { selector: { app: 'cart' }, ports } };
    expect(verdicts([onPort])?.[0]).toBe('cart denied 403');
    expect(verdicts([moved, onPort])?.[0]).toBe('cart allowed');
  });

  it('sees no HTTP on a port that does not speak it', () => {
    const named = service('shop/cart', { app: 'cart' });
    const ports = [{ name: 'tcp', port: 8080 }];
    const bytes = { ...named, spec: { selector: { app: 'cart' }, ports } };
    const paths = allow(to({ paths: ['/items'] }));
    expect(verdicts([bytes, paths])?.[0]).toBe('cart denied');
    expect(verdicts([paths])?.[0]).toBe('cart allowed');
  });

  it('takes a token as valid, and wants one where a policy does', () => {
    const authentication = raw('RequestAuthentication', 'shop/jwt', {
      spec: { jwtRules: [{ issuer: 'https://id.example' }] },
    });
    const wanted = allow({
      from: [{ source: { requestPrincipals: ['https://id.example/*'] } }],
    });
    const payload = Buffer.from(
      JSON.stringify({ iss: 'https://id.example', sub: 'casey' }),
    ).toString('base64url');
    const headers: RouteRequest['headers'] = [
      ['authorization', `Bearer e30.${payload}.c2ln`],
    ];
    const objects = [authentication, wanted];
    expect(verdicts(objects)?.[0]).toBe('cart denied 403');
    expect(verdicts(objects, { headers })?.[0]).toBe('cart allowed');
    expect(
      verdicts(objects, { headers: [['authorization', 'Bearer opaque']] })?.[0],
    ).toBe('cart depends');
  });

  it('says nothing of requests that are not sent on, or of policies that were not read', () => {
    const hole = virtualService('shop/cart', {
      hosts: ['cart'],
      http: [{ ...routeTo('cart'), match: [{ uri: { exact: '/a' } }] }],
    });
    expect(ask([hole]).answers).toBeUndefined();
    const { answers, again } = ask([]);
    expect(answers).toHaveLength(2);
    expect(again(['AuthorizationPolicy'])).toBeUndefined();
  });

  it('says nothing of the pods of others', () => {
    const elsewhere = virtualService('shop/cart', {
      hosts: ['cart'],
      http: [routeTo('stock.depot.svc.cluster.local')],
    });
    const others = [
      deployment('depot/stock', {}),
      service('depot/stock', { app: 'stock' }),
    ];
    expect(ask([elsewhere, ...others]).answers).toBeUndefined();
  });
});
