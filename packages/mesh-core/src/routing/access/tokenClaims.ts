import type { RequestToken } from './model';
import { matchText } from './matchText';

/** Claims that hold several texts with spaces between, always. */
const SPACE_DELIMITED = ['permission', 'scope'];

/** The token as authorization sees it. */
export interface SeenToken extends RequestToken {
  /** More claims with texts between spaces. */
  spaceDelimited?: readonly string[];
}

const textsOf = (value: unknown): string[] => {
  const list = Array.isArray(value) ? value : [value];
  return list.filter(item => typeof item === 'string');
};

/** What stands under nested keys. */
function valueAt(claims: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string, unknown>)[key]
        : undefined,
    claims,
  );
}

/**
 * The texts of a claim, of a nested one with several keys; numbers and the like cannot be compared.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/authz/model/generator.go
 */
export function claimTexts(
  token: SeenToken,
  keys: readonly string[],
): string[] {
  const value = valueAt(token.claims, keys);
  const [name] = keys;
  const isTop = keys.length === 1;
  if (isTop && name === 'iss' && value === undefined) {
    return [token.issuer];
  }
  const delimited = [...SPACE_DELIMITED, ...(token.spaceDelimited ?? [])];
  return isTop && typeof value === 'string' && delimited.includes(name)
    ? value.split(' ').filter(text => text !== '')
    : textsOf(value);
}

/**
 * Keys in `[a][b]`; `undefined` when it is written otherwise.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/authz/model/generator.go
 */
export function bracketKeys(text: string): string[] | undefined {
  if (/^(\[[^[\]]*\])+$/.test(text)) {
    return text.slice(1, -1).split('][');
  }
  return text.startsWith('[') && text.endsWith(']')
    ? [text.slice(1, -1)]
    : undefined;
}

type TextTest = (text: string) => boolean;
const present: TextTest = text => text !== '';
const exactly =
  (wanted: string): TextTest =>
  text =>
    text === wanted;

/** A pattern `issuer/subject` in two; the last `/` divides, since an issuer may be a URL. */
function partsOf(pattern: string): { issuer: TextTest; subject: TextTest } {
  const cut = pattern.lastIndexOf('/');
  const found = cut >= 0;
  const issuer = found ? pattern.slice(0, cut) : pattern;
  const subject = found ? pattern.slice(cut + 1) : '';
  if (pattern === '*') {
    return { issuer: present, subject: present };
  }
  if (pattern.startsWith('*')) {
    return found
      ? {
          issuer: issuer === '*' ? present : text => matchText(issuer, text),
          subject: exactly(subject),
        }
      : { issuer: present, subject: text => matchText(pattern, text) };
  }
  if (pattern.endsWith('*')) {
    return found
      ? {
          issuer: exactly(issuer),
          subject: text => matchText(subject, text),
        }
      : { issuer: text => matchText(pattern, text), subject: present };
  }
  return { issuer: exactly(issuer), subject: exactly(subject) };
}

/**
 * Whether a pattern of `requestPrincipals` takes a token. Issuer and subject are compared apart, so `*` needs both.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/authz/model/generator.go
 */
export function requestPrincipalMatcher(
  pattern: string,
): (token: SeenToken) => boolean {
  const { issuer, subject } = partsOf(pattern);
  // Without a subject there is nothing to compare, not even with an empty text.
  return token =>
    claimTexts(token, ['iss']).some(issuer) &&
    claimTexts(token, ['sub']).some(subject);
}
