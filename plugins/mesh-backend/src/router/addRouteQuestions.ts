import {
  entityParamsSchema,
  objectQuerySchema,
  routeTableQuerySchema,
  simulationQuerySchema,
  whatIfQuerySchema,
} from '@fairway/backstage-plugin-mesh-common';
import type { Router } from 'express';
import { answer, type Handler, type RouterOptions } from './answer';
import { parseRequest } from './parseRequest';
import { readBody } from './readBody';
import { readEntity, refOf } from './readEntity';

const ENTITY = '/entities/:kind/:namespace/:name';

/** Adds the questions about the rules of a caller. Those with a body change nothing: it is too long for a query. */
export function addRouteQuestions(
  router: Router,
  options: RouterOptions,
): void {
  const { service } = options;
  const get = (path: string, view: string, handler: Handler) =>
    router.get(`${ENTITY}/${path}`, (req, res) =>
      answer(options, view, handler, req, res),
    );
  const ask = (path: string, view: string, handler: Handler) =>
    router.post(`${ENTITY}/${path}`, readBody, (req, res) =>
      answer(options, view, handler, req, res),
    );

  get('callers', 'route-callers', (req, caller) =>
    service.getRouteCallers(readEntity(req), caller),
  );
  get('object', 'object', (req, caller) =>
    service.getObject(
      refOf(parseRequest(entityParamsSchema, req.params, 'path')),
      parseRequest(objectQuerySchema, req.query, 'query'),
      caller,
    ),
  );
  ask('route-table', 'route-table', (req, caller) =>
    service.getRouteTable(
      readEntity(req),
      parseRequest(routeTableQuerySchema, req.body, 'body'),
      caller,
    ),
  );
  ask('simulation', 'simulation', (req, caller) =>
    service.simulateRequests(
      readEntity(req),
      parseRequest(simulationQuerySchema, req.body, 'body'),
      caller,
    ),
  );
  ask('what-if', 'what-if', (req, caller) =>
    service.whatIf(
      readEntity(req),
      parseRequest(whatIfQuerySchema, req.body, 'body'),
      caller,
    ),
  );
}
