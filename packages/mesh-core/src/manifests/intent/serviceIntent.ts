import { z } from 'zod';
import {
  dnsLabelSchema,
  entityRefSchema,
  labelNameSchema,
  labelValueSchema,
  portNumberSchema,
} from './names';

/** Kubernetes takes no longer name for a port. */
const MAX_PORT_NAME = 15;

const protocolSchema = z.enum(['http', 'http2', 'grpc']);

/**
 * The service that the manifests are for. Its Deployment and its Service have its name.
 *
 * @public
 */
export const serviceIntentSchema = z
  .strictObject({
    name: dnsLabelSchema,
    namespace: dnsLabelSchema,
    /** Port of the Service, which callers use. */
    port: portNumberSchema,
    /** Port of the container, by number. That of the Service when not given. */
    targetPort: portNumberSchema.optional(),
    /** What callers speak. Istio routes by rules only what it can read. */
    protocol: protocolSchema.default('http'),
    /** Name of the port of the Service; the protocol when not given. */
    portName: dnsLabelSchema
      .max(MAX_PORT_NAME, {
        error: `is too long. Use at most ${MAX_PORT_NAME} characters.`,
      })
      .optional(),
    /** Value of the label that ties the objects to their catalog entity; the name when not given. */
    kubernetesId: labelValueSchema.min(1).optional(),
    /** Entity reference of the owner, as in `group:default/team-checkout`. */
    owner: entityRefSchema.optional(),
    /** More labels for each object. */
    labels: z.record(labelNameSchema, labelValueSchema).optional(),
  })
  .superRefine((service, context) => {
    const { portName, protocol } = service;
    if (
      portName !== undefined &&
      portName !== protocol &&
      !portName.startsWith(`${protocol}-`)
    ) {
      context.addIssue({
        code: 'custom',
        path: ['portName'],
        message: `does not tell Istio that the port speaks ${protocol}. Use ${protocol} or a name that starts with ${protocol}-.`,
      });
    }
  });

/**
 * What {@link serviceIntentSchema} describes.
 *
 * @public
 */
export type ServiceIntent = z.infer<typeof serviceIntentSchema>;
