import { DEFAULT_TOLERANCES } from '../health/tolerances';
import { KialiError } from '../KialiError';
import type { KialiNamespace } from '../KialiWorld';
import type { KialiAnswer, KialiServices } from './KialiRequest';

const VERSION = 'v2.31.0';
const ROOT_NAMESPACE = 'istio-system';

/** `/api/status` */
export function status({ cluster }: KialiServices): KialiAnswer {
  return {
    status: 200,
    body: {
      status: {
        'Disabled features': '',
        'Kiali commit hash': 'fairway-mesh-sandbox',
        'Kiali container version': VERSION,
        'Kiali state': 'running',
        'Kiali version': VERSION,
      },
      externalServices: [
        { name: `Kubernetes-${cluster}`, version: 'v1.35.0', tempoConfig: {} },
        { name: 'Prometheus', version: '2.42.0', tempoConfig: {} },
      ],
      warningMessages: [],
      istioEnvironment: { istioAPIEnabled: true },
    },
  };
}

/** `/api/config`, without the settings of Kiali's own pages. */
export function config({ cluster, sessions }: KialiServices): KialiAnswer {
  const rate = [{ tolerance: DEFAULT_TOLERANCES }];
  return {
    status: 200,
    body: {
      authStrategy: sessions.strategy,
      clusters: {
        [cluster]: {
          accessible: true,
          apiEndpoint: '',
          isKialiHome: true,
          kialiInstances: [
            {
              namespace: ROOT_NAMESPACE,
              operatorResource: '',
              serviceName: 'kiali',
              url: '',
              version: VERSION,
            },
          ],
          name: cluster,
          secretName: '',
        },
      },
      clusterWideAccess: true,
      controlPlanes: { [cluster]: ROOT_NAMESPACE },
      deployment: {},
      gatewayAPIClasses: [{ name: 'istio', className: 'istio' }],
      gatewayAPIEnabled: true,
      healthConfig: {
        compute: { duration: '5m', refreshInterval: '3m', timeout: '10m' },
        rate,
      },
      istioAPIInstalled: true,
      istioGatewayInstalled: true,
      istioIdentityDomain: 'svc.cluster.local',
      istioLabels: { appLabelName: '', versionLabelName: '' },
      istioStatusEnabled: true,
      logLevel: 'info',
      prometheus: {
        enabled: true,
        globalScrapeInterval: 5,
        storageTsdbRetention: 3600,
      },
      runMode: 'app',
    },
  };
}

/** `/api/namespaces` */
export function namespaces(services: KialiServices): KialiAnswer {
  const list = services.world.namespaces();
  return { status: 200, body: list.map(one => namespaceBody(services, one)) };
}

/**
 * `/api/namespaces/<name>/info`
 *
 * @throws KialiError 404
 */
export function namespaceInfo(
  services: KialiServices,
  name: string,
): KialiAnswer {
  const found = services.world.namespaces().find(one => one.name === name);
  if (!found) {
    throw new KialiError(404, `namespaces "${name}" not found`);
  }
  return { status: 200, body: namespaceBody(services, found) };
}

function namespaceBody(
  { cluster }: KialiServices,
  { name, labels, annotations }: KialiNamespace,
): object {
  const isControlPlane = name === ROOT_NAMESPACE;
  const injected =
    labels['istio-injection'] === 'enabled' ||
    labels['istio.io/rev'] !== undefined;
  return {
    name,
    cluster,
    isAmbient: labels['istio.io/dataplane-mode'] === 'ambient',
    isControlPlane,
    labels,
    annotations: annotations ?? {},
    ...(injected || isControlPlane
      ? { revision: labels['istio.io/rev'] ?? 'default' }
      : {}),
  };
}
