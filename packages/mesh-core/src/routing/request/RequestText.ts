import type { RouteRequest } from '../simulate/Outcome';

/**
 * A request that was read from a text.
 *
 * @public
 */
export interface RequestText {
  request: RouteRequest;
  /** What a shell would have replaced, as in `$TOKEN`; the request has it as it is written. */
  literal: string[];
  /** What stands behind the command, as in `| jq .`; it was not read. */
  rest: string;
}
