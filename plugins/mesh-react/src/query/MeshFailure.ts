import { isError, type ResponseError } from '@backstage/errors';

/**
 * Why a question was not answered.
 *
 * - `forbidden`: the user may not ask (403), or is no longer signed in (401)
 * - `not-found`: the backend does not know the entity or the Canary
 * - `backend-missing`: no mesh plugin answers at this backend
 * - `network`: the backend cannot be reached or fails (5xx)
 * - `contract`: the answer has a shape that this version does not know
 *
 * @public
 */
export interface MeshFailure {
  kind: 'forbidden' | 'not-found' | 'backend-missing' | 'network' | 'contract';
  /** What the backend or the browser said. */
  message: string;
}

/**
 * Sorts what a client throws. A 404 without a typed body does not come from the plugin: nobody answers under its path.
 * Not every backend without the plugin answers 404: one that serves the app answers HTML, which is no JSON.
 * Errors are told by name, because app and plugin may hold different copies of their classes.
 *
 * @public
 */
export function toMeshFailure(error: unknown): MeshFailure {
  if (!isError(error)) {
    return { kind: 'network', message: String(error) };
  }
  switch (error.name) {
    case 'MeshContractError':
      return { kind: 'contract', message: error.message };
    case 'SyntaxError':
      return { kind: 'backend-missing', message: error.message };
    case 'ResponseError':
      return {
        kind: kindOfStatus(error as unknown as ResponseError),
        message:
          (error as unknown as ResponseError).cause?.message || error.message,
      };
    default:
      return { kind: 'network', message: error.message };
  }
}

function kindOfStatus(error: ResponseError): MeshFailure['kind'] {
  switch (error.response.status) {
    case 401:
    case 403:
      return 'forbidden';
    case 404:
      return error.cause?.name === 'NotFoundError'
        ? 'not-found'
        : 'backend-missing';
    default:
      return 'network';
  }
}
