import type { z as zod } from 'zod/v3';
import { canary } from './canarySchema';

/**
 * The input of the action, for the page that lists the actions and for the scaffolder's own check of types. It says the
 * shape and no rules: those are `parseMeshIntent` of mesh-core, whose messages say what to do. A test keeps the two in
 * step.
 */
type Z = typeof zod;

const service = (z: Z) =>
  z.object(
    {
      name: z
        .string()
        .describe('Name of the Service and of the Deployment, as in checkout'),
      namespace: z.string().describe('Namespace that the service runs in'),
      port: z.number().describe('Port of the Service, which callers use'),
      targetPort: z
        .number()
        .optional()
        .describe('Port of the container. Default: that of the Service'),
      protocol: z
        .enum(['http', 'http2', 'grpc'])
        .optional()
        .describe('What callers speak. Default: http'),
      portName: z
        .string()
        .optional()
        .describe(
          'Name of the port of the Service. Default: the protocol, with which it must start',
        ),
      kubernetesId: z
        .string()
        .optional()
        .describe(
          'Value of the label backstage.io/kubernetes-id. Default: the name',
        ),
      owner: z
        .string()
        .optional()
        .describe('Full reference of the owner, as in group:default/my-team'),
      labels: z
        .record(z.string())
        .optional()
        .describe('More labels for each object'),
    },
    { description: 'The service that the manifests are for' },
  );

const exposure = (z: Z) =>
  z
    .object({
      hosts: z
        .array(z.string())
        .describe('Full host names, as in www.example.com'),
      gateways: z
        .array(z.string())
        .describe('Istio Gateways, as in istio-ingress/public-gateway'),
    })
    .optional()
    .describe('How the service is reached from outside. Default: not at all');

const resilience = (z: Z) =>
  z
    .object({
      timeoutMs: z
        .number()
        .optional()
        .describe(
          'Milliseconds a request may take, retries included. Default: no limit',
        ),
      retries: z
        .object({
          attempts: z
            .number()
            .describe('Calls beside the first one. 0 turns retries off'),
          perTryTimeoutMs: z
            .number()
            .optional()
            .describe('Milliseconds each call may take'),
          retryOn: z
            .array(z.string())
            .optional()
            .describe('What is tried again. Default: that of Istio'),
        })
        .optional()
        .describe('How often a failed request is tried again'),
      loadBalancer: z
        .enum(['LEAST_REQUEST', 'ROUND_ROBIN', 'RANDOM'])
        .optional()
        .describe('How a pod is chosen. Default: that of the mesh'),
      outlierDetection: z
        .object({
          consecutive5xxErrors: z
            .number()
            .describe('Failures in a row after which a pod is left out'),
          intervalMs: z
            .number()
            .optional()
            .describe('Milliseconds between two looks at the pods'),
          baseEjectionTimeMs: z
            .number()
            .optional()
            .describe('Milliseconds a pod is left out the first time'),
          maxEjectionPercent: z
            .number()
            .optional()
            .describe('Percent of the pods that may be left out at once'),
        })
        .optional()
        .describe('When a failing pod gets no requests for a while'),
    })
    .optional()
    .describe('What callers do when the service is slow or fails');

const versions = (z: Z) =>
  z
    .array(
      z.object({
        name: z.string().describe('Name of the subset, as in v1'),
        weight: z.number().describe('Percent of the requests'),
        labels: z
          .record(z.string())
          .optional()
          .describe('Labels of its pods. Default: version with the name'),
      }),
    )
    .optional()
    .describe(
      'Versions side by side, weighted by hand up to 100. Not together with canary',
    );

const targetPath = (z: Z) =>
  z
    .string()
    .optional()
    .describe('Folder in the workspace. Default: deploy/base/mesh');

const overwrite = (z: Z) =>
  z
    .boolean()
    .optional()
    .describe(
      'Replace files that differ and remove leftovers of an earlier plan. Default: false',
    );

/** Schema of each input, built with the `zod/v3` that the scaffolder hands in. */
export const inputSchema = {
  service,
  exposure,
  resilience,
  versions,
  canary,
  targetPath,
  overwrite,
};

/** Schema of each output. */
export const outputSchema = {
  files: (z: Z) =>
    z
      .array(z.string())
      .describe('Paths of the files in the workspace, by name'),
  manifests: (z: Z) =>
    z
      .string()
      .describe('Text of all files as one YAML stream, for people to read'),
  warnings: (z: Z) =>
    z
      .array(z.string())
      .describe('What is allowed and yet likely not meant, with a remedy'),
};
