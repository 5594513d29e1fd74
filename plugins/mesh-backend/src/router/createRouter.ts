import {
  canaryParamsSchema,
  entityParamsSchema,
  topologyQuerySchema,
} from '@fairway/backstage-plugin-mesh-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { answer, type Handler, type RouterOptions } from './answer';
import { addRouteQuestions } from './addRouteQuestions';
import { parseRequest } from './parseRequest';
import { emptyQuerySchema, readEntity, refOf } from './readEntity';

export type { RouterOptions } from './answer';

/**
 * The HTTP API of the plugin, as the contract in mesh-common states it. Each handler reads its request with the contract, asks the
 * service with the caller's credentials and answers with what it says. Errors are left to the framework.
 */
export function createRouter(options: RouterOptions): Router {
  const { service } = options;
  const router = PromiseRouter();
  const get = (path: string, view: string, handler: Handler) =>
    router.get(path, (req, res) => answer(options, view, handler, req, res));

  addRouteQuestions(router, options);
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
