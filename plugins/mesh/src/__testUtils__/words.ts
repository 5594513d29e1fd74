import { mockApis } from '@backstage/frontend-test-utils';
import {
  meshTranslationRef,
  type MeshTranslate,
} from '@fairway/backstage-plugin-mesh-react';

/** The words of the plugin as they come. */
export const t: MeshTranslate = mockApis
  .translation()
  .getTranslation(meshTranslationRef).t;

/** Clock times of the views, in UTC. */
export const times = { moment: (iso: string): string => iso.slice(11, 16) };

/** A text without the spaces that do not break, to compare with. */
export function plain(text: string): string {
  return text.replace(/\u00a0/g, ' ');
}
