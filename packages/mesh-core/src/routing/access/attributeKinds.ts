import { addressMatcher } from './matchAddress';
import { matchText } from './matchText';
import { pathMatcher } from './matchPath';
import type { AccessRequest } from './model';
import type { TrustDomains } from './principals';
import { claimTexts, type SeenToken } from './tokenClaims';
import { truthOf, type Truth } from './truth';

/** A request after what comes before authorization: normal path, checked token. */
export interface SeenRequest extends Omit<AccessRequest, 'jwt'> {
  jwt?: SeenToken | null;
}

/** What the values of a policy mean. */
export interface ValueContext {
  policyNamespace: string;
  trustDomains: TrustDomains;
}

/** How one value compares, or what is wrong with it. */
export type CompiledValue =
  | { ok: true; test: (request: SeenRequest) => Truth }
  | { ok: false; problem: string };

/** A part of a request that fields and `when` speak of. */
export interface Attribute {
  /** Only HTTP has it: on other ports it does not act. */
  http: boolean;
  /** Ztunnel knows it. */
  ztunnel: boolean;
  /** Present only with mutual TLS. */
  identity?: boolean;
  compile(value: string, context: ValueContext): CompiledValue;
  /** What the request has, in words. */
  show(request: SeenRequest): string;
}

/** A value that compares by a test. */
export const value = (
  test: (request: SeenRequest) => Truth,
): CompiledValue => ({
  ok: true,
  test,
});

/**
 * Compares a text of the request; what is absent is not known.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/authz/model/generator.go
 */
export function textAttribute(
  read: (request: SeenRequest) => string | undefined,
  matches: (pattern: string, text: string) => boolean,
  layer: { http: boolean; ztunnel: boolean },
): Attribute {
  return {
    ...layer,
    compile: pattern =>
      value(request => {
        const text = read(request);
        return text === undefined ? 'unknown' : truthOf(matches(pattern, text));
      }),
    show: request => read(request) ?? 'what is not known',
  };
}

/**
 * Compares the identity of the caller; one that speaks plain text has none.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/authz/model/generator.go
 */
export function identityAttribute(
  matcher: (
    pattern: string,
    context: ValueContext,
  ) => (principal: string) => boolean,
  ztunnel: boolean,
): Attribute {
  return {
    http: false,
    ztunnel,
    identity: true,
    compile: (pattern, context) => {
      const matches = matcher(pattern, context);
      return value(({ principal }) => {
        if (principal === undefined) {
          return 'unknown';
        }
        return truthOf(principal !== null && matches(principal));
      });
    },
    show: ({ principal }) =>
      principal === null
        ? 'a caller without identity (plain text)'
        : (principal ?? 'a caller that is not known'),
  };
}

/**
 * Compares an address.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/authz/model/generator.go
 */
export function addressAttribute(
  read: (request: SeenRequest) => string | undefined,
  ztunnel: boolean,
): Attribute {
  return {
    http: false,
    ztunnel,
    compile: block => {
      const matches = addressMatcher(block);
      return matches
        ? value(request => {
            const address = read(request);
            return address === undefined ? 'unknown' : matches(address);
          })
        : { ok: false, problem: `${block} is neither an address nor a block` };
    },
    show: request => read(request) ?? 'an address that is not known',
  };
}

/**
 * Compares the token that was checked.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/authz/model/generator.go
 */
export function tokenAttribute(
  matcher: (pattern: string) => (token: SeenToken) => boolean,
): Attribute {
  return {
    http: true,
    ztunnel: false,
    compile: pattern => {
      const matches = matcher(pattern);
      return value(({ jwt }) => {
        if (jwt === undefined) {
          return 'unknown';
        }
        return truthOf(jwt !== null && matches(jwt));
      });
    },
    show: ({ jwt }) => {
      if (jwt === null) {
        return 'a request without a token that was checked';
      }
      return jwt ? `a token of ${jwt.issuer}` : 'a token that is not known';
    },
  };
}

/** Compares the texts of a claim. */
export const claimAttribute = (keys: readonly string[]): Attribute =>
  tokenAttribute(
    pattern => token =>
      claimTexts(token, keys).some(text => matchText(pattern, text)),
  );

/** Compares the port of the workload. */
export const destinationPort: Attribute = {
  http: false,
  ztunnel: true,
  compile: port =>
    /^\d{1,5}$/.test(port) && Number(port) < 65536
      ? value(request => truthOf(request.port === Number(port)))
      : { ok: false, problem: `${port} is not a port` },
  show: request => `port ${request.port}`,
};

/** Compares the normal path, without the query. */
export const requestPath: Attribute = {
  http: true,
  ztunnel: false,
  compile: pattern => {
    const matches = pathMatcher(pattern);
    return value(({ path }) =>
      path === undefined || !matches ? 'unknown' : truthOf(matches(path)),
    );
  },
  show: ({ path }) => path ?? 'a path that is not known',
};

/** Known to all. */
export const everywhere = { http: false, ztunnel: true };
/** Known only where HTTP is looked at. */
export const inHttp = { http: true, ztunnel: false };

/** What is read from metadata that only Envoy has. */
export const notModelled: Attribute = {
  ...everywhere,
  ztunnel: false,
  compile: () => value(() => 'unknown'),
  show: () => 'what is not modelled',
};
