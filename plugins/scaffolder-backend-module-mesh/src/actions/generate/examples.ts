import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const service = {
  name: 'checkout',
  namespace: 'shop',
  port: 80,
  targetPort: 8080,
  owner: 'group:default/team-checkout',
};

const loadTest = {
  url: 'http://flagger-loadtester.flagger-system/',
  path: '/healthz',
  ratePerSecond: 10,
};

function example(description: string, input: object): TemplateExample {
  const step = { id: 'mesh', action: 'mesh:generate', input };
  return { description, example: stringify({ steps: [step] }) };
}

/** Shown on the page of the action; each is executed by a test. */
export const examples: TemplateExample[] = [
  example('Route requests with a time limit and retries.', {
    service,
    resilience: {
      timeoutMs: 5000,
      retries: { attempts: 2, perTryTimeoutMs: 1500 },
    },
  }),
  example('Split requests between two versions by hand.', {
    service,
    versions: [
      { name: 'v1', weight: 90 },
      { name: 'v2', weight: 10 },
    ],
  }),
  example(
    'Release under Flagger, in steps of 10 percent, with requests of the load tester to measure.',
    {
      service,
      canary: {
        stepWeight: 10,
        maxWeight: 50,
        interval: '1m',
        threshold: 5,
        metrics: { successRateMin: 99, durationMaxMs: 500 },
        loadTest,
        autoscaler: 'checkout',
      },
    },
  ),
  example('Try a new version with users who carry a cookie (A/B test).', {
    service,
    exposure: {
      hosts: ['www.example.com'],
      gateways: ['istio-ingress/public-gateway'],
    },
    canary: {
      iterations: 10,
      match: [
        {
          headers: {
            cookie: { regex: '^(.*?;\\s*)?(canary=always)(;.*)?$' },
          },
        },
      ],
      interval: '1m',
      threshold: 2,
      metrics: { successRateMin: 99 },
      loadTest,
    },
  }),
  example('Write to another folder and replace what is there.', {
    service,
    targetPath: 'k8s/mesh',
    overwrite: true,
  }),
];
