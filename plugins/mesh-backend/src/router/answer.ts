import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type {
  MeshService,
  MeshServiceOptions,
} from '@fairway/backstage-plugin-mesh-node';
import type { Request, Response } from 'express';
import { auditDenial } from './auditDenial';

/** What the router needs. */
export interface RouterOptions {
  /** Checks the permissions itself. */
  service: MeshService;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}

/** Reads a request and asks the service, as the caller. */
export type Handler = (
  req: Request,
  caller: MeshServiceOptions,
) => Promise<unknown>;

/** Answers a request; the answer is for its caller only. A denial is written down. */
export async function answer(
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
    res.set('Cache-Control', 'private, no-cache').json(body);
  } catch (error) {
    await auditDenial(auditor, { request: req, view, error });
    throw error;
  } finally {
    res.off('close', abort);
  }
}
