import { resolve } from 'node:path';

/** Folder of the template. */
export const TEMPLATE = resolve(
  __dirname,
  '../../../../examples/templates/new-microservice',
);

/** What every page but the last asks for. */
export const service = {
  name: 'reviews',
  description: 'What customers say: good, bad and "quoted"',
  owner: 'group:default/team-checkout',
  system: 'system:default/shop',
  cluster: 'sandbox',
  namespace: 'shop',
  image: 'shop/reviews:1.0.0',
  protocol: 'http',
  port: 80,
  targetPort: 8080,
  minReplicas: 2,
  maxReplicas: 6,
  timeoutMs: 5000,
  retryAttempts: 2,
  consecutive5xxErrors: 5,
};

/** The last page, for a release in steps. */
export const canary = {
  release: 'canary',
  stepWeight: 10,
  maxWeight: 50,
  interval: '1m',
  threshold: 5,
  successRateMin: 99.5,
  durationMaxMs: 500,
};

/** The part of the last page about test requests. */
export const tested = {
  sendTestRequests: true,
  loadTest: {
    url: 'http://flagger-loadtester.flagger-system/',
    path: '/healthz',
    ratePerSecond: 10,
  },
};
