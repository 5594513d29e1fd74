import { z } from 'zod';
import type { KialiAuth } from '../config';
import { KialiError } from './KialiFailure';
import { readKialiFailure } from './readKialiFailure';

/** Sends a request below the web root of Kiali. */
export type KialiSend = (
  path: string,
  init: {
    method: 'GET' | 'POST';
    headers: Record<string, string>;
    body?: string;
  },
  signal: AbortSignal,
) => Promise<Response>;

const authInfoSchema = z.looseObject({ strategy: z.string() });

/** What is sent along with each request, and whether it can expire. */
interface Identity {
  headers: Record<string, string>;
  expires: boolean;
}

/**
 * The backend's identity at Kiali. Which way it is told depends on Kiali's strategy, which is asked for once: a session cookie
 * after a login (`token`), the token with every request (`header`, `openshift`), or nothing (`anonymous`).
 *
 * @see https://kiali.io/docs/configuration/authentication/
 */
export class KialiSession {
  readonly #auth: KialiAuth;
  readonly #send: KialiSend;
  #identity?: Promise<Identity>;

  constructor(auth: KialiAuth, send: KialiSend) {
    this.#auth = auth;
    this.#send = send;
  }

  /**
   * Headers for the next request; logs in where that is needed. Requests at the same time share one login.
   *
   * @throws KialiError
   */
  async identity(signal: AbortSignal): Promise<Identity> {
    const identity = (this.#identity ??= this.#begin(signal));
    try {
      return await identity;
    } catch (error) {
      this.#forget(identity);
      throw error;
    }
  }

  /** Logs in anew for the next request, unless somebody has done so since `used` was handed out. */
  async end(used: Identity): Promise<void> {
    const current = this.#identity;
    if (current && (await current.catch(() => used)) === used) {
      this.#forget(current);
    }
  }

  #forget(identity: Promise<Identity>): void {
    if (this.#identity === identity) {
      this.#identity = undefined;
    }
  }

  async #begin(signal: AbortSignal): Promise<Identity> {
    const strategy = await this.#readStrategy(signal);
    if (strategy === 'anonymous') {
      return { headers: {}, expires: false };
    }
    if (!['token', 'header', 'openshift'].includes(strategy)) {
      throw new KialiError({ type: 'unsupported-auth', strategy });
    }
    if (this.#auth.type === 'none') {
      const detail = `its strategy is ${strategy}, and no token is configured`;
      throw new KialiError({ type: 'unauthorized', detail });
    }
    const { token } = this.#auth;
    return strategy === 'token'
      ? { headers: await this.#logIn(token, signal), expires: true }
      : { headers: { Authorization: `Bearer ${token}` }, expires: false };
  }

  async #readStrategy(signal: AbortSignal): Promise<string> {
    const path = '/api/auth/info';
    const init = { method: 'GET', headers: {} } as const;
    const response = await this.#send(path, init, signal);
    const body = await response.text();
    if (!response.ok) {
      throw new KialiError(readKialiFailure({ status: response.status, body }));
    }
    try {
      return authInfoSchema.parse(JSON.parse(body)).strategy;
    } catch (error) {
      const detail = 'Does mesh.kiali.url have the web root of Kiali?';
      throw new KialiError({ type: 'malformed', detail }, error);
    }
  }

  /** A session is one cookie or, for a long token, several. Their names depend on the cluster. */
  async #logIn(
    token: string,
    signal: AbortSignal,
  ): Promise<Record<string, string>> {
    const response = await this.#send(
      '/api/authenticate',
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ token }).toString(),
      },
      signal,
    );
    const body = await response.text();
    if (!response.ok) {
      throw new KialiError(readKialiFailure({ status: response.status, body }));
    }
    const cookies = response.headers
      .getSetCookie()
      .map(cookie => cookie.split(';', 1)[0])
      // Kiali deletes a cookie by an empty value. Others are base64 and may end with `=`.
      .filter(pair => pair.slice(pair.indexOf('=') + 1) !== '');
    return { Cookie: cookies.join('; ') };
  }
}
