import type { Canary, CanaryService } from '../resources';
import { buildCanaryAnalysis } from './buildCanaryAnalysis';
import { buildGateways, explainMesh } from './buildGateways';
import { buildLabels, buildMetadata } from './buildMetadata';
import { buildRequestPolicy } from './buildRequestPolicy';
import { buildTrafficPolicy } from './buildTrafficPolicy';
import { compact } from './compact';
import type { CanaryIntent, MeshIntent } from './intent';
import type { FieldComment, Manifest } from './Manifest';

/**
 * Flagger makes the Services, the VirtualService and the DestinationRules from this, so it carries what those would
 * say, and the labels by which Backstage finds them.
 */
function buildCanaryService(intent: MeshIntent): CanaryService {
  const { service, exposure } = intent;
  const { port, targetPort, portName, protocol } = service;
  const labels = buildLabels(intent);
  return compact({
    port,
    targetPort: targetPort ?? port,
    portName: portName ?? protocol,
    hosts: exposure && [...new Set(exposure.hosts)],
    gateways: buildGateways(intent),
    trafficPolicy: buildTrafficPolicy(intent),
    ...buildRequestPolicy(intent),
    apex: { labels },
    primary: { labels },
    canary: { labels },
  });
}

function explain(service: CanaryService): FieldComment[] {
  return [
    {
      path: ['spec', 'revertOnDeletion'],
      text: 'without it, deleting the Canary would leave the Deployment at 0 replicas',
    },
    {
      path: ['spec', 'service'],
      text: 'Flagger makes the Services, VirtualService and DestinationRules of these; keep none in Git',
    },
    ...explainMesh(service.gateways, ['spec', 'service', 'gateways']),
  ];
}

/**
 * Builds the release process of a service. It stands alone: Flagger writes the VirtualService and the DestinationRules
 * and would fight with others for the same host.
 *
 * @param intent - what is wanted of the mesh
 * @param canary - its part about releases
 * @see https://docs.flagger.app/usage/how-it-works#canary-service
 * @public
 */
export function buildCanary(
  intent: MeshIntent,
  canary: CanaryIntent,
): Manifest<Canary> {
  const { name } = intent.service;
  const service = buildCanaryService(intent);
  return {
    object: {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'Canary',
      metadata: buildMetadata(intent),
      spec: compact({
        provider: 'istio',
        targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        autoscalerRef:
          canary.autoscaler === undefined
            ? undefined
            : {
                apiVersion: 'autoscaling/v2',
                kind: 'HorizontalPodAutoscaler',
                name: canary.autoscaler,
              },
        progressDeadlineSeconds: canary.progressDeadlineSeconds,
        revertOnDeletion: true,
        service,
        analysis: buildCanaryAnalysis(intent.service, canary),
      }),
    },
    purpose: `How a new version of ${name} is tried out on real requests before everybody gets it.`,
    reference: 'https://docs.flagger.app/usage/how-it-works',
    comments: explain(service),
  };
}
