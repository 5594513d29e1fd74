import { startFairway } from './harness/startFairway';
import { waitForCatalog } from './harness/waitForCatalog';

/** Starts Fairway once for all browser tests. The returned function stops it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const fairway = await startFairway();
  try {
    await waitForCatalog(fairway.url);
  } catch (error) {
    await fairway.stop();
    throw error;
  }
  process.env.FAIRWAY_URL = fairway.url;
  process.env.FAIRWAY_KUBERNETES_URL = fairway.kubernetesUrl;
  process.env.FAIRWAY_PROMETHEUS_URL = fairway.prometheusUrl;
  process.env.FAIRWAY_KIALI_URL = fairway.kialiUrl;
  return fairway.stop;
}
