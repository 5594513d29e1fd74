/** Everything that this package takes from the unstable entry points of Backstage. */
export { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
export type { MetricsService } from '@backstage/backend-plugin-api/alpha';
