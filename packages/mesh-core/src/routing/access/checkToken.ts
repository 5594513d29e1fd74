import type { ResourceRef } from '../../refs';
import type { JwtRule } from '../../resources';
import type { AccessRequest } from './model';
import type { AttachedPolicy } from './policiesFor';
import { claimTexts, type SeenToken } from './tokenClaims';

/** A rule about tokens, with where it stands. */
export interface TokenRule {
  rule: JwtRule;
  ref: ResourceRef;
  /** In the object, as in `spec.jwtRules[0]`. */
  path: string;
}

/** What the check of the token came to. */
export interface TokenCheck {
  state: 'not-checked' | 'not-sent' | 'accepted' | 'refused' | 'unknown';
  /** When refused. */
  status?: 401 | 403;
  reason: string;
  by?: { ref: ResourceRef; path: string };
  /** What authorization sees: `null` no token, `undefined` not known. */
  seen: SeenToken | null | undefined;
}

/**
 * The rules of all policies that hold together.
 *
 * @see https://github.com/envoyproxy/envoy/blob/main/source/extensions/filters/http/jwt_authn/filter.cc
 */
export function tokenRules(
  policies: readonly AttachedPolicy<'RequestAuthentication'>[],
): TokenRule[] {
  return policies.flatMap(({ policy, ref }) =>
    (policy.spec.jwtRules ?? []).map((rule, index) => ({
      rule,
      ref,
      path: `spec.jwtRules[${index}]`,
    })),
  );
}

function takesAudience({ rule }: TokenRule, token: SeenToken): boolean {
  const wanted = rule.audiences ?? [];
  return (
    wanted.length === 0 ||
    claimTexts(token, ['aud']).some(audience => wanted.includes(audience))
  );
}

/** A preflight request of a browser, which carries no token: Istio lets it pass unchecked. */
function isPreflight({ method, headers }: AccessRequest): boolean {
  return (
    method === 'OPTIONS' &&
    Boolean(headers?.origin && headers['access-control-request-method'])
  );
}

function checkSent(
  rules: readonly TokenRule[],
  token: NonNullable<AccessRequest['jwt']>,
): TokenCheck {
  const refused = (
    status: 401 | 403,
    reason: string,
    by: TokenRule,
  ): TokenCheck => ({
    state: 'refused',
    status,
    reason,
    by: { ref: by.ref, path: by.path },
    seen: null,
  });
  const ofIssuer = rules.filter(
    ({ rule }) => !rule.issuer || rule.issuer === token.issuer,
  );
  const [first] = ofIssuer;
  if (!first) {
    return refused(401, `No rule knows the issuer ${token.issuer}.`, rules[0]);
  }
  if (!token.valid) {
    return refused(401, 'The token is not valid.', first);
  }
  const taking = ofIssuer.find(rule => takesAudience(rule, token));
  if (!taking) {
    return refused(403, 'The token is meant for other audiences.', first);
  }
  return {
    state: 'accepted',
    reason: `The token of ${token.issuer} is accepted.`,
    by: { ref: taking.ref, path: taking.path },
    seen: { ...token, spaceDelimited: taking.rule.spaceDelimitedClaims ?? [] },
  };
}

/**
 * Checks the token of a request against the RequestAuthentications that hold. A request without a token passes; one with a token that
 * is not valid, or of an issuer that no rule knows, gets 401; one for other audiences 403. Where no rule holds nobody looks at tokens,
 * and authorization sees none.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/authn/policy_applier.go
 */
export function checkToken(
  rules: readonly TokenRule[],
  request: AccessRequest,
): TokenCheck {
  const { jwt } = request;
  if (rules.length === 0) {
    return {
      state: 'not-checked',
      reason: 'No RequestAuthentication holds here: tokens are not looked at.',
      seen: null,
    };
  }
  if (jwt === null || isPreflight(request)) {
    return {
      state: 'not-sent',
      reason: 'No token was sent, which RequestAuthentication lets pass.',
      seen: null,
    };
  }
  return jwt === undefined
    ? {
        state: 'unknown',
        reason: 'It is not known whether a token was sent.',
        seen: undefined,
      }
    : checkSent(rules, jwt);
}
