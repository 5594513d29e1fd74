import type { ResourceRef } from '../../refs';
import type { GatewayExposure } from '../model';
import type { RouteCaller } from '../table/CompileOptions';

/**
 * A host that may be asked for, with the ports on which it is answered. At a gateway these are the ports of its servers.
 *
 * @public
 */
export interface CallableHost {
  host: string;
  /** `protocol` in lower case, as in `http`, `https`, `tls`, `tcp`; `auto` is found out by the proxy. */
  ports: readonly { number: number; protocol: string }[];
}

/**
 * Calls between an entity and others that were measured.
 *
 * @public
 */
export interface ObservedCalls {
  callers: readonly {
    namespace: string;
    /** Name of the Deployment or DaemonSet. */
    workload?: string;
    /** Absent where bytes were measured, and no requests. */
    requestsPerSecond?: number;
  }[];
  /** Full names of hosts that the entity calls. */
  called: readonly string[];
  /** Workloads that the entity calls: telemetry may know the pods that answer, and not by which name they were called. */
  calledWorkloads?: readonly { namespace: string; workload: string }[];
}

/**
 * Somebody who calls an entity, or whom its configuration expects. `self` is the entity, for what it calls.
 *
 * @public
 */
export interface PossibleCaller {
  /** Made of the caller, fit for a URL. */
  id: string;
  role: 'workloads' | 'gateway' | 'waypoint' | 'outside-mesh' | 'self';
  caller: RouteCaller;
  title: string;
  detail: string;
  requestsPerSecond?: number;
  seenBy: 'telemetry' | 'configuration';
  /** The Gateway, for gateways and waypoints. */
  ref?: ResourceRef;
  profile?: GatewayExposure['profile'];
  hosts: readonly CallableHost[];
}
