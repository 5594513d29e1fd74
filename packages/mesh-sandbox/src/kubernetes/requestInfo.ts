/** What a URL of the Kubernetes API addresses. */
export type RequestInfo =
  | { readonly type: 'probe'; readonly path: string }
  | { readonly type: 'version' }
  | {
      readonly type: 'discovery';
      readonly group?: string;
      readonly version?: string;
      readonly legacy: boolean;
    }
  | {
      readonly type: 'resource';
      readonly group: string;
      readonly version: string;
      readonly namespace?: string;
      readonly plural: string;
      readonly name?: string;
      readonly subresource?: string;
    }
  | { readonly type: 'unknown' };

const probes = new Set(['/healthz', '/livez', '/readyz']);

function resourceInfo(
  group: string,
  version: string,
  rest: readonly string[],
): RequestInfo {
  const inNamespace =
    rest[0] === 'namespaces' &&
    rest.length > 2 &&
    !isNamespaceSubresource(rest);
  const namespace = inNamespace ? rest[1] : undefined;
  const [plural, name, subresource, ...more] = inNamespace
    ? rest.slice(2)
    : rest;
  if (more.length > 0) {
    return { type: 'unknown' };
  }
  return {
    type: 'resource',
    group,
    version,
    namespace,
    plural,
    name,
    subresource,
  };
}

function isNamespaceSubresource(rest: readonly string[]): boolean {
  return rest.length === 3 && (rest[2] === 'status' || rest[2] === 'finalize');
}

/** Reads the path of a request. Percent-encoding must be undone by the caller. */
export function parseRequestPath(path: string): RequestInfo {
  if (probes.has(path) || /^\/(livez|readyz|healthz)\/[\w.-]+$/.test(path)) {
    return { type: 'probe', path };
  }
  const [root, ...rest] = path.split('/').filter(part => part !== '');
  if (root === 'version' && rest.length === 0) {
    return { type: 'version' };
  }
  if (root === 'api') {
    return rest.length < 2
      ? { type: 'discovery', legacy: true, version: rest[0] }
      : resourceInfo('', rest[0], rest.slice(1));
  }
  if (root === 'apis') {
    const [group, version, ...resource] = rest;
    return resource.length === 0
      ? { type: 'discovery', legacy: false, group, version }
      : resourceInfo(group, version, resource);
  }
  return { type: 'unknown' };
}
