import type { z as zod } from 'zod/v3';

type Z = typeof zod;

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

/** The part of the input about releases; see `inputSchema.ts`. */
export const canary = (z: Z) =>
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
