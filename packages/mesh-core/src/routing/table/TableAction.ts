import type { ResourceRef } from '../../refs';
import type { StringMatch } from '../../resources';

/**
 * Changes of headers, in the order in which the proxy makes them: `remove`, then `set` and `add`. Names are in lower case.
 *
 * @public
 */
export interface HeaderOperations {
  set: readonly (readonly [name: string, value: string])[];
  add: readonly (readonly [name: string, value: string])[];
  remove: readonly string[];
}

/**
 * The policy of a DestinationRule that holds for a destination, in short.
 *
 * @public
 */
export interface DestinationPolicySummary {
  /** As Envoy names it, as in `LEAST_REQUEST`. */
  lb: string;
  tls: 'auto' | 'none' | 'explicit';
  maxConnections?: number;
  http1MaxPendingRequests?: number;
  consecutive5xx?: number;
}

/**
 * A destination as the proxy knows it.
 *
 * @public
 */
export interface TableDestination {
  host: string;
  port: number;
  subset?: string;
  /** As configured; 100 for the only one. */
  weight: number;
  /** Whether the caller has this host, port and subset. What is sent where it has not is answered 503, or 500 for an HTTPRoute. */
  exists: boolean;
  /** Pods or addresses that are ready to answer; absent where the snapshot does not tell. */
  endpoints?: number;
  policy?: DestinationPolicySummary;
  /** The DestinationRule in effect, when there is one. */
  rule?: ResourceRef;
  requestHeaders?: HeaderOperations;
  responseHeaders?: HeaderOperations;
  /** Replaces the authority of what is sent to this destination. */
  authority?: string;
  /** An HTTPRoute's backend that is no service at all: the proxy's name for it. */
  cluster?: string;
}

/**
 * A copy of requests whose answers are thrown away.
 *
 * @public
 */
export interface TableMirror {
  host: string;
  port: number;
  subset?: string;
  /** 0–100. */
  percent: number;
  exists: boolean;
}

/**
 * Errors and delays that the proxy makes on purpose.
 *
 * @public
 */
export interface TableFault {
  delay?: { ms: number; percent: number };
  abort?:
    | { status: number; percent: number }
    | { grpcStatus: number; percent: number };
}

/**
 * How often and when a request is sent again.
 *
 * @public
 */
export interface TableRetries {
  attempts: number;
  /** Conditions, joined by commas, as Envoy gets them. */
  on: string;
  perTryTimeoutMs?: number;
  /** Status codes that are tried again. */
  codes?: readonly number[];
  backoffMs?: number;
}

/**
 * How the path is changed before it is sent on.
 *
 * @public
 */
export type PathRewrite =
  /** Replaces the matched prefix, or the whole path of an exact match. */
  | { kind: 'prefix'; value: string }
  | { kind: 'full'; value: string }
  /** RE2, on the path without query; `\1` is the first group. */
  | { kind: 'regex'; pattern: string; substitution: string };

/**
 * What the CORS filter answers to preflight requests.
 *
 * @public
 */
export interface TableCors {
  allowOrigins: readonly StringMatch[];
  /** Joined by commas. */
  allowMethods?: string;
  allowHeaders?: string;
  exposeHeaders?: string;
  allowCredentials?: boolean;
  /** Preflights of other origins go on to the service; else they are answered without permission. */
  forwardUnmatched: boolean;
}

/**
 * What happens to a request on its way, whatever its end.
 *
 * @public
 */
export interface TableActionBase {
  cors?: TableCors;
  responseHeaders?: HeaderOperations;
}

/**
 * What the proxy does with a request that matches.
 *
 * @public
 */
export type TableAction = TableActionBase &
  (
    | {
        kind: 'redirect';
        status: number;
        scheme?: string;
        host?: string;
        port?: number;
        /** Replaces the path, or the matched prefix. */
        path?: string;
        prefix?: string;
      }
    | { kind: 'direct'; status: number; body: string }
    | {
        kind: 'route';
        destinations: readonly TableDestination[];
        /** Answered where the chosen destination does not exist: 503, or 500 for an HTTPRoute. */
        statusIfMissing: number;
        timeoutMs: number | null;
        retries: TableRetries | null;
        rewrite?: PathRewrite;
        authority?: string;
        requestHeaders?: HeaderOperations;
        mirrors?: readonly TableMirror[];
        fault?: TableFault;
      }
  );
