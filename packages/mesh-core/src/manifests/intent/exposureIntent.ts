import { z } from 'zod';
import { externalHostSchema, gatewayNameSchema } from './names';

/**
 * The hosts under which the service is reached from outside the mesh, and the Gateways that let them in.
 *
 * @public
 */
export const exposureIntentSchema = z.strictObject({
  hosts: z.array(externalHostSchema).min(1, {
    error: 'names no host. Give at least one, or leave exposure out.',
  }),
  gateways: z.array(gatewayNameSchema).min(1, {
    error: 'names no Gateway. Give at least one, or leave exposure out.',
  }),
});

/**
 * What {@link exposureIntentSchema} describes.
 *
 * @public
 */
export type ExposureIntent = z.infer<typeof exposureIntentSchema>;
