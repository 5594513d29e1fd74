import { z } from 'zod';

/** Longest name of a Service: it becomes a label of DNS. */
const MAX_DNS_LABEL = 63;

/**
 * The name of a Service or namespace.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#rfc-1035-label-names
 */
export const dnsLabelSchema = z
  .string()
  .regex(/^[a-z]([-a-z0-9]*[a-z0-9])?$/, {
    error:
      'is no name that Kubernetes takes. Use lower-case letters, digits and hyphens, with a letter first and no hyphen at the end.',
  })
  .max(MAX_DNS_LABEL, {
    error: `is too long. Use at most ${MAX_DNS_LABEL} characters.`,
  });

/** The full name of a host outside the cluster; a star may stand for its first label. */
export const externalHostSchema = z
  .string()
  .regex(/^(\*\.)?([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)+[a-z][-a-z0-9]*[a-z0-9]$/, {
    error:
      'is no full host name. Write it as www.example.com or *.example.com, without scheme, port and path.',
  });

/** A Gateway with the namespace that it lives in. */
export const gatewayNameSchema = z
  .string()
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?\/[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/, {
    error:
      'does not name a Gateway. Write it as namespace/name, as in istio-ingress/public-gateway. The mesh itself is added by itself.',
  });

/** Full reference of a catalog entity. */
export const entityRefSchema = z.string().regex(/^[a-z]+:[-\w.]+\/[-\w.]+$/i, {
  error:
    'is no full entity reference. Write it as kind:namespace/name, as in group:default/team-checkout.',
});

/** What Kubernetes takes as the value of a label. */
export const labelValueSchema = z
  .string()
  .regex(/^([a-z0-9]([-_.a-z0-9]{0,61}[a-z0-9])?)?$/i, {
    error:
      'is no label value. Use at most 63 letters, digits, hyphens, dots and underscores, with a letter or digit at both ends.',
  });

/** What Kubernetes takes as the name of a label, with or without a prefix. */
export const labelNameSchema = z
  .string()
  .regex(
    /^([a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?\/)?[a-z0-9]([-_.a-z0-9]{0,61}[a-z0-9])?$/i,
    {
      error:
        'is no label name. Write it as name or prefix.example.com/name, the name with at most 63 characters.',
    },
  );

/** The number of a port. */
export const portNumberSchema = z
  .int()
  .min(1, { error: 'is no port. Use a number from 1 to 65535.' })
  .max(65_535, { error: 'is no port. Use a number from 1 to 65535.' });

/** A number of things, at least one. */
export const countSchema = z
  .int()
  .min(1, { error: 'must be at least 1.' })
  .max(2_147_483_647, { error: 'is too large.' });

/** Milliseconds, at least one, as Istio takes nothing shorter. */
export const durationMsSchema = countSchema.clone();

/** Percent of requests. Flagger takes whole numbers only. */
export const percentSchema = z
  .int()
  .min(1, { error: 'must be from 1 to 100 percent.' })
  .max(100, { error: 'must be from 1 to 100 percent.' });
