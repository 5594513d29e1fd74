/** Protocol of a call, as Istio's label `request_protocol` names it; `tcp` for bytes without requests. */
export type TrafficProtocol = 'grpc' | 'http' | 'tcp';

/** Requests that look alike: a share of a call's requests with what routes can match on. */
export interface RequestClass {
  /** 0 to 1. What the classes of a call leave over are plain requests. */
  readonly share: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly method?: string;
}

/** One line of `traffic.yaml`: somebody calls a Service. */
export interface Call {
  /** `<namespace>/<canonical service>` of the caller. */
  readonly from: string;
  /** `<namespace>/<name>` of the Service, or an external host. */
  readonly to: string;
  readonly ratePerSecond: number;
  readonly protocol: TrafficProtocol;
  readonly classes: readonly RequestClass[];
  /** Bytes of a request and of a response. */
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** Host that is asked for when it is not the Service's own: a public name. */
  readonly host?: string;
  /** Name of the egress gateway (`<namespace>/<name>`) that the call goes through. */
  readonly through?: string;
  /** True when there is no call while nothing serves the Service: a load test. */
  readonly onlyWhenServed: boolean;
}

/** How a workload answers. */
export interface Behaviour {
  /** Median of the response time in milliseconds. */
  readonly latencyMs: number;
  /** Share of 5xx answers, 0 to 1. */
  readonly errorRatio: number;
  /** Share of 404 answers, 0 to 1. */
  readonly notFoundRatio: number;
}

/** `traffic.yaml`, parsed. */
export interface TrafficPlan {
  /** Name of the cluster in Istio's telemetry. */
  readonly cluster: string;
  readonly trustDomain: string;
  readonly calls: readonly Call[];
  /** By `<namespace>/<workload>`. */
  readonly behaviours: ReadonlyMap<string, Behaviour>;
}

/** How a workload answers that the plan says nothing of. */
export const defaultBehaviour: Behaviour = {
  latencyMs: 40,
  errorRatio: 0,
  notFoundRatio: 0,
};
