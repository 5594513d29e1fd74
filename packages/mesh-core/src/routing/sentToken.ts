import type { MeshSnapshot } from '../snapshot';
import type { RequestToken } from './access';

/** A payload as base64url has it, or nothing. */
function payloadOf(token: string): Record<string, unknown> | undefined {
  try {
    const [, part] = token.split('.');
    const bytes = Uint8Array.from(
      atob(part.replaceAll('-', '+').replaceAll('_', '/')),
      character => character.charCodeAt(0),
    );
    const payload: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof payload === 'object' && payload !== null
      ? { ...payload }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether tokens may come elsewhere than in the header `Authorization`. */
function hasOtherPlaces(snapshot: MeshSnapshot): boolean {
  return snapshot
    .list('RequestAuthentication')
    .some(({ spec }) =>
      (spec.jwtRules ?? []).some(
        ({ fromHeaders = [], fromParams = [], fromCookies = [] }) =>
          fromHeaders.length + fromParams.length + fromCookies.length > 0,
      ),
    );
}

/**
 * The token that comes with a request. It is taken as valid: keys are not asked for.
 *
 * @returns `null` when there is none; nothing when that cannot be told
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/
 */
export function sentToken(
  snapshot: MeshSnapshot,
  headers: Readonly<Record<string, string>>,
): RequestToken | null | undefined {
  const { authorization } = headers;
  if (authorization === undefined) {
    return hasOtherPlaces(snapshot) ? undefined : null;
  }
  const [, token] = /^Bearer\s+(\S+)$/i.exec(authorization) ?? [];
  if (token === undefined) {
    return hasOtherPlaces(snapshot) ? undefined : null;
  }
  const claims = payloadOf(token);
  return typeof claims?.iss === 'string'
    ? { issuer: claims.iss, claims, valid: true }
    : undefined;
}
