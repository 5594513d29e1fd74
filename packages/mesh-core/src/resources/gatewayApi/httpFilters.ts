import { z } from 'zod';
import { fields, texts } from '../schema/fields';
import { backendObjectSchema } from './references';
import { commonFilterFields } from './routeParts';

const pathChangeSchema = fields({
  replaceFullPath: z.string(),
  replacePrefixMatch: z.string(),
}).extend({ type: z.enum(['ReplaceFullPath', 'ReplacePrefixMatch']) });

const corsSchema = fields({
  allowOrigins: texts,
  allowCredentials: z.boolean(),
  allowMethods: z.array(
    z.enum([
      'GET',
      'HEAD',
      'POST',
      'PUT',
      'DELETE',
      'CONNECT',
      'OPTIONS',
      'TRACE',
      'PATCH',
      '*',
    ]),
  ),
  allowHeaders: texts,
  exposeHeaders: texts,
  /** Seconds. */
  maxAge: z.int(),
});

const externalAuthSchema = fields({
  grpc: fields({ allowedHeaders: texts }),
  http: fields({
    path: z.string(),
    allowedHeaders: texts,
    allowedResponseHeaders: texts,
  }),
  forwardBody: fields({ maxSize: z.int() }),
}).extend({
  protocol: z.enum(['HTTP', 'GRPC']),
  backendRef: backendObjectSchema,
});

/**
 * A step on the way of a request through an HTTPRoute.
 *
 * @public
 */
export const httpRouteFilterSchema = fields({
  ...commonFilterFields,
  requestRedirect: fields({
    scheme: z.enum(['http', 'https']),
    hostname: z.string(),
    path: pathChangeSchema,
    port: z.int(),
    /** 302 when absent. */
    statusCode: z.literal([301, 302, 303, 307, 308]),
  }),
  urlRewrite: fields({ hostname: z.string(), path: pathChangeSchema }),
  cors: corsSchema,
  externalAuth: externalAuthSchema,
}).extend({
  type: z.enum([
    'RequestHeaderModifier',
    'ResponseHeaderModifier',
    'RequestMirror',
    'RequestRedirect',
    'URLRewrite',
    'ExtensionRef',
    'CORS',
    'ExternalAuth',
  ]),
});

/**
 * What {@link httpRouteFilterSchema} reads.
 *
 * @public
 */
export type HTTPRouteFilter = z.infer<typeof httpRouteFilterSchema>;
