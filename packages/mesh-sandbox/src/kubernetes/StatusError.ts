/** Reason of a failed request, in Kubernetes' words. */
export type StatusReason =
  | 'AlreadyExists'
  | 'BadRequest'
  | 'Conflict'
  | 'Expired'
  | 'Forbidden'
  | 'InternalError'
  | 'Invalid'
  | 'MethodNotAllowed'
  | 'NotFound'
  | 'ServiceUnavailable'
  | 'TooManyRequests'
  | 'Unauthorized'
  /** Left out of the answer, as the API server does with errors that it has no reason for. */
  | 'Unknown'
  | 'UnsupportedMediaType';

/** One cause in the details of a `Status`. */
export interface StatusCause {
  readonly reason?: string;
  readonly message?: string;
  readonly field?: string;
}

/** Details of a `Status`. */
export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

/** The `Status` object that a Kubernetes API server answers with. */
export interface KubernetesStatus {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: Record<string, never>;
  readonly status: 'Failure' | 'Success';
  readonly message?: string;
  readonly reason?: StatusReason;
  readonly details?: StatusDetails;
  readonly code?: number;
}

const codes: Record<StatusReason, number> = {
  AlreadyExists: 409,
  BadRequest: 400,
  Conflict: 409,
  Expired: 410,
  Forbidden: 403,
  InternalError: 500,
  Invalid: 422,
  MethodNotAllowed: 405,
  NotFound: 404,
  ServiceUnavailable: 503,
  TooManyRequests: 429,
  Unauthorized: 401,
  Unknown: 500,
  UnsupportedMediaType: 415,
};

/** A failure that the API server reports as a `Status` object. */
export class StatusError extends Error {
  readonly reason: StatusReason;
  /** HTTP status code. */
  readonly code: number;
  readonly details?: StatusDetails;

  constructor(
    reason: StatusReason,
    message: string,
    details?: StatusDetails,
    code?: number,
  ) {
    super(message);
    this.name = 'StatusError';
    this.reason = reason;
    this.code = code ?? codes[reason];
    this.details = details;
  }

  /** The body of the answer. */
  toStatus(): KubernetesStatus {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      ...(this.reason === 'Unknown' ? {} : { reason: this.reason }),
      ...(this.details ? { details: this.details } : {}),
      code: this.code,
    };
  }
}
