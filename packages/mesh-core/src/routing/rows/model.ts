import type { ResourceRef } from '../../refs';
import type { RouteDestination } from '../routeModel';
import type { MatchFailure } from '../simulate/httpMatcher';
import type { Outcome, RouteTrace } from '../simulate/Outcome';
import type { RouteMatch, RouteSource } from '../table/RouteTable';
import type { TableAction, TableDestination } from '../table/TableAction';

/**
 * A destination with what is behind it. `share` (0–1) is what the proxy makes of the weight.
 *
 * @public
 */
export type RowDestination = TableDestination &
  Pick<RouteDestination, 'share' | 'role' | 'version'>;

/**
 * What the proxy does with a request that matches. `forward`: without a look at HTTP. `hidden`: it is about services of others only.
 *
 * @public
 */
export type RowAction =
  | Exclude<TableAction, { kind: 'route' }>
  | (Omit<Extract<TableAction, { kind: 'route' }>, 'destinations'> & {
      destinations: readonly RowDestination[];
    })
  | { kind: 'forward'; destinations: readonly RowDestination[] }
  | { kind: 'hidden' };

/**
 * One rule as the proxy tries it.
 *
 * @public
 */
export interface EffectiveRow {
  /** From 1. */
  position: number;
  protocol: 'http' | 'tls' | 'tcp';
  name?: string;
  match: RouteMatch & { serverNames?: readonly string[] };
  action: RowAction;
  /** Paths count as the object stands in the cluster. */
  source?: RouteSource;
  /** The Canary that keeps the weights. */
  managedBy?: { kind: 'Canary'; ref: ResourceRef };
  shadowed?: { by?: number; reason: string };
}

/**
 * A rule that the caller does not get.
 *
 * @public
 */
export interface UnsentRow {
  ref: ResourceRef;
  path: string;
  /** Position of the last row before it; 0 for none. */
  after: number;
  reason: string;
}

/**
 * What a request gets that no row takes.
 *
 * @public
 */
export interface RowsRemainder {
  kind:
    | 'default-route'
    | 'covered'
    | 'not-found'
    | 'passthrough'
    | 'blackhole'
    | 'no-listener'
    | 'no-filter-chain'
    | 'refused';
  status?: number;
  reason: string;
}

/**
 * The rules that a proxy has for a host and port, in its order.
 *
 * @public
 */
export interface EffectiveRows {
  listener?: {
    port: number;
    transport: 'plaintext' | 'tls' | 'any';
    clientCertificate?: 'required' | 'optional';
    httpsRedirect: boolean;
  };
  virtualHost?: { name: string; domain: string };
  rows: readonly EffectiveRow[];
  /** Rows that were left out because there are too many. */
  moreRows: number;
  unsent: readonly UnsentRow[];
  remainder: RowsRemainder;
  /** Objects that the rows come from. */
  objects: readonly ResourceRef[];
}

/**
 * What becomes of a request, with its trace as far as it may be shown.
 *
 * @public
 */
export interface ExplainedRequest {
  outcome: Outcome | { outcome: 'hidden' };
  trace: {
    listener?: { port: number; host?: string; refused?: string };
    chain?: {
      transport: 'plaintext' | 'tls' | 'any';
      serverNames: readonly string[];
      clientCertificate?: 'required' | 'optional';
    };
    virtualHost?: {
      name: string;
      domain: string;
      by: NonNullable<RouteTrace['virtualHost']>['by'];
    };
    path: string;
    tried: readonly { row: EffectiveRow; failure: MatchFailure }[];
    moreTried: number;
    won?: EffectiveRow;
    notAsked: readonly EffectiveRow[];
    moreNotAsked: number;
    notes: readonly string[];
  };
}
