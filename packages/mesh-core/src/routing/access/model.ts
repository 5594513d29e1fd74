import type { Verdict } from '../../verdict';
import type { PathNormalization } from '../simulate/normalizePath';

/**
 * What is called: pods, or the gateway or waypoint in front of them.
 *
 * @public
 */
export interface AccessWorkload {
  /** Of the pods; of a waypoint, its own. */
  namespace: string;
  /** Of the pods. Gateways and waypoints are known by their label `gateway.networking.k8s.io/gateway-name`. */
  labels: Readonly<Record<string, string>>;
  /** What enforces the policies. `ambient` is ztunnel, which does not look at HTTP; `outside` is nobody. */
  dataplane: 'sidecar' | 'ambient' | 'waypoint' | 'gateway' | 'outside';
  /** Of a waypoint: the service that is called through it, if its policies count. */
  service?: {
    kind: 'Service' | 'ServiceEntry';
    namespace: string;
    name: string;
  };
}

/**
 * The part of the mesh's configuration that changes access.
 *
 * @public
 */
export interface AccessOptions {
  /** As the mesh configuration in the snapshot says, when absent. */
  rootNamespace?: string;
  /** `cluster.local` when absent. */
  trustDomain?: string;
  trustDomainAliases?: readonly string[];
  /** `DEFAULT`, which is `BASE`, when absent. */
  pathNormalization?: PathNormalization;
}

/**
 * A token (JWT) that came with a request, where the proxy looks for it.
 *
 * @public
 */
export interface RequestToken {
  /** Claim `iss`. */
  issuer: string;
  /** All of the payload; texts and lists of texts can be compared. */
  claims: Readonly<Record<string, unknown>>;
  /** Signature, time and keys are in order. */
  valid: boolean;
}

/**
 * A request as it reaches what is called. What is absent is not known, unless the field says otherwise.
 *
 * @public
 */
export interface AccessRequest {
  /** Of the workload, not of the service; 1–65535. */
  port: number;
  /** `tcp`: the port does not speak HTTP, or the proxy does not know it. `http` when absent. */
  protocol?: 'http' | 'tcp';
  /** Identity of mutual TLS, as in `cluster.local/ns/shop/sa/cart`. `null`: the caller speaks plain text. */
  principal?: string | null;
  /** Address that the connection comes from. */
  sourceIp?: string;
  /** Address of the original client, from `X-Forwarded-For` or the PROXY protocol. */
  remoteIp?: string;
  destinationIp?: string;
  /** Server name that the client asks for in TLS. */
  sni?: string;
  /** Host header as sent, with its port when it has one. */
  host?: string;
  method?: string;
  /** As sent; the query may stay on. */
  path?: string;
  /** Names in lower case; a name that is not in it was not sent. */
  headers?: Readonly<Record<string, string>>;
  /** `null`: none was sent. */
  jwt?: RequestToken | null;
}

/**
 * Mutual TLS that the pods ask for on a port.
 *
 * @public
 */
export type MtlsMode = Verdict<
  'strict' | 'permissive' | 'disabled' | 'outside-mesh' | 'not-asked'
>;

/**
 * What a policy does with requests that it takes.
 */
export type PolicyAction = 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM';
