import { ResourceKind } from './ResourceKind';
import { StatusDetails, StatusError } from './StatusError';

function detailsOf(kind: ResourceKind, name: string): StatusDetails {
  return {
    name,
    ...(kind.group ? { group: kind.group } : {}),
    kind: kind.plural,
  };
}

/** 404 for an object. */
export function notFoundError(kind: ResourceKind, name: string): StatusError {
  return new StatusError(
    'NotFound',
    `${kind.key} "${name}" not found`,
    detailsOf(kind, name),
  );
}

/** 409 for a name that is taken. */
export function alreadyExistsError(
  kind: ResourceKind,
  name: string,
): StatusError {
  return new StatusError(
    'AlreadyExists',
    `${kind.key} "${name}" already exists`,
    detailsOf(kind, name),
  );
}

/** 409 for an update of something that is not the latest version. */
export function conflictError(
  kind: ResourceKind,
  name: string,
  cause = 'the object has been modified; please apply your changes to the latest version and try again',
): StatusError {
  return new StatusError(
    'Conflict',
    `Operation cannot be fulfilled on ${kind.key} "${name}": ${cause}`,
    detailsOf(kind, name),
  );
}

/** 409 for a condition of a deletion that does not hold. Here the API server names the kind, not the resource. */
export function preconditionError(
  kind: ResourceKind,
  name: string,
  cause: string,
): StatusError {
  return new StatusError(
    'Conflict',
    `Operation cannot be fulfilled on ${kind.kind} "${name}": ${cause}`,
    {
      name,
      ...(kind.group ? { group: kind.group } : {}),
      kind: kind.kind,
    },
  );
}

/** 422 for one field of an object. */
export function invalidError(
  kind: ResourceKind,
  name: string,
  cause: { reason: string; field: string; message: string },
): StatusError {
  return new StatusError(
    'Invalid',
    `${kind.kind}${kind.group ? `.${kind.group}` : ''} "${name}" is invalid: ${cause.field}: ${cause.message}`,
    {
      ...(name ? { name } : {}),
      ...(kind.group ? { group: kind.group } : {}),
      kind: kind.kind,
      causes: [
        { reason: cause.reason, message: cause.message, field: cause.field },
      ],
    },
  );
}

/** 410 for a revision whose history is gone. */
export function expiredError(message: string): StatusError {
  return new StatusError('Expired', message);
}
