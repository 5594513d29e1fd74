import type { ResourceRef } from '../../refs';
import type { StringMatch } from '../../resources';
import type { PathNormalization } from '../simulate/normalizePath';
import type { IstioVersion, RouteCaller } from './CompileOptions';
import type { TableAction, TableDestination } from './TableAction';

/**
 * Where a route comes from.
 *
 * @public
 */
export interface RouteSource {
  /** The VirtualService, HTTPRoute or GRPCRoute that is bound to the host. */
  owner: ResourceRef;
  /** The delegate that supplied the rule, when it is not the owner. */
  delegate?: ResourceRef;
  /** Index of the rule in `spec.http` or `spec.rules` of the delegate, else of the owner. */
  rule: number;
  /** With a delegate: index of the rule of the owner that names it. */
  rootRule?: number;
  /** Index of the match in the rule of the delegate, else of the owner; absent on a rule without matches. */
  match?: number;
  /** Path of the match, or of the rule, in the delegate, else in the owner, as in `spec.http[2].match[0]`. */
  path: string;
}

/**
 * What a request must have; all of it. What depends on the caller is decided before.
 *
 * @public
 */
export interface RouteMatch {
  uri?: StringMatch;
  /** Whole path elements, as the Gateway API means a prefix: `/a` takes `/a` and `/a/b`, not `/ab`. Instead of `uri`. */
  pathElements?: string;
  ignoreUriCase?: boolean;
  scheme?: StringMatch;
  method?: StringMatch;
  authority?: StringMatch;
  headers?: Readonly<Record<string, StringMatch>>;
  withoutHeaders?: Readonly<Record<string, StringMatch>>;
  queryParams?: Readonly<Record<string, StringMatch>>;
}

/**
 * One route as the proxy tries it.
 *
 * @public
 */
export interface TableRoute {
  /** As the proxy names it in its logs. `default` is the one that Istio adds for a service without rules. */
  name?: string;
  /** Absent on the default route. */
  source?: RouteSource;
  match: RouteMatch;
  action: TableAction;
}

/**
 * A rule that the proxy does not get, and why.
 *
 * @public
 */
export interface UnsentRule {
  source: RouteSource;
  match: RouteMatch;
  reason:
    | 'other-port'
    | 'other-gateways'
    | 'other-labels'
    | 'other-namespace'
    | 'after-catch-all'
    | 'waypoint-labels';
}

/**
 * Routes of a set of host names.
 *
 * @public
 */
export interface VirtualHost {
  name: string;
  domains: readonly string[];
  routes: readonly TableRoute[];
  /** Rules for these hosts that this proxy does not get. */
  unsent?: readonly UnsentRule[];
  /** Every request over plain HTTP is sent to HTTPS before a route is looked at. */
  httpsRedirect?: boolean;
}

/**
 * What a listener does with the connections of one kind.
 *
 * @public
 */
export interface FilterChain {
  /** `any`: the bytes are not looked at. */
  transport: 'plaintext' | 'tls' | 'any';
  /** Names that the client may ask for in TLS (SNI), wildcards included; empty is any, or none at all. */
  serverNames: readonly string[];
  /** Addresses that the connection must go to, as in `10.1.0.0/16`; every address when absent. */
  subnets?: readonly string[];
  /** The certificate of the client that a gateway asks for. */
  clientCertificate?: 'required' | 'optional';
  /** HTTP: the virtual hosts. Not set where the connection is forwarded as it is. */
  virtualHosts?: readonly VirtualHost[];
  /** Forwarded as TCP or TLS. */
  destinations?: readonly TableDestination[];
  source?: RouteSource;
}

/**
 * A port on which a proxy takes connections.
 *
 * @public
 */
export interface Listener {
  port: number;
  /** The known host whose addresses it is bound to; every address when absent. */
  host?: string;
  chains: readonly FilterChain[];
  /** The proxy refuses the listener: two of its chains match alike. Nothing gets through. */
  refused?: string;
}

/**
 * Something that may change the answer and is not modelled.
 *
 * @public
 */
export interface Caveat {
  code:
    | 'envoy-filter'
    | 'wasm-plugin'
    | 'multi-network'
    | 'outside-mesh'
    | 'no-waypoint'
    | 'refused'
    | 'not-read';
  message: string;
  ref?: ResourceRef;
}

/**
 * A host that the caller knows, with the listeners that its names lead to.
 *
 * @public
 */
export interface KnownHost {
  host: string;
  namespace: string;
  ports: readonly number[];
}

/**
 * The configuration of one proxy: what it does with every request. Immutable; made by `compile`, asked by `simulate`.
 *
 * @public
 */
export interface RouteTable {
  caller: RouteCaller;
  istioVersion: IstioVersion;
  listeners: readonly Listener[];
  /** Known hosts by every name and address (lower case, without port) that the caller may give them. */
  names: ReadonlyMap<string, KnownHost>;
  /** What a sidecar does with hosts that the mesh does not know. A gateway takes only what its listeners take. */
  unknownHosts: 'ALLOW_ANY' | 'REGISTRY_ONLY';
  pathNormalization: PathNormalization;
  caveats: readonly Caveat[];
}
