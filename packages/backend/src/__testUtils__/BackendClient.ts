import { setTimeout as sleep } from 'node:timers/promises';

const CATALOG_TIMEOUT_MS = 30_000;

/** Asks a backend over HTTP. */
export class BackendClient {
  constructor(private readonly url: string) {}

  /** @param token - Backstage token, or undefined for a request without credentials */
  get(
    path: string,
    token?: string,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
    });
  }

  /**
   * Signs in as a demo user, and waits for the catalog to know that user.
   *
   * @returns the Backstage token of the user
   */
  async signIn(name: string): Promise<string> {
    const end = Date.now() + CATALOG_TIMEOUT_MS;
    for (;;) {
      const response = await this.get('/api/auth/persona/refresh', undefined, {
        'x-fairway-persona': `user:default/${name}`,
      });
      const body = await response.json();
      if (response.ok) {
        return body.backstageIdentity.token;
      }
      if (Date.now() > end) {
        throw new Error(`${name} cannot sign in: ${JSON.stringify(body)}`);
      }
      await sleep(100);
    }
  }
}
