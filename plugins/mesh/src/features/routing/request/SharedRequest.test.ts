import type { RouteRow } from '@fairway/backstage-plugin-mesh-common';
import { aRouteRow } from '@fairway/mesh-test-utils';
import type { RequestDraft } from './RequestDraft';
import {
  asksToTry,
  sharedOfParams,
  withoutShared,
  withShared,
  withTrying,
} from './sharedParams';
import { draftOfShared, isSecretName, shareRequest } from './SharedRequest';

function aDraft(overrides: Partial<RequestDraft> = {}): RequestDraft {
  return {
    caller: 'sidecar:storefront',
    method: 'GET',
    url: 'https://www.shop.example/a?page=2',
    headers: 'x-user-group: beta',
    cookies: '',
    connect: '',
    target: '',
    ...overrides,
  };
}

function cookieRow(regex: string): RouteRow {
  return aRouteRow({ match: { headers: { cookie: { regex } } } });
}

const share = (
  overrides: Partial<RequestDraft>,
  rows: RouteRow[] = [],
  keep = false,
) => shareRequest(aDraft(overrides), rows, keep);

describe('isSecretName', () => {
  it.each([
    ...['authorization', 'Authorization', 'proxy-authorization', 'x-api-key'],
    ...[
      'x-apikey',
      'api_key',
      'x-auth-token',
      'x-csrf-token',
      'x-amz-signature',
    ],
    ...['x-session-id', 'access_token', 'x-goog-iap-jwt-assertion', 'password'],
  ])('is true for %s', name => expect(isSecretName(name)).toBe(true));

  it.each([
    ...['x-user-group', 'accept', 'user-agent', 'x-canary', 'content-type'],
    ...['x-keyboard', 'origin', 'x-author', 'traceparent', 'page'],
  ])('is false for %s', name => expect(isSecretName(name)).toBe(false));
});

describe('shareRequest', () => {
  it('keeps what is no secret', () => {
    expect(share({})).toEqual({
      asked: [],
      shared: {
        caller: 'sidecar:storefront',
        method: 'GET',
        url: 'https://www.shop.example/a?page=2',
        headers: ['x-user-group: beta'],
        cookies: [],
        connect: '',
        target: '',
        without: [],
      },
    });
  });

  it('leaves out credentials, also under harmless names', () => {
    const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln';
    const { shared } = share({
      headers: [
        'Authorization: Bearer 1234',
        'x-api-key: 5678',
        `x-user: ${jwt}`,
        'x-forward: Basic bWU6c2VjcmV0',
        'accept: */*',
      ].join('\n'),
      url: `https://a/?access_token=1234&q=1&x=${jwt}`,
    });
    expect(shared).toMatchObject({
      headers: ['accept: */*'],
      url: 'https://a/?access_token=&q=1&x=',
      without: [
        ...['access_token', 'x'],
        ...['Authorization', 'x-api-key', 'x-user', 'x-forward'],
      ],
    });
    expect(JSON.stringify(shared)).not.toMatch(/1234|5678|eyJ|bWU6/);
  });

  it('keeps cookies whose value a rule says, and no others', () => {
    const rows = [cookieRow('^(.*?;)?(canary=always)(;.*)?$')];
    const { shared, asked } = share(
      { cookies: 'canary=always; session=1234' },
      rows,
    );
    expect(shared.cookies).toEqual(['canary=always']);
    expect(shared.without).toEqual(['session']);
    expect(asked).toEqual([]);
  });

  it('asks before it gives away the value of a cookie that a rule only names', () => {
    const rows = [cookieRow('^(.*;)?session=[^;]+(;.*)?$')];
    const cookies = 'session=1234; mysession=5';
    const before = share({ cookies }, rows);
    expect(before.asked).toEqual(['session']);
    expect(before.shared.cookies).toEqual([]);
    expect(before.shared.without).toEqual(['session', 'mysession']);
    const after = share({ cookies }, rows, true);
    expect(after.shared.cookies).toEqual(['session=1234']);
    expect(after.shared.without).toEqual(['mysession']);
  });
});

describe('the address', () => {
  it('carries a request and keeps what else is in it', () => {
    const { shared } = share({
      headers: 'x-a: 1\nx-b: ä & b\nauthorization: secret',
      connect: 'gw:8443',
      target: '*',
    });
    const params = withShared(new URLSearchParams('cluster=x&try='), shared);
    expect(params.get('cluster')).toBe('x');
    expect(params.toString()).not.toContain('secret');
    expect(sharedOfParams(new URLSearchParams(params.toString()))).toEqual(
      shared,
    );
    expect(withoutShared(params).toString()).toBe('cluster=x');
  });

  it('gives the fields back', () => {
    const draft = aDraft({ headers: 'x-a: 1\nx-b: 2' });
    const { shared } = shareRequest(draft, [], false);
    expect(draftOfShared(shared)).toEqual(draft);
  });

  it('opens the page without a request', () => {
    const params = withTrying(new URLSearchParams('host=a'));
    expect(params.toString()).toBe('host=a&try=');
    expect(asksToTry(params)).toBe(true);
    expect(asksToTry(new URLSearchParams('host=a'))).toBe(false);
    expect(sharedOfParams(params)).toBeUndefined();
  });

  it.each(['try=GET', 'try=GET%20a%20b', `try=GET%20${'a'.repeat(9_000)}`])(
    'has no request in %s',
    text => {
      expect(sharedOfParams(new URLSearchParams(text))).toBeUndefined();
    },
  );
});
