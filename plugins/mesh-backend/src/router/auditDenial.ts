import type { AuditorService } from '@backstage/backend-plugin-api';
import { isErrorWithName } from '@backstage/errors';
import type { Request } from 'express';

/**
 * Writes an audit event when a read was denied. Other errors are none.
 *
 * @param denial - `view` is the name of what was asked for: `routing`, `canary`, `topology`, `summary`, `sources`
 */
export async function auditDenial(
  auditor: AuditorService,
  denial: { request: Request; view: string; error: unknown },
): Promise<void> {
  const { request, view, error } = denial;
  if (!isErrorWithName(error, 'NotAllowedError')) {
    return;
  }
  const { kind, namespace, name } = request.params;
  const event = await auditor.createEvent({
    eventId: 'view-read',
    request,
    severityLevel: 'medium',
    meta: {
      view,
      ...(name && { entityRef: `${kind}:${namespace}/${name}` }),
    },
  });
  await event.fail({ error });
}
