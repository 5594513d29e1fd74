import { KubernetesObject } from '../../kubernetes';
import { Flow } from '../flows';
import { noise } from '../noise';
import { FlowRequest } from './requestsBetween';

/** Whether a proxy sends a request for its workload, or takes it in. */
export type ProxySide = 'inbound' | 'outbound';

/** What a line is about. */
export interface AccessLogEntry {
  readonly flow: Flow;
  readonly side: ProxySide;
  readonly request: FlowRequest;
  /** The pod whose proxy writes. */
  readonly pod: KubernetesObject;
  /** The pod at the other end; undefined where there is none, as for an external host. */
  readonly other: KubernetesObject | undefined;
  /** Port of the Service. */
  readonly port: number;
}

const DETAILS: Readonly<Record<string, string>> = {
  NC: 'cluster_not_found',
  NR: 'route_not_found',
  UH: 'no_healthy_upstream',
};

function addressOf(pod: KubernetesObject | undefined): string | undefined {
  return (pod?.status as { podIP?: string } | undefined)?.podIP;
}

function ephemeral(id: string, salt: number): number {
  return 32_768 + Math.floor(noise(id, salt) * 28_000);
}

interface Addresses {
  readonly upstreamHost: string;
  readonly cluster: string;
  readonly upstreamLocal: string;
  readonly downstreamLocal: string;
  readonly downstreamRemote: string;
  readonly serverName: string;
}

const APP_PORT = 8080;

function outboundAddresses(entry: AccessLogEntry): Addresses {
  const { flow, request, pod, other, port } = entry;
  const own = addressOf(pod) ?? '127.0.0.1';
  const failed = flow.flag !== undefined;
  const upstream = addressOf(other) ?? '203.0.113.10';
  const { host } = flow.service;
  const cluster = `outbound|${port}|${flow.subset ?? ''}|${host}`;
  return {
    upstreamHost: failed ? '-' : `${upstream}:${other ? APP_PORT : port}`,
    cluster: flow.flag === 'NR' ? '-' : cluster,
    upstreamLocal: failed ? '-' : `${own}:${ephemeral(request.id, 2)}`,
    downstreamLocal: `10.96.0.10:${port}`,
    downstreamRemote: `${own}:${ephemeral(request.id, 3)}`,
    serverName: '-',
  };
}

function inboundAddresses(entry: AccessLogEntry): Addresses {
  const { flow, request, pod, other, port } = entry;
  const own = addressOf(pod) ?? '127.0.0.1';
  return {
    upstreamHost: `${own}:${APP_PORT}`,
    cluster: `inbound|${APP_PORT}||`,
    upstreamLocal: `127.0.0.6:${ephemeral(request.id, 4)}`,
    downstreamLocal: `${own}:${APP_PORT}`,
    downstreamRemote: `${addressOf(other) ?? '10.244.0.1'}:${ephemeral(request.id, 2)}`,
    serverName: flow.source.inMesh
      ? `outbound_.${port}_.${flow.subset ?? ''}_.${flow.service.host}`
      : '-',
  };
}

/** The host that the caller asks for, whatever the route makes of it. */
function authorityOf({ call }: Flow): string {
  const [namespace, name] = call.to.split('/');
  const host = name ? `${name}.${namespace}.svc.cluster.local` : call.to;
  return call.host ?? host;
}

/** The part in quotes in front: method, path, protocol. */
function requestLine({ call, request }: Flow): string {
  if (call.protocol === 'tcp') {
    return '- - -';
  }
  const grpc = call.protocol === 'grpc';
  const method = request.method ?? (grpc ? 'POST' : 'GET');
  return `${method} ${request.path ?? '/'} ${grpc ? 'HTTP/2' : 'HTTP/1.1'}`;
}

/**
 * A line in Istio's default format.
 *
 * @see https://istio.io/latest/docs/tasks/observability/logs/access-log/#default-access-log-format
 */
export function accessLogLine(entry: AccessLogEntry): string {
  const { flow, side, request } = entry;
  const { call } = flow;
  const { outcome, durationMs, id } = request;
  const tcp = call.protocol === 'tcp';
  const failed = flow.flag !== undefined;
  const details = failed ? DETAILS[outcome.flags] : 'via_upstream';
  const at =
    side === 'outbound' ? outboundAddresses(entry) : inboundAddresses(entry);
  const agent = tcp ? '-' : `${flow.source.canonicalService}/1.0`;
  return [
    `[${new Date(request.timeMs).toISOString()}]`,
    `"${requestLine(flow)}"`,
    tcp ? 0 : outcome.code,
    outcome.flags,
    tcp ? '-' : details,
    '-',
    '"-"',
    call.requestBytes,
    failed ? 0 : call.responseBytes,
    durationMs,
    tcp || failed ? '-' : Math.max(0, durationMs - 1),
    '"-"',
    `"${agent}"`,
    `"${tcp ? '-' : id}"`,
    `"${tcp ? '-' : authorityOf(flow)}"`,
    `"${at.upstreamHost}"`,
    at.cluster,
    at.upstreamLocal,
    at.downstreamLocal,
    at.downstreamRemote,
    at.serverName,
    flow.flag === 'NR' ? '-' : 'default',
  ].join(' ');
}
