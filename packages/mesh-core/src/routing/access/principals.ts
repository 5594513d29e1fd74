import { RE2JS } from 're2js';
import { matchText } from './matchText';

/** Names under which the identities of the mesh are known. */
export interface TrustDomains {
  own: string;
  aliases: readonly string[];
}

/** The default name of the own trust domain, which stands for it whatever it is called. */
const LOCAL = 'cluster.local';

function fits(pattern: string, domain: string): boolean {
  return pattern === domain || matchText(pattern, domain);
}

/**
 * A principal of a policy under all names of its trust domain: with aliases, one identity has several names, and `cluster.local`
 * stands for all of them.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/trustdomain/bundle.go
 */
export function principalAliases(
  pattern: string,
  { own, aliases }: TrustDomains,
): string[] {
  const parts = pattern.split('/');
  const domains = [own, ...aliases];
  const [domain, ...rest] = parts;
  if (parts.length !== 5 || domain === '*') {
    return [pattern];
  }
  if (domain !== LOCAL && !domains.some(known => fits(domain, known))) {
    return [pattern];
  }
  return domains.map(known =>
    domain.startsWith('*') && fits(domain, known)
      ? pattern
      : [known, ...rest].join('/'),
  );
}

/** Compiled when it is first asked, and only then: most rules fail before. */
function lazyMatcher(pattern: () => string): (principal: string) => boolean {
  let compiled: RE2JS | undefined;
  return principal => {
    compiled ??= RE2JS.compile(pattern());
    return compiled.matches(principal);
  };
}

/**
 * Whether an identity, without `spiffe://`, is of a namespace; `*` stands for any part of its name.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/authz/model/generator.go
 */
export function namespaceMatcher(
  pattern: string,
): (principal: string) => boolean {
  if (!pattern.includes('*')) {
    return principal => principal.includes(`/ns/${pattern}/`);
  }
  return lazyMatcher(
    () => `.*/ns/${pattern.split('*').map(RE2JS.quote).join('.*')}/.*`,
  );
}

/**
 * Whether an identity is a service account: `name` in the namespace of the policy, or `namespace/name`.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/authz/model/generator.go
 */
export function serviceAccountMatcher(
  pattern: string,
  policyNamespace: string,
): (principal: string) => boolean {
  const cut = pattern.indexOf('/');
  const namespace = cut < 0 ? policyNamespace : pattern.slice(0, cut);
  const account = pattern.slice(cut + 1);
  const matches = lazyMatcher(
    () =>
      `.+/ns/${RE2JS.quote(namespace)}/(.+/|)sa/${RE2JS.quote(account)}(/.+)?`,
  );
  return principal =>
    principal.includes(`/ns/${namespace}/`) && matches(principal);
}

/**
 * Whether an identity is of a trust domain; a known one stands for its aliases too.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/authz/model/generator.go
 */
export function trustDomainMatcher(
  pattern: string,
  { own, aliases }: TrustDomains,
): (principal: string) => boolean {
  const known = [own, ...aliases];
  const patterns = known.includes(pattern) ? known : [pattern];
  return principal =>
    patterns.some(one => matchText(one, principal.split('/')[0]));
}
