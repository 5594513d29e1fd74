import type { ResourceRef } from '../../refs';
import {
  restoreObject,
  type AnyMeshObject,
  type GatewayApiGateway,
  type GRPCRoute,
  type HTTPRoute,
  type IstioGateway,
  type KindName,
  type VirtualService,
} from '../../resources';
import {
  canaryNames,
  concernsRule,
  membersOf,
  type EntityScope,
  type MeshSnapshot,
  type ScopeMember,
} from '../../snapshot';
import { gatewayExposures } from '../gatewayExposures';
import { RoutingContext } from '../RoutingContext';

/**
 * An object that acts on an entity, as its readers may see it.
 *
 * @public
 */
export interface VisibleObject {
  ref: ResourceRef;
  /** Why it acts on the entity, in words that follow its name. */
  reason: string;
  /** With `apiVersion`, `kind`, `metadata` and `spec`; without status and what only the API server needs. */
  object: Readonly<Record<string, unknown>>;
  /** Hosts and rules of others were taken out of it; emptied rules keep their places. */
  reduced: boolean;
  /** The Canary that writes it. */
  canary?: ResourceRef;
  resourceVersion?: string;
  /** RFC 3339. */
  createdAt?: string;
}

/** Kinds that are kept as they are in the cluster and hold nothing secret. Reports and alerts tell of others. */
const kinds: ReadonlySet<KindName> = new Set<KindName>([
  'VirtualService',
  'DestinationRule',
  'IstioGateway',
  'ServiceEntry',
  'WorkloadEntry',
  'Sidecar',
  'PeerAuthentication',
  'RequestAuthentication',
  'AuthorizationPolicy',
  'Telemetry',
  'Canary',
  'GatewayApiGateway',
  'HTTPRoute',
  'GRPCRoute',
  'ReferenceGrant',
]);

type Fields = Record<string, unknown>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {};
}

/** What stands in the place of a rule that is not shown. */
const emptied = {};

const ruleLists = ['http', 'tls', 'tcp', 'rules'] as const;

/** Rules that concern others are emptied, and their hosts taken out. */
function reduceRoute(
  { scope }: RoutingContext,
  route: VirtualService | HTTPRoute | GRPCRoute,
): Fields | undefined {
  const concern = scope.concerns.get(route);
  const isWhole = concern?.rules === 'all' && concern.hiddenHosts === 0;
  if (!concern || isWhole) {
    return undefined;
  }
  // Of a rule that could not be read nobody knows whom it concerns: only what was read is shown.
  const read = restoreObject(route);
  const spec = { ...fieldsOf(read.spec) };
  for (const name of ruleLists) {
    const rules = spec[name];
    if (Array.isArray(rules)) {
      spec[name] = rules.map((rule: unknown, index) =>
        concernsRule(concern, `spec.${name}[${index}]`) ? rule : emptied,
      );
    }
  }
  for (const name of ['hosts', 'hostnames'] as const) {
    if (Array.isArray(spec[name])) {
      spec[name] = spec[name].filter(host => concern.hosts.includes(host));
    }
  }
  return { ...read, spec };
}

/** Servers and listeners name the hosts of the entity only. */
function reduceGateway(
  context: RoutingContext,
  gateway: IstioGateway | GatewayApiGateway,
): Fields {
  const { snapshot } = context;
  const { namespace, name, group } = snapshot.refOf(gateway);
  const exposure = gatewayExposures(context).find(
    ({ ref }) =>
      ref.namespace === namespace && ref.name === name && ref.group === group,
  );
  const hosts = new Set(exposure?.servers.flatMap(server => server.hosts));
  const read = restoreObject(gateway);
  const spec = { ...fieldsOf(read.spec) };
  const isOwn = (entry: unknown): boolean =>
    typeof entry === 'string' &&
    (entry.includes('*') || hosts.has(entry.slice(entry.indexOf('/') + 1)));
  if (Array.isArray(spec.servers)) {
    spec.servers = spec.servers.map((server: unknown) => {
      const { hosts: named, ...rest } = fieldsOf(server);
      const own = Array.isArray(named) ? named.filter(isOwn) : [];
      return own.length > 0 ? { ...rest, hosts: own } : emptied;
    });
  }
  if (Array.isArray(spec.listeners)) {
    spec.listeners = spec.listeners.map((listener: unknown) => {
      const { hostname } = fieldsOf(listener);
      return hostname === undefined || isOwn(hostname) ? listener : emptied;
    });
  }
  return { ...read, spec };
}

/** The object without hosts and rules of others; `undefined` where it has none. */
function reduce(
  context: RoutingContext,
  { kind, object }: ScopeMember,
): Fields | undefined {
  if (context.isOwnNamespace(object.metadata.namespace)) {
    return undefined;
  }
  switch (kind) {
    case 'VirtualService':
    case 'HTTPRoute':
    case 'GRPCRoute':
      return reduceRoute(context, object);
    case 'IstioGateway':
    case 'GatewayApiGateway':
      return reduceGateway(context, object);
    default:
      return undefined;
  }
}

/** What a person writes into a file. */
function asWritten(object: Fields): Readonly<Record<string, unknown>> {
  const { apiVersion, kind, metadata, status: _, ...rest } = object;
  const { name, namespace, labels, annotations } = fieldsOf(metadata);
  const some = (value: unknown): boolean =>
    Object.keys(fieldsOf(value)).length > 0;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(some(labels) ? { labels } : {}),
      ...(some(annotations) ? { annotations } : {}),
    },
    ...rest,
  };
}

function canaryOf(
  scope: EntityScope,
  object: AnyMeshObject,
): ResourceRef | undefined {
  const { namespace, name } = object.metadata;
  return membersOf(scope, 'Canary').find(({ object: canary }) => {
    const names = canaryNames(canary);
    return (
      object.kind !== 'Canary' &&
      canary.metadata.namespace === namespace &&
      [names?.apex, names?.primaryService, names?.canaryService].includes(name)
    );
  })?.ref;
}

/**
 * An object that acts on an entity. Of objects in namespaces of others only what concerns the entity is shown.
 *
 * @returns `undefined` for an object that does not act on the entity, or whose kind is not shown
 * @public
 */
export function visibleObject(
  snapshot: MeshSnapshot,
  scope: EntityScope,
  ref: ResourceRef,
): VisibleObject | undefined {
  const member = scope.members.find(
    ({ ref: own, kind }) =>
      kinds.has(kind) &&
      own.group === ref.group &&
      own.kind === ref.kind &&
      own.namespace === ref.namespace &&
      own.name === ref.name,
  );
  if (!member || ref.cluster !== snapshot.cluster) {
    return undefined;
  }
  const context = new RoutingContext(snapshot, scope, []);
  const reduced = reduce(context, member);
  const whole = restoreObject(member.object, snapshot.leftOutOf(member.ref));
  const canary = canaryOf(scope, member.object);
  const { resourceVersion, creationTimestamp } = member.object.metadata;
  return {
    ref: member.ref,
    reason: member.reason,
    object: asWritten({ ...(reduced ?? whole) }),
    reduced: reduced !== undefined,
    ...(canary ? { canary } : {}),
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
    ...(creationTimestamp === undefined
      ? {}
      : { createdAt: creationTimestamp }),
  };
}
