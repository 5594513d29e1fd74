import {
  createTranslationRef,
  useTranslationRef,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import { canaryMessages } from './translation/canary';
import { commonMessages } from './translation/common';
import { objectMessages } from './translation/object';
import { overviewMessages } from './translation/overview';
import { routingMessages } from './translation/routing';
import { topologyMessages } from './translation/topology';
import { whatIfMessages } from './translation/whatIf';

/**
 * All words that Fairway shows. Adopters override or translate them through this ref.
 *
 * @public
 */
export const meshTranslationRef = createTranslationRef({
  id: 'plugin.mesh',
  messages: {
    ...commonMessages,
    routing: routingMessages,
    canary: canaryMessages,
    topology: topologyMessages,
    overview: overviewMessages,
    object: objectMessages,
    whatIf: whatIfMessages,
  },
});

/** Finds the words of Fairway. @public */
export type MeshTranslate = TranslationFunction<typeof meshTranslationRef.T>;

/** The words of Fairway in the reader's language. @public */
export function useMeshTranslation(): { t: MeshTranslate } {
  return useTranslationRef(meshTranslationRef);
}
