import { InputError } from '@backstage/errors';
import {
  parseRequest as read,
  RequestTextError,
  type RouteRequest,
} from '@fairway/mesh-core';

/**
 * Reads the request of a command line.
 *
 * @param headers - more of them, as in `-H`
 * @throws InputError when it is no request
 */
export function parseRequest(
  text: string,
  headers: readonly string[] = [],
): RouteRequest {
  try {
    return read(text, headers).request;
  } catch (error) {
    throw error instanceof RequestTextError
      ? new InputError(error.message)
      : error;
  }
}
