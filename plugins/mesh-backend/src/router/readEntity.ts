import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  entityParamsSchema,
  type EntityParams,
} from '@fairway/backstage-plugin-mesh-common';
import type { Request } from 'express';
import { z } from 'zod';
import { parseRequest } from './parseRequest';

/** No query at all. */
export const emptyQuerySchema = z.strictObject({});

/** The entity in the path of a request without query. */
export function readEntity(req: Request): string {
  parseRequest(emptyQuerySchema, req.query, 'query');
  return refOf(parseRequest(entityParamsSchema, req.params, 'path'));
}

/** The full ref of an entity. */
export function refOf({ kind, namespace, name }: EntityParams): string {
  return stringifyEntityRef({ kind, namespace, name });
}
