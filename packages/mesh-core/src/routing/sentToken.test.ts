import { raw, snapshotOf } from '../snapshot/__testUtils__/objects';
import { sentToken } from './sentToken';

const snapshot = snapshotOf();
const encode = (payload: unknown) =>
  Buffer.from(JSON.stringify(payload)).toString('base64url');
const bearer = (payload: unknown) => ({
  authorization: `Bearer e30.${encode(payload)}.c2ln`,
});

describe('sentToken', () => {
  it('reads issuer and claims, in any script', () => {
    const claims = { iss: 'https://id.example', name: 'Zoë 😀?>' };
    expect(sentToken(snapshot, bearer(claims))).toEqual({
      issuer: 'https://id.example',
      claims,
      valid: true,
    });
  });

  it.each<Record<string, string>>([
    {},
    { authorization: 'Basic bWU6c2VjcmV0' },
  ])('finds none in %j', headers => {
    expect(sentToken(snapshot, headers)).toBeNull();
  });

  it.each([
    { authorization: 'Bearer opaque' },
    { authorization: 'Bearer a.b.c' },
    bearer({ sub: 'without issuer' }),
    bearer(null),
    bearer(['a']),
  ])('cannot tell of %j', headers => {
    expect(sentToken(snapshot, headers)).toBeUndefined();
  });

  it('cannot tell there is none where tokens may come in another way', () => {
    const other = snapshotOf(
      raw('RequestAuthentication', 'shop/jwt', {
        spec: { jwtRules: [{ issuer: 'a', fromHeaders: [{ name: 'x-jwt' }] }] },
      }),
    );
    expect(sentToken(other, {})).toBeUndefined();
  });
});
