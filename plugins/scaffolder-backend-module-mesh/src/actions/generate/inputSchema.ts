import type { z as zod } from 'zod/v3';

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

const metrics = (z: Z) =>
  z
    .object({
      successRateMin: z
        .number()
        .optional()
        .describe('Percent of requests that must not fail'),
      durationMaxMs: z
        .number()
        .optional()
        .describe('Milliseconds within which 99 % must be answered'),
    })
    .describe('What a new version must keep to. At least one');

const loadTest = (z: Z) =>
  z
    .object({
      url: z.string().describe("URL of Flagger's load tester"),
      path: z
        .string()
        .optional()
        .describe('Path of a request without side effects. Default: /'),
      ratePerSecond: z.number().describe('Requests per second'),
    })
    .optional()
    .describe('Requests to the new version, so that there are some to measure');

const userMatch = (z: Z) =>
  z.object({
    headers: z
      .record(
        z.object({
          exact: z.string().optional(),
          prefix: z.string().optional(),
          regex: z.string().optional(),
        }),
      )
      .describe('Header names in lower case'),
  });

const alert = (z: Z) =>
  z.object({
    provider: z.string().describe('Name of the AlertProvider'),
    providerNamespace: z
      .string()
      .optional()
      .describe('Its namespace. Default: that of the service'),
    severity: z
      .enum(['info', 'warn', 'error'])
      .optional()
      .describe('Least severe message that is sent. Default: info'),
  });

const canary = (z: Z) =>
  z
    .object({
      stepWeight: z
        .number()
        .optional()
        .describe('Percent of requests that each step adds'),
      stepWeights: z
        .array(z.number())
        .optional()
        .describe('Percent of requests at each step, rising'),
      maxWeight: z
        .number()
        .optional()
        .describe('Percent at which the steps of stepWeight end. Default: 100'),
      stepWeightPromotion: z
        .number()
        .optional()
        .describe('Percent that each step of the promotion moves'),
      iterations: z
        .number()
        .optional()
        .describe('Checks of an A/B test (with match) or of blue/green'),
      match: z
        .array(userMatch(z))
        .optional()
        .describe('Users who get the new version in an A/B test'),
      interval: z.string().describe('Time between two checks, as in 30s or 1m'),
      threshold: z
        .number()
        .describe('Failed checks after which Flagger goes back'),
      metrics: metrics(z),
      loadTest: loadTest(z),
      alerts: z.array(alert(z)).optional().describe('Who is told'),
      autoscaler: z
        .string()
        .optional()
        .describe('Name of the HorizontalPodAutoscaler'),
      progressDeadlineSeconds: z
        .number()
        .optional()
        .describe('Seconds pods may take to become ready. Default: 600'),
    })
    .optional()
    .describe(
      'Releases under Flagger, with exactly one of stepWeight, stepWeights and iterations',
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
