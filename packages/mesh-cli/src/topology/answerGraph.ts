import { InputError } from '@backstage/errors';
import {
  foldGraph,
  kialiGraphRequest,
  type KialiElements,
} from '@fairway/mesh-core';
import { askedRequest } from './askedRequest';
import type { GraphCase } from './GraphCase';

/** The answer to a case. */
export interface GraphAnswer {
  id: string;
  elements: KialiElements;
  /** What has to be asked of Prometheus for this graph. */
  queries: string[];
}

/**
 * Folds the vectors of a case into the graph that it asks for.
 *
 * @throws InputError when the path is not that of a graph
 */
export function answerGraph({
  id,
  request,
  vectors,
  ambientNamespaces,
  waypoints,
}: GraphCase): GraphAnswer {
  const read = kialiGraphRequest(request.path);
  if (!read.ok) {
    throw new InputError(read.problem);
  }
  const asked = askedRequest(
    { ...read.request, waypoints },
    vectors.map(({ query }) => query),
  );
  const graph = foldGraph(
    { ...asked, ...(ambientNamespaces && { ambientNamespaces }) },
    vectors,
  );
  return { id, ...graph };
}
