import { KialiError } from '../KialiError';
import type { KialiAnswer, KialiRequest, KialiServices } from './KialiRequest';

/** `/api/auth/info`: never fails, so it tells an expired session from a broken Kiali. */
export function authInfo(
  { sessions, cluster }: KialiServices,
  { cookie }: KialiRequest,
): KialiAnswer {
  const access = sessions.check(cookie);
  const session = access.verdict === 'allowed' ? access.session : undefined;
  const sessionInfo = session
    ? {
        clusterInfo: { [cluster]: { name: cluster } },
        expiresOn: toRfc1123(session.expiresAtMs),
        username: session.username,
      }
    : {};
  return {
    status: 200,
    body: { sessionInfo, strategy: sessions.strategy },
  };
}

/**
 * `/api/authenticate`
 *
 * @throws KialiError 401 for a refused token, 500 without one
 */
export function authenticate(
  { sessions }: KialiServices,
  { form }: KialiRequest,
): KialiAnswer {
  const token = form.get('token');
  if (!token) {
    throw new KialiError(500, 'Internal server error');
  }
  const login = sessions.login(token);
  if (!login) {
    throw new KialiError(401, 'token is not valid or is expired');
  }
  const { expiresAtMs, username } = login.session;
  return {
    status: 200,
    body: { expiresOn: new Date(expiresAtMs).toISOString(), username },
    setCookies: login.setCookies,
  };
}

/** `/api/logout`: only deletes the cookie, which would still be accepted. */
export function logout({ sessions }: KialiServices): KialiAnswer {
  return { status: 204, setCookies: [sessions.logoutCookie()] };
}

function toRfc1123(timeMs: number): string {
  return new Date(timeMs).toUTCString().replace('GMT', '+0000');
}
