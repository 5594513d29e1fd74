import { StatusError } from './StatusError';

/** Where a list goes on: the revision it began at and the key of the last object that was delivered. */
export interface ContinueToken {
  readonly revision: number;
  readonly after: string;
}

/** The token as an opaque string. */
export function encodeContinue(token: ContinueToken): string {
  return Buffer.from(
    JSON.stringify({
      v: 'meta.k8s.io/v1',
      rv: token.revision,
      start: token.after,
    }),
  ).toString('base64url');
}

/** Reads a token. @throws StatusError BadRequest when it was not made by {@link encodeContinue} */
export function decodeContinue(text: string): ContinueToken {
  try {
    const { v, rv, start } = JSON.parse(
      Buffer.from(text, 'base64url').toString('utf8'),
    );
    if (
      v === 'meta.k8s.io/v1' &&
      Number.isSafeInteger(rv) &&
      typeof start === 'string'
    ) {
      return { revision: rv, after: start };
    }
  } catch {
    // answered below
  }
  throw new StatusError(
    'BadRequest',
    'continue key is not valid: encoded token is not understood',
  );
}
