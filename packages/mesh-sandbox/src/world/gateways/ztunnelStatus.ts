import { Finding } from './conditions';

/** What ztunnel looks at in a policy. */
export interface PolicySpec {
  readonly action?: string;
  readonly targetRefs?: readonly { kind: string; name: string }[];
  readonly rules?: readonly {
    from?: { source?: object }[];
    to?: { operation?: object }[];
    when?: { key: string }[];
  }[];
}

const HTTP_FIELDS = new Set(
  ['hosts', 'methods', 'paths', 'remoteIpBlocks', 'requestPrincipals'].flatMap(
    field => [field, `not${field[0].toUpperCase()}${field.slice(1)}`],
  ),
);
const CONNECTION_KEYS = new Set([
  'source.ip',
  'source.namespace',
  'source.principal',
  'destination.ip',
  'destination.port',
]);

/** Fields and conditions of a policy that only a proxy for HTTP knows. */
function httpAttributes({ rules = [] }: PolicySpec): string[] {
  const found = rules.flatMap(({ from = [], to = [], when = [] }) => [
    ...from
      .flatMap(({ source = {} }) => Object.keys(source))
      .filter(field => HTTP_FIELDS.has(field)),
    ...to
      .flatMap(({ operation = {} }) => Object.keys(operation))
      .filter(field => HTTP_FIELDS.has(field)),
    ...when.map(({ key }) => key).filter(key => !CONNECTION_KEYS.has(key)),
  ]);
  return [...new Set(found)].sort();
}

const CONSEQUENCES: Readonly<Record<string, string>> = {
  ALLOW: 'Within an ALLOW policy, rules matching HTTP attributes are omitted.',
  DENY: 'DENY policy with HTTP attributes is enforced without the HTTP rules.',
};

/**
 * What istiod says of a policy for ztunnel: it writes this for policies of all namespaces, also where sidecars enforce them.
 * Undefined for a policy with a target, which is none of ztunnel's business.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/serviceregistry/kube/controller/ambient/authorization.go
 */
export function ztunnelFinding(spec: PolicySpec): Finding | undefined {
  const { action = 'ALLOW', targetRefs = [] } = spec;
  if (targetRefs.length > 0) {
    return undefined;
  }
  const type = 'ZtunnelAccepted';
  const consequence = CONSEQUENCES[action];
  if (consequence === undefined) {
    return {
      type,
      holds: false,
      reason: 'UnsupportedValue',
      message: `ztunnel does not support the ${action} action`,
    };
  }
  const attributes = httpAttributes(spec);
  return attributes.length === 0
    ? { type, holds: true, reason: 'Accepted', message: 'attached to ztunnel' }
    : {
        type,
        holds: true,
        reason: 'UnsupportedValue',
        message: `ztunnel does not support HTTP attributes (found: ${attributes.join(', ')}). In ambient mode you must use a waypoint proxy to enforce HTTP rules. ${consequence} This will be more restrictive than requested.`,
      };
}
