/**
 * Why a query has no result. `bad_data`: the query is not valid PromQL (HTTP 400). `execution`: valid, but it cannot
 * be evaluated on this data, or uses a part of PromQL that the sandbox does not implement (HTTP 422).
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview
 */
export class PromqlError extends Error {
  constructor(
    readonly errorType: 'bad_data' | 'execution',
    message: string,
  ) {
    super(message);
    this.name = 'PromqlError';
  }
}

/** Error in the text or the types of a query, with the place as Prometheus writes it (`line:column`, from 1). */
export function parseError(
  query: string,
  offset: number,
  message: string,
): PromqlError {
  const before = query.slice(0, offset).split('\n');
  const place = `${before.length}:${before[before.length - 1].length + 1}`;
  return new PromqlError('bad_data', `${place}: parse error: ${message}`);
}

/** Valid PromQL that the sandbox does not evaluate. */
export function unsupportedError(what: string): PromqlError {
  return new PromqlError(
    'execution',
    `${what} is valid PromQL but not supported by the mesh sandbox`,
  );
}

/** The data does not allow the operation. */
export function executionError(message: string): PromqlError {
  return new PromqlError('execution', message);
}
