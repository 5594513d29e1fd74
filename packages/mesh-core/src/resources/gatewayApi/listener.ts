import { z } from 'zod';
import { condition, decisive } from '../schema/notes';
import { fields, textMap } from '../schema/fields';
import { labelSelectorSchema } from '../schema/labelSelector';

const routeKindSchema = fields({ group: z.string() }).extend({
  kind: z.string(),
});

/** A Secret or ConfigMap, by name only. */
export const certificateRefSchema = fields({
  group: z.string(),
  kind: z.string(),
  namespace: z.string(),
}).extend({ name: z.string() });

/** Kinds of routes a listener takes or may take. */
export const routeKindsSchema = z.array(routeKindSchema);

/**
 * A port, protocol and host name that a Gateway listens on.
 *
 * @public
 */
export const gatewayListenerSchema = fields({
  /** Absent is every host. */
  hostname: condition(z.string()),
  tls: fields({
    mode: decisive(z.enum(['Terminate', 'Passthrough'])),
    certificateRefs: z.array(certificateRefSchema),
    options: textMap,
  }),
  allowedRoutes: fields({
    namespaces: fields({
      /** Absent is `Same`. */
      from: decisive(z.enum(['All', 'Selector', 'Same'])),
      selector: condition(labelSelectorSchema),
    }),
    kinds: condition(routeKindsSchema),
  }),
}).extend({ name: z.string(), port: z.int(), protocol: z.string() });

/**
 * What {@link gatewayListenerSchema} reads.
 *
 * @public
 */
export type GatewayListener = z.infer<typeof gatewayListenerSchema>;
