import type { KialiAuth } from './KialiAuth';
import { type Session, SessionCookies } from './SessionCookies';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What a request may do. */
export type Access =
  | { readonly verdict: 'allowed'; readonly session: Session | undefined }
  | { readonly verdict: 'unauthorized' }
  /** A cookie is there, but expired or not to be read: Kiali fails with 500 and deletes it. */
  | { readonly verdict: 'broken session'; readonly setCookie: string };

/** A started session. */
export interface Login {
  readonly session: Session;
  readonly setCookies: readonly string[];
}

/** Logins and sessions of one Kiali. */
export class KialiSessions {
  private generation = 0;

  constructor(
    private readonly auth: KialiAuth,
    private readonly cookies: SessionCookies,
    private readonly clock: () => number,
  ) {}

  /** Strategy in force. */
  get strategy(): KialiAuth['strategy'] {
    return this.auth.strategy;
  }

  /** Ends all sessions as if their time was over. */
  expireAll(): void {
    this.generation += 1;
  }

  /** Exchanges a token for a session; undefined when the token is refused. */
  login(token: string): Login | undefined {
    if (this.auth.strategy !== 'token') {
      return undefined;
    }
    const username = this.auth.userOf(token);
    if (username === undefined) {
      return undefined;
    }
    const session = {
      username,
      expiresAtMs: this.clock() + (this.auth.sessionMs ?? DAY_MS),
      token,
      generation: this.generation,
    };
    return { session, setCookies: this.cookies.start(session) };
  }

  /** `Set-Cookie` of a logout. */
  logoutCookie(): string {
    return this.cookies.end();
  }

  /** Judges a request by its `Cookie` header. */
  check(cookieHeader: string | undefined): Access {
    if (this.auth.strategy === 'anonymous') {
      return { verdict: 'allowed', session: undefined };
    }
    const found = this.cookies.read(cookieHeader);
    if (found.state === 'absent') {
      return { verdict: 'unauthorized' };
    }
    if (
      found.state === 'unreadable' ||
      found.session.expiresAtMs <= this.clock() ||
      found.session.generation !== this.generation
    ) {
      return { verdict: 'broken session', setCookie: this.cookies.end() };
    }
    // The account may have been deleted since.
    return this.auth.userOf(found.session.token) === undefined
      ? { verdict: 'unauthorized' }
      : { verdict: 'allowed', session: found.session };
  }
}
