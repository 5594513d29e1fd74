import { KubernetesObject, namespaceOf } from './KubernetesObject';
import { alreadyExistsError, invalidError } from './objectErrors';
import { apiVersionOf, KindRegistry, ResourceKind } from './ResourceKind';
import { StatusError } from './StatusError';

/** What the admission of a new object needs to know. */
export interface AdmissionContext {
  readonly newUid: () => string;
  readonly nowMs: number;
  namespaceExists(name: string): boolean;
  exists(namespace: string, name: string): boolean;
}

/** The kind of an object. @throws StatusError BadRequest when the sandbox does not serve it */
export function resolveKind(
  kinds: KindRegistry,
  object: KubernetesObject,
): ResourceKind {
  const kind = kinds.byObject(object);
  if (!kind) {
    throw new StatusError(
      'BadRequest',
      `no kind "${object.kind}" is registered for version "${object.apiVersion}"`,
    );
  }
  return kind;
}

const subdomain =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function checkName(kind: ResourceKind, name: string): void {
  if (name === '') {
    throw invalidError(kind, '', {
      reason: 'FieldValueRequired',
      field: 'metadata.name',
      message: 'Required value: name or generateName is required',
    });
  }
  if (name.length > 253 || !subdomain.test(name)) {
    throw invalidError(kind, name, {
      reason: 'FieldValueInvalid',
      field: 'metadata.name',
      message: `Invalid value: "${name}": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`,
    });
  }
}

function generatedName(object: KubernetesObject, uid: string): string {
  const { name, generateName } = object.metadata;
  return (
    name ??
    (generateName ? `${generateName}${uid.replace(/-/g, '').slice(0, 5)}` : '')
  );
}

/** The object as it is stored: named, dated, with a UID. @throws StatusError Invalid, NotFound, AlreadyExists */
export function admitNew(
  object: KubernetesObject,
  kind: ResourceKind,
  context: AdmissionContext,
): KubernetesObject {
  const uid = object.metadata.uid ?? context.newUid();
  const name = generatedName(object, uid);
  checkName(kind, name);
  const namespace = namespaceOf(object);
  if (kind.namespaced && !context.namespaceExists(namespace)) {
    throw new StatusError('NotFound', `namespaces "${namespace}" not found`, {
      name: namespace,
      kind: 'namespaces',
    });
  }
  if (context.exists(namespace, name)) {
    throw alreadyExistsError(kind, name);
  }
  return {
    ...object,
    apiVersion: apiVersionOf(kind.group, kind.versions[0]),
    metadata: {
      ...object.metadata,
      name,
      uid,
      creationTimestamp:
        object.metadata.creationTimestamp ??
        new Date(context.nowMs).toISOString().replace(/\.\d+Z$/, 'Z'),
      ...(kind.hasStatus || kind.custom
        ? { generation: object.metadata.generation ?? 1 }
        : {}),
    },
  };
}
