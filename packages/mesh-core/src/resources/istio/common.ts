import { z } from 'zod';
import { condition, decisive, since } from '../schema/notes';
import { fields, intOrString, textMap, texts } from '../schema/fields';

/**
 * What istiod reports back. Only set when its status reporting is switched on.
 *
 * @public
 */
export const istioStatusSchema = fields({
  conditions: z.array(
    fields({
      type: z.string(),
      status: z.string(),
      reason: z.string(),
      message: z.string(),
      lastProbeTime: z.string(),
      lastTransitionTime: z.string(),
      observedGeneration: intOrString,
    }),
  ),
  validationMessages: z.array(
    fields({
      type: fields({ name: z.string(), code: z.string() }),
      level: z.enum(['UNKNOWN', 'ERROR', 'WARNING', 'INFO']),
      documentationUrl: z.string(),
    }),
  ),
  observedGeneration: intOrString,
});

/**
 * What {@link istioStatusSchema} reads.
 *
 * @public
 */
export type IstioStatus = z.infer<typeof istioStatusSchema>;

/**
 * Namespaces that see an object: `*` all, `.` its own, `~` none, else by name.
 * Absent means the default of the mesh, which is all.
 */
export const exportTo = condition(texts);

/** Selection by labels as in `networking.istio.io`. */
export const workloadSelectorSchema = fields({ labels: textMap });

/** Selection by labels as in `security.istio.io` and `telemetry.istio.io`. */
export const matchLabelsSelectorSchema = fields({ matchLabels: textMap });

/**
 * The Service, Gateway or GatewayClass that a policy is attached to.
 *
 * @public
 */
export const policyTargetSchema = fields({
  group: z.string(),
  namespace: z.string(),
}).extend({ kind: z.string(), name: z.string() });

/**
 * What {@link policyTargetSchema} reads.
 *
 * @public
 */
export type PolicyTarget = z.infer<typeof policyTargetSchema>;

/** Ways to say where a policy holds; absent ones widen it to the namespace. */
export const policyTargeting = {
  selector: condition(matchLabelsSelectorSchema),
  targetRef: condition(policyTargetSchema),
  targetRefs: condition(z.array(policyTargetSchema)),
};

/**
 * One way of comparing a text. None given means that the text is present.
 *
 * @public
 */
export const stringMatchSchema = fields({
  exact: z.string(),
  prefix: z.string(),
  /** RE2, for the whole text. */
  regex: z.string(),
});

/**
 * What {@link stringMatchSchema} reads.
 *
 * @public
 */
export type StringMatch = z.infer<typeof stringMatchSchema>;

/**
 * A destination of requests: host, and optionally subset and port.
 *
 * @public
 */
export const istioDestinationSchema = fields({
  subset: decisive(z.string()),
  port: decisive(fields({ number: decisive(z.int()) })),
}).extend({ host: z.string() });

/**
 * What {@link istioDestinationSchema} reads.
 *
 * @public
 */
export type IstioDestination = z.infer<typeof istioDestinationSchema>;

const tlsVersion = z.enum([
  'TLS_AUTO',
  'TLSV1_0',
  'TLSV1_1',
  'TLSV1_2',
  'TLSV1_3',
]);

/**
 * TLS of a listening server, of a Gateway or of an ingress of a Sidecar.
 *
 * @public
 */
export const serverTlsSchema = fields({
  mode: decisive(
    z.enum([
      'PASSTHROUGH',
      'SIMPLE',
      'MUTUAL',
      'AUTO_PASSTHROUGH',
      'ISTIO_MUTUAL',
      'OPTIONAL_MUTUAL',
    ]),
  ),
  httpsRedirect: decisive(z.boolean()),
  credentialName: z.string(),
  credentialNames: texts,
  caCertCredentialName: z.string(),
  serverCertificate: z.string(),
  privateKey: z.string(),
  caCertificates: z.string(),
  caCrl: z.string(),
  tlsCertificates: z.array(
    fields({
      serverCertificate: z.string(),
      privateKey: z.string(),
      caCertificates: z.string(),
    }),
  ),
  subjectAltNames: condition(texts),
  verifyCertificateSpki: condition(texts),
  verifyCertificateHash: condition(texts),
  minProtocolVersion: tlsVersion,
  maxProtocolVersion: tlsVersion,
  cipherSuites: texts,
  insecureSkipVerify: since('1.31', z.boolean()),
});

/**
 * What {@link serverTlsSchema} reads.
 *
 * @public
 */
export type ServerTls = z.infer<typeof serverTlsSchema>;
