import type { Labels } from '../../prometheus';
import type { GraphOptions } from './GraphOptions';
import type { Endpoint } from './nodeIdentity';
import type { TrafficKind } from './TrafficKind';
import { isKnown, type Protocol } from './TrafficMap';

/** One row of a query's answer. */
export interface TelemetryRow {
  readonly labels: Labels;
  readonly value: number;
}

/** Traffic between two ends. */
export interface TrafficRow {
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly protocol: Protocol;
  /** HTTP or gRPC code, `-` without one. */
  readonly code: string;
  /** Envoy response flags, `-` for none; empty for messages, which say nothing about the outcome. */
  readonly flags: string;
  /** Requested host. */
  readonly host: string;
  /** Requests, messages or bytes per second. */
  readonly value: number;
}

const REQUIRED: readonly string[] = [
  'source_workload_namespace',
  'source_workload',
  'source_canonical_service',
  'source_canonical_revision',
  'destination_service_namespace',
  'destination_service',
  'destination_service_name',
  'destination_workload_namespace',
  'destination_workload',
  'destination_canonical_service',
  'destination_canonical_revision',
];
const REQUIRED_OF: Readonly<Record<TrafficKind, readonly string[]>> = {
  requests: [
    ...REQUIRED,
    'request_protocol',
    'response_code',
    'response_flags',
  ],
  messages: REQUIRED,
  bytes: [...REQUIRED, 'response_flags'],
};
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?$/;

/** Both ends of a row. */
export interface RowEnds {
  readonly source: Endpoint;
  readonly destination: Endpoint;
}

/** Reads both ends of a row; undefined when a label of them is missing. */
export function readEnds(labels: Labels): RowEnds | undefined {
  if (REQUIRED.some(name => name !== 'destination_service' && !labels[name])) {
    return undefined;
  }
  const source: Endpoint = {
    cluster: labels.source_cluster ?? 'unknown',
    serviceNamespace: labels.source_workload_namespace,
    service: '',
    workloadNamespace: labels.source_workload_namespace,
    workload: labels.source_workload,
    app: labels.source_canonical_service,
    version: labels.source_canonical_revision,
  };
  const destination: Endpoint = {
    cluster: labels.destination_cluster ?? 'unknown',
    serviceNamespace: labels.destination_service_namespace,
    service: labels.destination_service_name,
    workloadNamespace: labels.destination_workload_namespace,
    workload: labels.destination_workload,
    app: labels.destination_canonical_service,
    version: labels.destination_canonical_revision,
  };
  return { source, destination };
}

/** The destination of a row; without a cluster of its own it is taken to be in the caller's. */
export function repairDestination({ source, destination }: RowEnds): Endpoint {
  const lost =
    !isKnown(destination.cluster) &&
    isKnown(source.cluster) &&
    isKnown(destination.serviceNamespace);
  return lost ? { ...destination, cluster: source.cluster } : destination;
}

/**
 * Reads a row of a traffic query; undefined for rows that Kiali drops: incomplete ones, telemetry that contradicts
 * itself, and protocols that were not asked for.
 */
export function readTrafficRow(
  { labels, value }: TelemetryRow,
  kind: TrafficKind,
  options: GraphOptions,
): TrafficRow | undefined {
  if (REQUIRED_OF[kind].some(name => !labels[name])) {
    return undefined;
  }
  const ends = readEnds(labels);
  const protocol = protocolOf(labels, kind, options);
  if (!ends || !protocol || hasBadSource(labels, ends.source)) {
    return undefined;
  }
  const destination = repairDestination(ends);
  if (hasBadDestination(labels, destination)) {
    return undefined;
  }
  return {
    source: ends.source,
    destination,
    protocol,
    code: kind === 'requests' ? codeOf(labels, protocol) : '-',
    flags: kind === 'messages' ? '' : labels.response_flags,
    host: labels.destination_service,
    value,
  };
}

function protocolOf(
  labels: Labels,
  kind: TrafficKind,
  { rateGrpc, rateHttp }: GraphOptions,
): Protocol | undefined {
  switch (kind) {
    case 'messages':
      return 'grpc';
    case 'bytes':
      return 'tcp';
    default:
      if (labels.request_protocol === 'grpc') {
        return rateGrpc === 'requests' ? 'grpc' : undefined;
      }
      return rateHttp === 'requests' ? 'http' : undefined;
  }
}

function codeOf(labels: Labels, protocol: Protocol): string {
  const http = labels.response_code;
  const grpc = labels.grpc_response_status;
  if (protocol === 'grpc' && grpc && !/^[45]\d\d$/.test(http)) {
    return grpc;
  }
  return http === '0' ? '-' : http;
}

function hasBadSource(labels: Labels, source: Endpoint): boolean {
  if (!isKnown(source.workloadNamespace)) {
    return false;
  }
  const nameless = !isKnown(source.workload) && !isKnown(source.app);
  const clusterless =
    labels.source_cluster !== undefined && !isKnown(labels.source_cluster);
  return nameless || clusterless;
}

function hasBadDestination(labels: Labels, destination: Endpoint): boolean {
  const address =
    !isKnown(destination.workload) &&
    labels.destination_service === destination.service &&
    ADDRESS.test(destination.service);
  const clusterless =
    isKnown(destination.serviceNamespace) &&
    labels.destination_cluster !== undefined &&
    !isKnown(destination.cluster);
  return address || clusterless;
}
