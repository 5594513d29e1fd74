/**
 * Compares a text as authorization policies do: the whole of it, `abc*` by its beginning, `*abc` by its end, and `*` when it is not
 * empty. A `*` elsewhere is a character like any other.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/authz/matcher/string.go
 */
export function matchText(pattern: string, text: string): boolean {
  if (pattern === '*') {
    return text !== '';
  }
  if (pattern.startsWith('*')) {
    return text.endsWith(pattern.slice(1));
  }
  return pattern.endsWith('*')
    ? text.startsWith(pattern.slice(0, -1))
    : text === pattern;
}

/**
 * Compares a header. `*` asks only that it is there, so an empty one counts.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/authz/matcher/header.go
 */
export function matchHeader(pattern: string, value: string): boolean {
  return pattern === '*' || matchText(pattern, value);
}

/**
 * Compares a host without regard to case. The port is part of it where the client sent one: `shop.example` does not take
 * `shop.example:8443`, `shop.example*` and `shop.example:*` do.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation
 */
export function matchHost(pattern: string, host: string): boolean {
  return matchHeader(pattern.toLowerCase(), host.toLowerCase());
}
