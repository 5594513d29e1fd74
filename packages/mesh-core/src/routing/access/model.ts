import type { ResourceRef } from '../../refs';
import type { Verdict } from '../../verdict';
import type { PathNormalization } from '../simulate/normalizePath';
import type { Truth } from './truth';

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
 *
 * @public
 */
export type PolicyAction = 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM';

/**
 * A field that is written and does not act, with the consequence.
 *
 * @public
 */
export interface InactiveField {
  ref: ResourceRef;
  /** In the object, as in `spec.rules[0].to[0].operation.methods`. */
  path: string;
  message: string;
}

/**
 * Whether a rule took the request.
 *
 * @public
 */
export interface RuleStep {
  /** In the object as it stands in the cluster. */
  index: number;
  match: Truth;
  /** The field that decided, in the rule, as in `from[0].source.principals`; absent when the rule took the request. */
  field?: string;
  reason: string;
}

/**
 * Whether a policy took the request.
 *
 * @public
 */
export interface PolicyStep {
  ref: ResourceRef;
  action: PolicyAction;
  /** Only recorded, not enforced. */
  dryRun: boolean;
  /** Why the policy holds here. */
  scope: string;
  match: Truth;
  reason: string;
  rules: readonly RuleStep[];
}

/**
 * What an authorization rests on.
 *
 * @public
 */
export interface DecidedBy {
  ref: ResourceRef;
  /** Index of the rule in the object. */
  rule?: number;
  /** In the object, as in `spec.rules[1].to[0].operation.paths`. */
  path: string;
}

/**
 * What becomes of a request that asks for access.
 *
 * @public
 */
export interface AccessDecision {
  /** `depends`: an external service decides, or the request does not tell what a rule asks for. */
  verdict: 'allowed' | 'denied' | 'depends';
  /** When denied: what the caller gets. */
  answer?: { kind: 'status'; status: 401 | 403 } | { kind: 'closed' };
  reason: string;
  decidedBy?: DecidedBy;
  /** Policies in the order in which they are looked at: CUSTOM, AUDIT, DENY, ALLOW. */
  policies: readonly PolicyStep[];
  /** Policies that are written for these pods and do not hold, with the reason. */
  ignored: readonly { ref: ResourceRef; reason: string }[];
  /** What AUDIT and dry-run policies record, and what else the reader should know. */
  notes: readonly string[];
  inactive: readonly InactiveField[];
}
