import {
  createCipheriv,
  createDecipheriv,
  randomBytes as cryptoRandomBytes,
} from 'node:crypto';

/** What a session cookie holds. */
export interface Session {
  readonly username: string;
  /** Unix milliseconds. */
  readonly expiresAtMs: number;
  /** Token of the account, kept as Kiali keeps it: encrypted, in the cookie. */
  readonly token: string;
  /** Sessions of earlier generations were expired by hand. */
  readonly generation: number;
}

/** What a request's cookies say. */
export type SessionState =
  | { readonly state: 'absent' }
  | { readonly state: 'unreadable' }
  | { readonly state: 'present'; readonly session: Session };

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Kiali splits what is longer, because browsers limit cookies to 4 kB. */
const CHUNK_LENGTH = 3584;
const LONG_AGO = 'Thu, 01 Jan 1970 00:00:00 GMT';

/**
 * Session cookies of Kiali: encrypted, named after the cluster, split into `-1`, `-2` … when long.
 *
 * @see https://github.com/kiali/kiali/blob/master/handlers/authentication/session_persistor.go
 */
export class SessionCookies {
  private readonly key: Buffer;
  private readonly name: string;
  private readonly countName: string;

  constructor(
    cluster: string,
    private readonly path: string,
    private readonly randomBytes: (size: number) => Buffer = cryptoRandomBytes,
  ) {
    this.key = randomBytes(32);
    this.name = `kiali-token-${cluster}`;
    this.countName = `kiali-token-chunks-${cluster}`;
  }

  /** `Set-Cookie` headers that start a session. */
  start(session: Session): string[] {
    const text = this.encrypt(JSON.stringify(session));
    const expires = new Date(session.expiresAtMs).toUTCString();
    const attributes = `Path=${this.path}; Expires=${expires}; HttpOnly; SameSite=Strict`;
    const chunks = text.match(new RegExp(`.{1,${CHUNK_LENGTH}}`, 'g')) ?? [];
    const cookies = chunks.map(
      (chunk, index) =>
        `${this.name}${index > 0 ? `-${index}` : ''}=${chunk}; ${attributes}`,
    );
    return chunks.length > 1
      ? [...cookies, `${this.countName}=${chunks.length}; ${attributes}`]
      : cookies;
  }

  /** `Set-Cookie` header that ends a session in the browser; the cookie itself stays valid. */
  end(): string {
    return `${this.name}=; Path=${this.path}; Expires=${LONG_AGO}; Max-Age=0; HttpOnly; SameSite=Strict`;
  }

  /** Reads the session from a `Cookie` header. */
  read(header: string | undefined): SessionState {
    const cookies = parseCookies(header ?? '');
    const first = cookies.get(this.name);
    if (first === undefined) {
      return { state: 'absent' };
    }
    const count = Number(cookies.get(this.countName) ?? 1);
    const rest = Array.from(
      { length: Math.max(0, count - 1) },
      (_, index) => cookies.get(`${this.name}-${index + 1}`) ?? '',
    );
    try {
      const text = this.decrypt([first, ...rest].join(''));
      return { state: 'present', session: JSON.parse(text) as Session };
    } catch {
      return { state: 'unreadable' };
    }
  }

  private encrypt(text: string): string {
    const nonce = this.randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key, nonce);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64');
  }

  private decrypt(text: string): string {
    const bytes = Buffer.from(text, 'base64');
    const decipher = createDecipheriv(
      ALGORITHM,
      this.key,
      bytes.subarray(0, NONCE_BYTES),
      { authTagLength: TAG_BYTES },
    );
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const body = bytes.subarray(NONCE_BYTES, -TAG_BYTES);
    return decipher.update(body, undefined, 'utf8') + decipher.final('utf8');
  }
}

function parseCookies(header: string): Map<string, string> {
  return new Map(
    header
      .split(';')
      .map(pair => pair.trim())
      .filter(pair => pair.includes('='))
      .map(pair => {
        const at = pair.indexOf('=');
        return [pair.slice(0, at), pair.slice(at + 1)];
      }),
  );
}
