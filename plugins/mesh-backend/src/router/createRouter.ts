import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  canaryParamsSchema,
  entityParamsSchema,
  topologyQuerySchema,
  type EntityParams,
} from '@fairway/backstage-plugin-mesh-common';
import type {
  MeshService,
  MeshServiceOptions,
} from '@fairway/backstage-plugin-mesh-node';
import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { auditDenial } from './auditDenial';
import { parseRequest } from './parseRequest';

const emptyQuerySchema = z.strictObject({});

/** What the router needs. */
export interface RouterOptions {
  /** Checks the permissions itself. */
  service: MeshService;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}

/**
 * The HTTP API of the plugin, as the contract in mesh-common states it. Each handler reads its request with the contract, asks the
 * service with the caller's credentials and answers with what it says. Errors are left to the framework.
 */
export function createRouter(options: RouterOptions): Router {
  const { service } = options;
  const router = PromiseRouter();
  const get = (path: string, view: string, handler: Handler) =>
    router.get(path, (req, res) => answer(options, view, handler, req, res));

  get('/entities/:kind/:namespace/:name/summary', 'summary', (req, caller) =>
    service.getSummary(readEntity(req), caller),
  );
  get('/entities/:kind/:namespace/:name/routing', 'routing', (req, caller) =>
    service.getRouting(readEntity(req), caller),
  );
  get('/entities/:kind/:namespace/:name/canaries', 'canary', (req, caller) =>
    service.getCanaries(readEntity(req), caller),
  );
  get(
    '/entities/:kind/:namespace/:name/canaries/:cluster/:canaryNamespace/:canaryName',
    'canary',
    (req, caller) => {
      const params = parseRequest(canaryParamsSchema, req.params, 'path');
      parseRequest(emptyQuerySchema, req.query, 'query');
      const { cluster, canaryNamespace, canaryName } = params;
      return service.getCanary(
        refOf(params),
        { cluster, namespace: canaryNamespace, name: canaryName },
        caller,
      );
    },
  );
  get('/entities/:kind/:namespace/:name/topology', 'topology', (req, caller) =>
    service.getTopology(
      refOf(parseRequest(entityParamsSchema, req.params, 'path')),
      parseRequest(topologyQuerySchema, req.query, 'query'),
      caller,
    ),
  );
  get('/sources', 'sources', (req, caller) => {
    parseRequest(emptyQuerySchema, req.query, 'query');
    return service.getSources(caller);
  });
  return router;
}

type Handler = (req: Request, caller: MeshServiceOptions) => Promise<unknown>;

async function answer(
  { httpAuth, auditor }: RouterOptions,
  view: string,
  handler: Handler,
  req: Request,
  res: Response,
): Promise<void> {
  const credentials = await httpAuth.credentials(req, {
    allow: ['user', 'service'],
  });
  const controller = new AbortController();
  const abort = () => controller.abort();
  res.on('close', abort);
  try {
    const body = await handler(req, { credentials, signal: controller.signal });
    // The answer is for this caller only.
    res.set('Cache-Control', 'private, no-cache').json(body);
  } catch (error) {
    await auditDenial(auditor, { request: req, view, error });
    throw error;
  } finally {
    res.off('close', abort);
  }
}

function readEntity(req: Request): string {
  parseRequest(emptyQuerySchema, req.query, 'query');
  return refOf(parseRequest(entityParamsSchema, req.params, 'path'));
}

function refOf({ kind, namespace, name }: EntityParams): string {
  return stringifyEntityRef({ kind, namespace, name });
}
