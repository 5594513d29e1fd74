import type { MeshTranslate } from '@fairway/backstage-plugin-mesh-react';
import { RequestTextError } from '@fairway/mesh-core';
import type { TryState } from './TryState';

/** What keeps the fields, or the command, from being a request. */
export function problemText(
  t: MeshTranslate,
  problem: NonNullable<TryState['problem']>,
): string {
  return problem instanceof RequestTextError
    ? t(`routing.request.problem.${problem.problem}`, { part: problem.part })
    : t('routing.request.problem.too-large');
}
