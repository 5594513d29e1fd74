import type {
  AuthorizationOperation,
  AuthorizationPolicy,
  AuthorizationSource,
  HorizontalPodAutoscaler,
  KindName,
  MeshObjects,
  PeerAuthentication,
  RequestAuthentication,
  ServiceEntry,
  Sidecar,
} from '../resources';

const MAX_RULES = 3;

/**
 * Fields of a source and of an operation, in the order of Istio's reference. That of the object tells nothing: an API server
 * sorts the fields of custom resources.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 */
const FIELDS = [
  'principals',
  'requestPrincipals',
  'namespaces',
  'serviceAccounts',
  'ipBlocks',
  'remoteIpBlocks',
  'hosts',
  'ports',
  'methods',
  'paths',
];

/** `principals a, b` for each field that is given, negated ones with `not`. */
function fieldWords(
  fields: Readonly<Record<string, readonly string[] | undefined>>,
): string[] {
  return FIELDS.flatMap(field => {
    const negated = `not${field.charAt(0).toUpperCase()}${field.slice(1)}`;
    return [
      { words: field, values: fields[field] },
      { words: `not ${field}`, values: fields[negated] },
    ];
  }).flatMap(({ words, values = [] }) =>
    values.length > 0 ? [`${words} ${values.join(', ')}`] : [],
  );
}

function sourceWords(source: AuthorizationSource): string {
  return fieldWords(source).join(' and ');
}

function operationWords(operation: AuthorizationOperation): string {
  const { methods, paths, ...rest } = operation;
  const request = [methods?.join(', '), paths?.join(', ')].filter(
    part => part !== undefined && part !== '',
  );
  return [
    ...(request.length > 0 ? [request.join(' ')] : []),
    ...fieldWords(rest),
  ].join(' and ');
}

type Rule = NonNullable<AuthorizationPolicy['spec']['rules']>[number];

function ruleWords({ from, to, when }: Rule): string {
  const sources = (from ?? []).map(({ source }) => sourceWords(source ?? {}));
  const operations = (to ?? []).map(({ operation }) =>
    operationWords(operation ?? {}),
  );
  const conditions = (when ?? []).map(
    ({ key, values, notValues }) =>
      `${key} ${values ? values.join(', ') : `not ${(notValues ?? []).join(', ')}`}`,
  );
  const parts = [
    operations.length > 0 ? operations.join(' or ') : 'everything',
    ...(sources.length > 0 ? [`from ${sources.join(' or ')}`] : []),
    ...(conditions.length > 0 ? [`when ${conditions.join(' and ')}`] : []),
  ];
  return parts.join(' ');
}

function authorization({ metadata, spec }: AuthorizationPolicy): string {
  const { action = 'ALLOW', rules = [] } = spec;
  const dryRun =
    metadata.annotations?.['istio.io/dry-run'] === 'true' ? 'Dry run: ' : '';
  if (rules.length === 0) {
    return action === 'ALLOW'
      ? `${dryRun}ALLOW nothing: every request is refused that no other policy allows`
      : `${dryRun}${action} without rules: no effect`;
  }
  const shown = rules.slice(0, MAX_RULES).map(ruleWords).join('; ');
  const more =
    rules.length > MAX_RULES ? `; and ${rules.length - MAX_RULES} more` : '';
  return `${dryRun}${action} ${shown}${more}`;
}

function peers({ spec }: PeerAuthentication): string {
  const ports = Object.entries(spec.portLevelMtls ?? {}).map(
    ([port, { mode }]) => `port ${port} ${mode ?? 'UNSET'}`,
  );
  return [spec.mtls?.mode ?? 'UNSET', ...ports].join(', ');
}

function tokens({ spec }: RequestAuthentication): string {
  const issuers = (spec.jwtRules ?? []).map(
    ({ issuer }) => issuer ?? 'anybody',
  );
  return issuers.length === 0
    ? 'Accepts no tokens'
    : `Checks tokens of ${issuers.join(', ')}; a request without a token passes`;
}

function sidecar({ spec }: Sidecar): string {
  const hosts = spec.egress?.flatMap(egress => egress.hosts);
  const mode = spec.outboundTrafficPolicy?.mode;
  const known = hosts ? `Knows ${hosts.join(', ')}` : 'Knows all hosts';
  return mode === undefined ? known : `${known}; other hosts: ${mode}`;
}

function entry({ spec }: ServiceEntry): string {
  const { hosts = [], ports = [], location = 'MESH_EXTERNAL' } = spec;
  const listed = ports.map(({ number, protocol }) =>
    protocol ? `${number} ${protocol}` : `${number}`,
  );
  const where =
    location === 'MESH_EXTERNAL' ? 'outside of the mesh' : 'part of the mesh';
  const on = listed.length > 0 ? ` on ${listed.join(', ')}` : '';
  return `${hosts.join(', ')}${on}, ${where}`;
}

function autoscaler({ spec }: HorizontalPodAutoscaler): string {
  return `${spec.minReplicas ?? 1} to ${spec.maxReplicas ?? '?'} pods`;
}

type Summaries = {
  readonly [K in KindName]?: (object: MeshObjects[K]) => string;
};

const summaries: Summaries = {
  AuthorizationPolicy: authorization,
  PeerAuthentication: peers,
  RequestAuthentication: tokens,
  Sidecar: sidecar,
  ServiceEntry: entry,
  HorizontalPodAutoscaler: autoscaler,
};

/** What an object does, in one line; `undefined` for kinds that have no summary. */
export function objectSummary<K extends KindName>(
  kind: K,
  object: MeshObjects[K],
): string | undefined {
  return summaries[kind]?.(object);
}
