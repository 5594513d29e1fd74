/** How Kiali knows its users. */
export type KialiAuth =
  | {
      /** Everybody is let in. */
      readonly strategy: 'anonymous';
    }
  | {
      /** A Kubernetes token is exchanged for a session cookie. */
      readonly strategy: 'token';
      /** Name of the account that a token belongs to; undefined refuses it. */
      readonly userOf: (token: string) => string | undefined;
      /** How long a session lives, in milliseconds. Default: one day. */
      readonly sessionMs?: number;
    };
