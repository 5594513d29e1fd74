import type { HttpRequest } from './HttpRequest';
import type { MatchFailure } from './httpMatcher';
import type { HostChoice } from './selectVirtualHost';
import type {
  DestinationPolicySummary,
  TableFault,
  TableMirror,
  TableRetries,
} from '../table/TableAction';
import type {
  FilterChain,
  Listener,
  TableRoute,
  VirtualHost,
} from '../table/RouteTable';

/**
 * A request to a port. With `https` the client speaks TLS, and the host is the server name (SNI) as well.
 *
 * @public
 */
export interface RouteRequest extends HttpRequest {
  /** Of the service that is called, or of the gateway. 1–65535. */
  port: number;
  /** The host whose address is called, when it is not the one that was sent. */
  connect?: string;
}

/**
 * The rule that answered, as logs and manifests name it.
 *
 * @public
 */
export type RouteName =
  /** `namespace/name` of the VirtualService that is bound, also when a delegate supplied the rule. */
  | { virtualService: string; name?: string }
  /** `namespace/name` of the HTTPRoute or GRPCRoute, and the index of its rule. */
  | { name: string; httpRoute: string; rule: number }
  | { name: string; grpcRoute: string; rule: number }
  /** The route that Istio adds for a service without rules. */
  | { name: 'default' };

/**
 * Headers after all changes.
 *
 * @public
 */
export interface ChangedHeaders {
  /** Values by name in lower case; several lines are joined by `,`. */
  set?: Readonly<Record<string, string>>;
  removed?: readonly string[];
}

/**
 * Where a request may go.
 *
 * @public
 */
export interface OutcomeDestination {
  host?: string;
  port?: number;
  subset?: string;
  /** As configured; 100 for the only one. */
  weight: number;
  exists: boolean;
  policy?: DestinationPolicySummary;
  requestHeaders?: ChangedHeaders;
  responseHeaders?: ChangedHeaders;
  /** On later destinations whose path differs from that of the first. */
  path?: string;
  /** On later destinations whose authority differs from that of the first. */
  authority?: string;
  /** In place of host and port, where the backend is no service at all. */
  cluster?: string;
}

/**
 * What becomes of a request.
 *
 * @public
 */
export type Outcome =
  | {
      outcome: 'route';
      route: RouteName;
      destinations: readonly OutcomeDestination[];
      /** `null`: none. */
      timeoutMs: number | null;
      /** `null`: none. */
      retries: TableRetries | null;
      /** Sent upstream. */
      path: string;
      authority: string;
      mirrors?: readonly TableMirror[];
      fault?: TableFault;
      /** Answered when the chosen destination does not exist. */
      statusIfMissing?: number;
    }
  /** Answered by the proxy. `httpsRedirect`: a Gateway server did it before any route. */
  | {
      outcome: 'redirect';
      status: number;
      location: string;
      route?: RouteName;
      reason?: 'httpsRedirect';
    }
  | {
      outcome: 'direct';
      status: number;
      body: string;
      route: RouteName;
      responseHeaders?: ChangedHeaders;
    }
  | {
      outcome: 'cors_preflight';
      status: number;
      route: RouteName;
      /** `null`: the origin is not allowed, and the answer says nothing. */
      allowOrigin: string | null;
      /** `null`: the header is not sent. */
      allowMethods: string | null;
    }
  /** The virtual host, or its list of routes, has nothing for the request. */
  | { outcome: 'no_route'; status: 404 }
  /** Refused before any route is looked at. */
  | { outcome: 'rejected'; status: number; detail: string }
  /** A sidecar forwards to the original address. */
  | { outcome: 'passthrough'; level: 'http' | 'tcp' }
  | { outcome: 'blackhole'; level: 'http'; status: 502 }
  | { outcome: 'blackhole'; level: 'tcp' }
  /** Forwarded as TCP or TLS without a look at HTTP. */
  | { outcome: 'tcp'; destinations: readonly OutcomeDestination[] }
  /** The gateway does not listen on the port. */
  | { outcome: 'no_listener' }
  /** No filter chain takes the server name or protocol: the connection is closed. */
  | { outcome: 'no_filter_chain' }
  /** Envoy refuses the listener, two of its chains match alike. */
  | { outcome: 'multiple_filter_chains' };

/**
 * How an outcome came about.
 *
 * @public
 */
export interface RouteTrace {
  listener?: Listener;
  chain?: FilterChain;
  virtualHost?: HostChoice<VirtualHost>;
  /** The path after normalisation, as it is matched. */
  path: string;
  /** Routes before the one that won, with the first field that failed. */
  tried: readonly { route: TableRoute; failure: MatchFailure }[];
  won?: TableRoute;
  /** What else the reader should know: destinations without endpoints, certificates that are asked for. */
  notes: readonly string[];
}

/**
 * The answer of `simulate`.
 *
 * @public
 */
export interface Simulation {
  outcome: Outcome;
  trace: RouteTrace;
}
