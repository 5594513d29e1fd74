import { MeshTopology, ServiceHost, Workload } from './MeshTopology';
import { routeInForce } from './routeInForce';
import { Call, RequestClass, TrafficPlan } from './TrafficPlan';

/** Requests (or bytes) from one workload to one other, or to nobody. */
export interface Flow {
  readonly source: Workload;
  readonly service: ServiceHost;
  /** Undefined when no workload answers: an external host, or a failure of the route. */
  readonly destination?: Workload;
  /** Envoy's response flag when the request did not get anywhere. */
  readonly flag?: 'NC' | 'NR' | 'UH';
  /** True when a waypoint passes the request on, and reports it. */
  readonly throughWaypoint?: boolean;
  readonly ratePerSecond: number;
  readonly call: Call;
  /** What the requests have in common. */
  readonly request: RequestClass;
  /** Subset of the DestinationRule that the route names. */
  readonly subset?: string;
}

type Rates = Map<Workload, number>;

/** Shares of the callers: as much as each is called itself, by pods when that is not known. */
function callerShares(callers: readonly Workload[], inbound: Rates): number[] {
  const known = callers.map(caller => inbound.get(caller) ?? 0);
  const weights = known.some(rate => rate > 0)
    ? known
    : callers.map(caller => caller.availableReplicas);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map(weight => weight / total);
}

function classesOf({ classes }: Call): readonly RequestClass[] {
  const rest = 1 - classes.reduce((sum, { share }) => sum + share, 0);
  return rest > 0 ? [...classes, { share: rest }] : classes;
}

function isServed(topology: MeshTopology, service: ServiceHost): boolean {
  return 'workloads' in topology.resolve(service);
}

function deliver(
  topology: MeshTopology,
  flow: Omit<Flow, 'destination' | 'flag'>,
  subset: string | undefined,
): Flow[] {
  if (flow.service.external) {
    return [flow];
  }
  const resolution = topology.resolve(flow.service, subset);
  if ('flag' in resolution) {
    return [{ ...flow, flag: resolution.flag }];
  }
  return resolution.workloads.map(({ workload, share }) => ({
    ...flow,
    destination: workload,
    ratePerSecond: flow.ratePerSecond * share,
  }));
}

/** A call through an egress gateway: from the caller to the gateway, and on to the host. */
function egressFlows(
  topology: MeshTopology,
  flow: Omit<Flow, 'destination' | 'flag'>,
  through: string,
): Flow[] {
  const gateway = topology.service(through);
  const [hop] = topology.callers(through);
  if (!gateway || !hop) {
    return [flow];
  }
  return [
    ...deliver(topology, { ...flow, service: gateway }, undefined),
    { ...flow, source: hop },
  ];
}

function callFlows(topology: MeshTopology, call: Call, inbound: Rates): Flow[] {
  const service = topology.service(call.to);
  if (!service || (call.onlyWhenServed && !isServed(topology, service))) {
    return [];
  }
  const callers = topology.callers(call.from);
  const shares = callerShares(callers, inbound);
  return callers.flatMap((source, index) =>
    classesOf(call).flatMap(request => {
      const ratePerSecond = call.ratePerSecond * shares[index] * request.share;
      const throughWaypoint = source.ambient && topology.hasWaypoint(service);
      const flow = {
        source,
        service,
        ratePerSecond,
        call,
        request,
        throughWaypoint,
      };
      if (call.through) {
        return egressFlows(topology, flow, call.through);
      }
      const route = routeInForce(topology, source, service, call, request);
      if (route === 'NR') {
        return [{ ...flow, flag: route }];
      }
      return route.flatMap(destination =>
        deliver(
          topology,
          {
            ...flow,
            service: destination.service,
            subset: destination.subset,
            ratePerSecond: ratePerSecond * destination.share,
          },
          destination.subset,
        ),
      );
    }),
  );
}

/** All flows of a plan with the routes in force. Calls are followed in the order of the file. */
export function flowsOf(plan: TrafficPlan, topology: MeshTopology): Flow[] {
  const inbound: Rates = new Map();
  return plan.calls.flatMap(call => {
    const flows = callFlows(topology, call, inbound).filter(
      ({ ratePerSecond }) => ratePerSecond > 0,
    );
    for (const { destination, ratePerSecond } of flows) {
      if (destination) {
        inbound.set(
          destination,
          (inbound.get(destination) ?? 0) + ratePerSecond,
        );
      }
    }
    return flows;
  });
}
