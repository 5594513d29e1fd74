import type { ResourceRef } from '../../refs';
import type { Verdict } from '../../verdict';

/** The pods that are called. */
export interface AccessWorkload {
  namespace: string;
  /** Of the pods. */
  labels: Readonly<Record<string, string>>;
  /** How it takes part in the mesh: `sidecar`, or `ambient` without a waypoint. */
  dataplane: 'sidecar' | 'ambient' | 'outside';
}

/** The part of the mesh's configuration that changes access. */
export interface AccessOptions {
  /** `istio-system` when absent. */
  rootNamespace?: string;
}

/** The token of a request, as the proxy would find it. */
export type RequestToken =
  | { state: 'absent' }
  | { state: 'invalid' }
  | {
      state: 'valid';
      issuer: string;
      subject: string;
      audiences?: readonly string[];
      claims?: Readonly<Record<string, readonly string[]>>;
    };

/** A request or a connection as the proxy of the workload sees it. Absent parts are not known. */
export interface AccessRequest {
  protocol: 'http' | 'tcp';
  /** Of the workload, not of the service. */
  port: number;
  /** `trust-domain/ns/namespace/sa/account`; `null` for plain text. */
  principal: string | null;
  /** Address of the peer. */
  sourceIp?: string;
  /** Address of the client before proxies. */
  remoteIp?: string;
  sni?: string;
  host?: string;
  method?: string;
  /** Without query. */
  path?: string;
  /** Names in lower case. */
  headers?: Readonly<Record<string, string>>;
  /** No token when absent. */
  token?: RequestToken;
}

/** Mutual TLS that the pods ask for on a port. */
export type MtlsMode = Verdict<
  'strict' | 'permissive' | 'disabled' | 'outside-mesh'
>;

/** `unauthenticated` is 401 or a closed connection; `depends` on what is not known here, as an external authorizer. */
export type AccessDecision = Verdict<
  'allowed' | 'denied' | 'unauthenticated' | 'depends'
> & {
  /** Policies that write the request to the log. */
  audited: readonly ResourceRef[];
  /** Policies that are there and cannot act on this connection. */
  withoutEffect: readonly { ref: ResourceRef; why: WithoutEffect }[];
};

/** Why a policy does not act. */
export type WithoutEffect =
  | 'http-fields-on-tcp'
  | 'http-fields-in-ambient'
  | 'action-in-ambient'
  | 'dry-run'
  | 'other-target';

/** Whether a condition holds; `unknown` where the request does not tell. */
export type Truth = 'yes' | 'no' | 'unknown';
