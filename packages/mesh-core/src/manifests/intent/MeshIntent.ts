import { z } from 'zod';
import { canaryIntentSchema } from './canaryIntent';
import { exposureIntentSchema } from './exposureIntent';
import { resilienceIntentSchema } from './resilienceIntent';
import { serviceIntentSchema } from './serviceIntent';
import { versionsIntentSchema } from './versionIntent';

/** Flagger appends `-primary` to the name of the Service. */
const MAX_NAME_WITH_CANARY = 63 - '-primary'.length;

/**
 * What a service owner wants of the mesh for one service, from which all its manifests are built. Durations are in
 * milliseconds, weights in whole percent. Unknown fields are refused.
 *
 * @public
 */
export const meshIntentSchema = z
  .strictObject({
    service: serviceIntentSchema,
    /** Not reachable from outside the mesh when not given. */
    exposure: exposureIntentSchema.optional(),
    resilience: resilienceIntentSchema.optional(),
    /** Versions side by side, weighted by hand. Not together with `canary`. */
    versions: versionsIntentSchema.optional(),
    /** Releases under Flagger. Not together with `versions`. */
    canary: canaryIntentSchema.optional(),
  })
  .superRefine(({ service, versions, canary }, context) => {
    if (!canary) {
      return;
    }
    if (versions) {
      context.addIssue({
        code: 'custom',
        path: ['versions'],
        message:
          'cannot stand beside canary: Flagger makes the routes and tells primary and canary apart by labels of its own. Keep one of the two.',
      });
    }
    if (service.name.length > MAX_NAME_WITH_CANARY) {
      context.addIssue({
        code: 'custom',
        path: ['service', 'name'],
        message: `is too long for a canary: Flagger appends -primary. Use at most ${MAX_NAME_WITH_CANARY} characters.`,
      });
    }
    if (canary.loadTest && service.protocol === 'grpc') {
      context.addIssue({
        code: 'custom',
        path: ['canary', 'loadTest'],
        message:
          'sends HTTP requests, which a gRPC service does not answer. Leave it out and add a webhook of your own to the Canary.',
      });
    }
  });

/**
 * What a service owner wants of the mesh, checked and with defaults filled in.
 *
 * @public
 */
export type MeshIntent = z.infer<typeof meshIntentSchema>;

/**
 * A {@link MeshIntent} as it is written, with its defaults left out.
 *
 * @public
 */
export type MeshIntentInput = z.input<typeof meshIntentSchema>;
