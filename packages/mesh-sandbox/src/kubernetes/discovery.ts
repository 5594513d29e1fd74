import { apiVersionOf, ResourceKind } from './ResourceKind';

const verbs = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];
const statusVerbs = ['get', 'patch', 'update'];

interface GroupVersion {
  readonly groupVersion: string;
  readonly version: string;
}

/** One group in a discovery document. */
export interface ApiGroup {
  readonly name: string;
  readonly versions: readonly GroupVersion[];
  readonly preferredVersion: GroupVersion;
}

/** `GET /api`. */
export function apiVersions(serverAddress: string): unknown {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress }],
  };
}

function groupOf(name: string, kinds: readonly ResourceKind[]): ApiGroup {
  const own = kinds.filter(kind => kind.group === name);
  // the kind with the most versions lists them in the group's order of preference
  const longest = own.reduce((best, kind) =>
    kind.versions.length > best.versions.length ? kind : best,
  );
  const versions = [
    ...new Set([...longest.versions, ...own.flatMap(kind => kind.versions)]),
  ].map(version => ({ groupVersion: apiVersionOf(name, version), version }));
  return { name, versions, preferredVersion: versions[0] };
}

/** The named groups of the kinds, in their order. */
export function apiGroups(kinds: readonly ResourceKind[]): ApiGroup[] {
  const names = [...new Set(kinds.map(kind => kind.group))].filter(
    name => name !== '',
  );
  return names.map(name => groupOf(name, kinds));
}

/** `GET /apis`. */
export function apiGroupList(kinds: readonly ResourceKind[]): unknown {
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: apiGroups(kinds) };
}

/** `GET /apis/<group>`; undefined for an unknown group. */
export function apiGroup(
  kinds: readonly ResourceKind[],
  name: string,
): unknown {
  const group = apiGroups(kinds).find(candidate => candidate.name === name);
  return group && { kind: 'APIGroup', apiVersion: 'v1', ...group };
}

function resourceEntries(kind: ResourceKind): unknown[] {
  const base = { namespaced: kind.namespaced, kind: kind.kind };
  const entry = {
    name: kind.plural,
    singularName: kind.singular,
    ...base,
    verbs,
    ...(kind.shortNames.length ? { shortNames: kind.shortNames } : {}),
    ...(kind.categories.length ? { categories: kind.categories } : {}),
  };
  return kind.hasStatus
    ? [
        entry,
        {
          name: `${kind.plural}/status`,
          singularName: '',
          ...base,
          verbs: statusVerbs,
        },
      ]
    : [entry];
}

/** `GET /api/v1` and `GET /apis/<group>/<version>`; undefined when nothing is served there. */
export function apiResourceList(
  kinds: readonly ResourceKind[],
  group: string,
  version: string,
): unknown {
  const own = kinds.filter(
    kind => kind.group === group && kind.versions.includes(version),
  );
  if (own.length === 0) {
    return undefined;
  }
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf(group, version),
    resources: own.flatMap(resourceEntries),
  };
}
