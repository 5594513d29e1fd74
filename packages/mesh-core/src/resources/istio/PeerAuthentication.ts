import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { condition, decisive } from '../schema/notes';
import { fields } from '../schema/fields';
import { istioStatusSchema, matchLabelsSelectorSchema } from './common';

/**
 * Whether callers must use mutual TLS. `UNSET` and absent inherit from the
 * namespace, then from the mesh, then `PERMISSIVE`.
 *
 * @public
 */
export const mutualTlsSchema = fields({
  mode: decisive(z.enum(['UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT'])),
});

/**
 * What {@link mutualTlsSchema} reads.
 *
 * @public
 */
export type MutualTls = z.infer<typeof mutualTlsSchema>;

/**
 * Whether connections to workloads must use mutual TLS.
 *
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 * @public
 */
export const peerAuthenticationSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('PeerAuthentication'),
  metadata: namespacedMetaSchema,
  spec: fields({
    selector: condition(matchLabelsSelectorSchema),
    mtls: mutualTlsSchema,
    /** By port of the workload, not of the Service. */
    portLevelMtls: decisive(z.record(z.string(), decisive(mutualTlsSchema))),
  }).default({}),
  status: istioStatusSchema.optional(),
});

/**
 * What {@link peerAuthenticationSchema} reads.
 *
 * @public
 */
export type PeerAuthentication = z.infer<typeof peerAuthenticationSchema>;

/**
 * Reads a PeerAuthentication tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parsePeerAuthentication: Parser<PeerAuthentication> = parserFor(
  'PeerAuthentication',
  peerAuthenticationSchema,
);
